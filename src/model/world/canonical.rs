//! Canonical user ids: the names that only S3 knows accounts by, in bucket policies and ACLs (S3/s3-bucket-user-policy-
//! specifying-principal-intro: a grant to one is a grant to its account).
//!
//! Where the world tells whose id it is, the account takes its place as soon as the world is read. Any other id may be
//! that of any account whose id the world does not tell, outside or inside, or of none (CloudFront's origin access
//! identities have such ids): there a policy has two readings, and both are asked.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::World;
use super::account::Account;
use crate::model::{Effect, Policy, Principal, PrincipalElement, Statement, Template};

/// What a policy may mean that names canonical users of whom it is not known which account they are.
#[derive(Clone, Debug)]
pub struct Readings {
    /// The ids.
    pub ids: Vec<String>,
    /// The least that it gives: no caller is one of them where they are given something, and every caller where
    /// something is taken from them.
    pub least: Arc<Policy>,
    /// The most that it gives, the other way round.
    pub most: Arc<Policy>,
    /// The policy as it stands: what it gives to callers outside, of whom the users are some by their ids
    /// ([`Party::Named`](super::Party::Named), as `canonical:ID`), so that nobody else is one.
    pub outside: Arc<Policy>,
}

impl World {
    /// Puts accounts in the places of canonical users in the policies of buckets and access points, as far as the
    /// world tells whose ids they are, and the ARNs of APIs where their policies leave them out.
    pub fn name_canonical_users(&mut self) {
        self.write_out_shorthands();
        let told = |account: &Account| Some((account.canonical_id.clone()?, account.id.clone()));
        let accounts: BTreeMap<String, String> = self.accounts.values().filter_map(told).collect();
        if accounts.is_empty() {
            return;
        }
        let named = |_: &Statement, id: &str| {
            accounts.get(id).map(|account| Principal::Account(Template::literal(account)))
        };
        for resource in self.accounts.values_mut().flat_map(|account| account.resources.values_mut()) {
            let points = resource.access_points.iter_mut().filter_map(|point| point.policy.as_mut());
            for policy in resource.policy.iter_mut().chain(points) {
                if let Some(renamed) = renamed(policy, named) {
                    *policy = Arc::new(renamed);
                }
            }
        }
    }
}

impl Readings {
    /// What the policy may mean; `None` if it names no canonical user.
    pub fn of(policy: &Policy) -> Option<Readings> {
        let mut ids: Vec<String> = Vec::new();
        for principals in policy.statements.iter().filter_map(named) {
            ids.extend(principals.iter().filter_map(Principal::canonical_id).map(str::to_owned));
        }
        if ids.is_empty() {
            return None;
        }
        ids.sort_unstable();
        ids.dedup();
        let any = || Some(Principal::Account(Template::anything()));
        let least = renamed(policy, |statement, _| if gives_by_listing(statement) { None } else { any() });
        let most = renamed(policy, |statement, _| if gives_by_listing(statement) { any() } else { None });
        let outside = Arc::new(policy.clone());
        let shared = |changed: Option<Policy>| Arc::new(changed.unwrap_or_else(|| policy.clone()));
        Some(Readings { ids, least: shared(least), most: shared(most), outside })
    }
}

/// What these policies give if each of the canonical users that they name is whichever account, user or role is named beside
/// it: only where some `Deny` spares those whom it lists is that more than what the two are given apart. `None` for a
/// policy where it is nothing more.
pub(super) fn as_whoever_is_named(
    policies: &[Option<&Policy>],
    may_be: impl Fn(&Principal) -> bool,
) -> Vec<Option<Arc<Policy>>> {
    let statements = || policies.iter().copied().flatten().flat_map(|policy| &policy.statements);
    let mut users: Vec<&Principal> = Vec::new();
    for principal in statements().filter_map(named).flatten() {
        if principal.canonical_id().is_some() && !users.contains(&principal) {
            users.push(principal);
        }
    }
    let spares = |statement: &Statement| {
        statement.effect == Effect::Deny && matches!(statement.principal, PrincipalElement::NotPrincipal(_))
    };
    if users.is_empty() || !statements().any(spares) {
        return vec![None; policies.len()];
    }
    let with_users = |policy: &Policy| {
        let mut given = policy.clone();
        for statement in given.statements.iter_mut().filter(|statement| gives_by_listing(statement)) {
            if let PrincipalElement::Principal(listed) | PrincipalElement::NotPrincipal(listed) =
                &mut statement.principal
                && listed.iter().any(&may_be)
            {
                let missing = users.iter().filter(|user| !listed.contains(user)).map(|user| (*user).clone());
                listed.extend(missing.collect::<Vec<_>>());
            }
        }
        (given != *policy).then(|| Arc::new(given))
    };
    policies.iter().map(|policy| policy.and_then(with_users)).collect()
}

/// Whom the statement names.
fn named(statement: &Statement) -> Option<&[Principal]> {
    match &statement.principal {
        PrincipalElement::Principal(named) | PrincipalElement::NotPrincipal(named) => Some(named),
        PrincipalElement::Attached => None,
    }
}

/// Whether whoever the statement lists can do more for it.
fn gives_by_listing(statement: &Statement) -> bool {
    let lists = matches!(statement.principal, PrincipalElement::Principal(_));
    lists == (statement.effect == Effect::Allow)
}

/// The policy with other principals for its canonical users; `None` if none is changed.
fn renamed(policy: &Policy, other: impl Fn(&Statement, &str) -> Option<Principal>) -> Option<Policy> {
    let mut renamed = policy.clone();
    let mut changed = false;
    for (statement, own) in renamed.statements.iter_mut().zip(&policy.statements) {
        let (PrincipalElement::Principal(principals) | PrincipalElement::NotPrincipal(principals)) =
            &mut statement.principal
        else {
            continue;
        };
        for principal in principals {
            if let Some(other) = principal.canonical_id().and_then(|id| other(own, id)) {
                *principal = other;
                changed = true;
            }
        }
    }
    changed.then_some(renamed)
}
