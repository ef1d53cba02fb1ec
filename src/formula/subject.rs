//! What a test looks at.

use crate::model::{Caller, CallerKind, Context, Key, Request, world};

/// An attribute of a request, or an element of a set under [`Atom::Some`](super::Atom::Some).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// Who asks, as [`Caller`] spells it.
    Principal,
    /// The action in small letters.
    Action,
    /// The resource.
    Resource,
    /// The value of a single-valued key. A test on an absent key is false.
    Key(Key),
    /// The value of a multi-valued key that the enclosing `Some` speaks of.
    Element,
}

/// Names of attributes that no request shows and that follow from its principal: the well-formedness terms
/// tie keys together through them. They look like keys to the engines and never reach a witness. Their names
/// are reserved ones ([`Key::reserved`](crate::model::Key::reserved)): a policy cannot ask for them.
pub mod hidden {
    use crate::model::{Key, world};

    /// The account of the caller.
    pub const ACCOUNT: &str = world::hidden::CALLER_ACCOUNT;
    /// The name of a caller's role, without its path.
    pub const ROLE: &str = world::hidden::CALLER_ROLE;

    /// Whether a key is one of these. Other reserved keys are like any key to the engines.
    pub fn is_hidden(key: &Key) -> bool {
        key.is(ACCOUNT) || key.is(ROLE)
    }
}

/// The context of the request with the hidden attributes added.
pub(super) fn with_hidden(request: &Request) -> Context {
    let mut context = request.context.clone();
    let caller: &Caller = &request.principal;
    let role = match caller.kind() {
        CallerKind::Role { account: _, name } => Some(name),
        CallerKind::RoleSession { account: _, role, session: _ } => Some(role),
        CallerKind::Anonymous
        | CallerKind::Service(_)
        | CallerKind::Federated(_)
        | CallerKind::CanonicalUser(_)
        | CallerKind::Root { .. }
        | CallerKind::User { .. }
        | CallerKind::FederatedUser { .. }
        | CallerKind::Other(_) => None,
    };
    let mut set = |name, value: Option<&str>| {
        context.set(Key::reserved(name), value.map(str::to_owned).into_iter().collect())
    };
    set(hidden::ACCOUNT, caller.account());
    set(hidden::ROLE, role);
    // An access point's object is the bucket's of the same key.
    let object =
        request.resource.split_once(":accesspoint/").and_then(|(_, path)| path.split_once("/object/"));
    if let Some((_, key)) = object {
        set(world::hidden::INSIDE, Some(key));
    }
    context
}
