//! What is so of the requests of callers in accounts outside, whoever they are: names are names, and what tells an account
//! tells theirs.

use std::collections::BTreeSet;

use super::case::Case;
use super::claim::USER_ID;
use crate::formula::{Arena, Subject, TermId, Test};
use crate::model::world::Party;
use crate::model::{Caller, CallerKind, Key, Request, Template, segments_of};

/// What follows, beyond the rules for all callers, for callers of accounts outside: the ARN of their role or user is of the
/// resource's partition as they are, and the id of a federated user session begins with the account.
pub(super) fn of_accounts(arena: &mut Arena, case: &Case<'_, '_>, keys: &BTreeSet<Key>) -> Vec<TermId> {
    let account = match case.party {
        Party::Stranger => None,
        Party::Account(account) => Some(account.as_str()),
        Party::Named(_) => case.party.account(),
        Party::Identity(_)
        | Party::Session(..)
        | Party::Federated(_)
        | Party::Root(_)
        | Party::Anonymous
        | Party::Service(_)
        | Party::Provider(_) => return Vec::new(),
    };
    let mut terms = Vec::new();
    let like = |arena: &mut Arena, key: &Key, pattern: &str| {
        arena.some(key, |arena, subject| arena.test(subject, Test::Text(Template::glob(pattern))))
    };
    let Some([_, partition, ..]) = segments_of(case.target.arn()) else { return terms };
    // Where names are looked at, they are names: none is empty, has a colon, or, of a federated user, a slash.
    let of_a_class = matches!(case.party, Party::Stranger | Party::Account(_));
    if of_a_class && keys.iter().any(|key| NAMING.iter().any(|name| key.is(name))) {
        let mut like = |end: &str| {
            let any = Template::anything;
            let arn = [any(), any(), any(), any(), any(), Template::glob(end)];
            arena.test(&Subject::Principal, Test::Segments(Box::new(arn)))
        };
        let no_names = ["*:*", "*/", "federated-user/*/*"].map(&mut like);
        terms.extend(no_names.map(|no_name| arena.not(no_name)));
    }
    if let Some(key) = keys.iter().find(|key| key.is("aws:principalarn")) {
        let present = arena.present(key);
        let own = like(arena, key, &format!("arn:{partition}:*"));
        terms.push(arena.implies(present, own));
    }
    if let (Some(key), Some(account)) = (keys.iter().find(|key| key.is(USER_ID)), account) {
        let session = Template::glob(&format!("arn:{partition}:sts::{account}:federated-user/*"));
        let session = arena.test(&Subject::Principal, Test::Text(session));
        let own = like(arena, key, &format!("{account}:?*"));
        terms.push(arena.implies(session, own));
    }
    terms
}

/// Keys whose values have the names of users, roles and sessions in them.
const NAMING: [&str; 3] = ["aws:principalarn", "aws:username", USER_ID];

/// Whether the ids that tell an account tell the caller's.
pub(super) fn fits_account(request: &Request) -> bool {
    let ids = request.context.values(&Key::new(USER_ID));
    match request.principal.kind() {
        CallerKind::FederatedUser { account, .. } => {
            ids.iter().all(|id| id.split_once(':').is_some_and(|(own, _)| own == account))
        }
        _ => true,
    }
}

/// Whether whatever names the caller's ARN has can be names: none is empty, and none of a session has a slash.
pub(super) fn has_names(caller: &Caller) -> bool {
    let is_name = |name: &str| !name.is_empty() && !name.contains('/');
    match caller.kind() {
        CallerKind::User { name, .. }
        | CallerKind::Role { name, .. }
        | CallerKind::FederatedUser { name, .. } => is_name(name),
        CallerKind::RoleSession { role, session, .. } => is_name(role) && is_name(session),
        CallerKind::Root { .. }
        | CallerKind::Anonymous
        | CallerKind::Service(_)
        | CallerKind::Federated(_)
        | CallerKind::CanonicalUser(_)
        | CallerKind::Other(_) => true,
    }
}
