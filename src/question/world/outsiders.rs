//! What is so of the requests of callers in accounts outside, whoever they are: names are names, and what tells an account
//! tells theirs.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::case::Case;
use super::claim::USER_ID;
use crate::formula::{Arena, Subject, TermId, Test};
use crate::model::world::Party;
use crate::model::{
    Caller, CallerKind, Key, Principal, PrincipalElement, Request, Setting, Template, segments_of,
};

/// A role outside that policies name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NamedRole {
    arn: String,
    /// What the ARNs of its sessions begin with: they lack the role's path.
    sessions: String,
}

/// The roles that the setting's policies name as principals. Of one name an account has one role (IAM/reference_iam-quotas), so
/// sessions of that name are this role's; where policies name two, one of the names is of nobody, and neither tells anything.
pub(super) fn named_roles(party: &Party<'_>, setting: &Setting) -> Arc<[NamedRole]> {
    if !matches!(party, Party::Stranger | Party::Account(_) | Party::Named(_)) {
        return Arc::from([]);
    }
    let mut all: Vec<NamedRole> = Vec::new();
    for statement in setting.policies().flat_map(|policy| &policy.statements) {
        let (PrincipalElement::Principal(named) | PrincipalElement::NotPrincipal(named)) =
            &statement.principal
        else {
            continue;
        };
        for role in named.iter().filter_map(named_role) {
            if !all.contains(&role) {
                all.push(role);
            }
        }
    }
    let alone = |role: &&NamedRole| all.iter().filter(|other| other.sessions == role.sessions).count() == 1;
    all.iter().filter(alone).cloned().collect()
}

fn named_role(principal: &Principal) -> Option<NamedRole> {
    let Principal::Role { sessions, .. } = principal else { return None };
    // They end in `/*`.
    let sessions: Vec<String> = sessions.iter().map(ToString::to_string).collect();
    let sessions = sessions.join(":").strip_suffix('*')?.to_owned();
    Some(NamedRole { arn: principal.arn()?, sessions })
}

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
    if let Some(key) = keys.iter().find(|key| key.is(PRINCIPAL_ARN)) {
        let present = arena.present(key);
        let own = like(arena, key, &format!("arn:{partition}:*"));
        terms.push(arena.implies(present, own));
        for role in case.roles.iter() {
            let session = Test::Text(Template::glob(&format!("{}*", role.sessions)));
            let session = arena.test(&Subject::Principal, session);
            let own = arena
                .some(key, |arena, subject| arena.test(subject, Test::Text(Template::literal(&role.arn))));
            let told = arena.and([session, present]);
            terms.push(arena.implies(told, own));
        }
    }
    if let (Some(key), Some(account)) = (keys.iter().find(|key| key.is(USER_ID)), account) {
        let session = Template::glob(&format!("arn:{partition}:sts::{account}:federated-user/*"));
        let session = arena.test(&Subject::Principal, Test::Text(session));
        let own = like(arena, key, &format!("{account}:?*"));
        terms.push(arena.implies(session, own));
    }
    terms
}

/// The caller's ARN, of a session its role's.
const PRINCIPAL_ARN: &str = "aws:principalarn";

/// Keys whose values have the names of users, roles and sessions in them.
const NAMING: [&str; 3] = [PRINCIPAL_ARN, "aws:username", USER_ID];

/// Whether what tells the role of a session tells its own.
pub(super) fn fits_roles(roles: &[NamedRole], request: &Request) -> bool {
    let session = request.principal.text();
    let arns = request.context.values(&Key::new(PRINCIPAL_ARN));
    let own = |role: &NamedRole| arns.iter().all(|arn| *arn == role.arn);
    roles.iter().filter(|role| session.starts_with(&role.sessions)).all(own)
}

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
