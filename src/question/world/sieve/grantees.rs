//! Whom the policies on a resource's side may speak of.

use super::overlap::Asked;
use crate::eval::decision::{Grant, of_principal};
use crate::model::world::Party;
use crate::model::{Caller, CallerKind, Effect, Policy, Principal, PrincipalElement, Segments, Template};

/// Whom a statement names, as far as it can be told at once.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Who {
    Everybody,
    Account(String),
    /// The users and roles of this account and name, paths aside.
    Named {
        account: String,
        name: String,
    },
    /// Who has this unique id.
    Id(String),
}

/// One principal that an `Allow` statement names.
#[derive(Clone, Debug)]
struct Grantee {
    who: Who,
    /// Whether it is given more than what its account may pass on.
    exceeds: bool,
}

/// What may be given to a party.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::question::world) enum Given {
    /// Nothing.
    Nothing,
    /// What an identity-based policy must allow as well.
    Delegated,
    /// More than that.
    More,
}

/// Whom the policies on the resource's side may give something of what is asked for.
#[derive(Clone, Debug, Default)]
pub(in crate::question::world) struct Grantees {
    all: Vec<Grantee>,
}

impl Grantees {
    pub(in crate::question::world) fn of<'p>(
        policies: impl IntoIterator<Item = &'p Policy>,
        asked: &Asked,
    ) -> Grantees {
        let mut all = Vec::new();
        let statements = policies.into_iter().flat_map(|policy| &policy.statements);
        let allowing = statements.filter(|statement| statement.effect == Effect::Allow);
        for statement in allowing.filter(|statement| asked.may_concern(statement)) {
            match &statement.principal {
                PrincipalElement::Principal(principals) => {
                    all.extend(principals.iter().filter_map(|named| {
                        let exceeds = of_principal(named, statement) != Grant::Delegated;
                        who(named).map(|who| Grantee { who, exceeds })
                    }));
                }
                PrincipalElement::NotPrincipal(_) => all.push(Grantee { who: Who::Everybody, exceeds: true }),
                PrincipalElement::Attached => all.push(Grantee { who: Who::Everybody, exceeds: false }),
            }
        }
        Grantees { all }
    }

    /// Whether everybody may be given something.
    pub(super) fn has_everybody(&self) -> bool {
        self.all.iter().any(|grantee| grantee.who == Who::Everybody)
    }

    /// Whether somebody of the account may be given something.
    pub(super) fn has_account(&self, account: &str) -> bool {
        self.all.iter().any(|grantee| match &grantee.who {
            Who::Everybody | Who::Id(_) => true,
            Who::Account(own) | Who::Named { account: own, name: _ } => own == account,
        })
    }

    /// What may be given to this party of the world.
    pub(in crate::question::world) fn given(&self, party: &Party<'_>) -> Given {
        let given = self.all.iter().filter(|grantee| grantee.who.may_be(party));
        let given = given.map(|grantee| if grantee.exceeds { Given::More } else { Given::Delegated });
        given.max().unwrap_or(Given::Nothing)
    }
}

impl Who {
    fn may_be(&self, party: &Party<'_>) -> bool {
        match self {
            Who::Everybody => true,
            Who::Account(account) => party.account() == Some(account),
            Who::Named { account, name } => match party {
                Party::Identity(identity) => identity.account() == account && identity.name() == name,
                Party::Root(_) => false,
                // These are not sifted.
                Party::Session(..)
                | Party::Federated(_)
                | Party::Anonymous
                | Party::Service(_)
                | Party::Provider(_)
                | Party::Account(_)
                | Party::Named(_)
                | Party::Stranger => true,
            },
            Who::Id(id) => match party {
                Party::Identity(identity) => identity.id.as_ref().is_none_or(|own| own == id),
                Party::Root(account) => account.id == *id,
                Party::Session(..)
                | Party::Federated(_)
                | Party::Anonymous
                | Party::Service(_)
                | Party::Provider(_)
                | Party::Account(_)
                | Party::Named(_)
                | Party::Stranger => true,
            },
        }
    }
}

/// Whom of the world's users, roles and root users the principal may stand for; `None`: nobody.
fn who(principal: &Principal) -> Option<Who> {
    match principal {
        Principal::Everyone | Principal::AnyAws => Some(Who::Everybody),
        Principal::Account(account) => Some(match account.as_literal() {
            Some(account) => Who::Account(account.to_owned()),
            None => Who::Everybody,
        }),
        Principal::Role { role: _, sessions: arn } | Principal::Arn(arn) => Some(by_arn(arn)),
        Principal::UniqueId(id) => Some(Who::Id(id.clone())),
        // It may be any account.
        Principal::CanonicalUser(_) => Some(Who::Everybody),
        // None of these is a user, a role's session, or a root user.
        Principal::Service(_) | Principal::Federated(_) => None,
    }
}

/// By the account and the name that the ARN of a user, a role or a session tells. Of a role's sessions the last part may
/// be any, so it is not looked at.
fn by_arn(arn: &Segments) -> Who {
    let [before @ .., resource] = arn;
    let fixed = before.iter().map(Template::as_literal).collect::<Option<Vec<&str>>>();
    let Some(fixed) = fixed else { return Who::Everybody };
    let account = fixed.get(4).copied().unwrap_or_default().to_owned();
    // A session's name is filled in where it is open: whose it is stands before it.
    let open = match resource.as_literal() {
        Some(resource) => resource.to_owned(),
        None => match resource.pieces() {
            [crate::model::Piece::Text(start), crate::model::Piece::Any] => format!("{start}session"),
            _ => return Who::Account(account),
        },
    };
    let text = format!("{}:{open}", fixed.join(":"));
    match Caller::new(&text).kind() {
        CallerKind::User { account, name } | CallerKind::Role { account, name } => {
            Who::Named { account: account.to_owned(), name: name.to_owned() }
        }
        CallerKind::RoleSession { account, role, session: _ } if !role.contains(['*', '?']) => {
            Who::Named { account: account.to_owned(), name: role.to_owned() }
        }
        CallerKind::RoleSession { .. }
        | CallerKind::Anonymous
        | CallerKind::Service(_)
        | CallerKind::Federated(_)
        | CallerKind::CanonicalUser(_)
        | CallerKind::Root { .. }
        | CallerKind::FederatedUser { .. }
        | CallerKind::Other(_) => Who::Account(account),
    }
}
