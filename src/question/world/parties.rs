//! Who may come into question for a target.

use std::collections::BTreeSet;

use crate::model::world::{Account, Party, Resource, Target, World};
use crate::model::{Effect, Policy, Principal, PrincipalElement, Statement};

/// Everybody of the world who may reach the target: whoever is in its account, and, where something on the
/// resource's side gives access, all others. In the order of accounts and ARNs, the root user of an account first.
pub fn parties_of<'w>(world: &'w World, target: &Target<'w>) -> Vec<Party<'w>> {
    let gives = !at_resource(world, target).is_empty();
    let accounts = world.accounts.values().filter(|account| gives || account.id == target.account());
    accounts
        .flat_map(|account| {
            std::iter::once(Party::Root(account)).chain(account.identities.values().map(Party::Identity))
        })
        .collect()
}

/// Who outside the world may reach the target: whoever a policy on the resource's side names, and, where one names
/// everybody, every class of callers. Exhaustive: callers in none of these are not allowed. A canonical user whom the world
/// does not tell may be in whatever account.
pub fn outsiders<'w>(world: &'w World, target: &Target<'w>) -> Vec<Party<'w>> {
    named_outside(world, target, false)
}

/// The same, canonical users whom the world does not tell apart from their accounts: as callers of their own, who are named
/// `canonical:ID`.
pub(super) fn outsiders_by_name<'w>(world: &'w World, target: &Target<'w>) -> Vec<Party<'w>> {
    named_outside(world, target, true)
}

fn named_outside<'w>(world: &'w World, target: &Target<'w>, by_canonical_id: bool) -> Vec<Party<'w>> {
    let mut names: BTreeSet<String> = BTreeSet::new();
    let mut canonical: BTreeSet<String> = BTreeSet::new();
    let mut everybody = false;
    let of_world = |account: &str| world.accounts.contains_key(account);
    for policy in at_resource(world, target) {
        if by_canonical_id {
            canonical.extend(policy.statements.iter().flat_map(spared));
        }
        for statement in policy.statements.iter().filter(|statement| statement.effect == Effect::Allow) {
            let PrincipalElement::Principal(principals) = &statement.principal else {
                everybody = true;
                continue;
            };
            for principal in principals {
                match principal {
                    Principal::Everyone | Principal::AnyAws => everybody = true,
                    Principal::Account(account) => match account.as_literal() {
                        Some(account) if of_world(account) => {}
                        Some(account) => drop(names.insert(format!("account:{account}"))),
                        None => everybody = true,
                    },
                    Principal::Role { .. } | Principal::Arn(_) => match principal.arn() {
                        Some(_) if principal.account().is_some_and(of_world) => {}
                        Some(arn) => drop(names.insert(arn)),
                        None => everybody = true,
                    },
                    Principal::Service(name) => drop(names.insert(format!("service:{name}"))),
                    Principal::Federated(provider) => match provider.as_literal() {
                        Some(name) if name.starts_with("arn:") => drop(names.insert(name.to_owned())),
                        Some(name) => drop(names.insert(format!("federated:{name}"))),
                        None => everybody = true,
                    },
                    // An id that nobody of the world has is nobody's; a canonical user is an account's.
                    Principal::UniqueId(_) => {}
                    Principal::CanonicalUser(id) if by_canonical_id => {
                        canonical.insert(format!("canonical:{id}"));
                    }
                    Principal::CanonicalUser(_) => everybody = true,
                }
            }
        }
    }
    let named = names.iter().filter_map(|name| world.party(&crate::model::Caller::new(name)));
    let named = named.filter(|party| !party.is_of_world());
    // Who has a token of an identity provider can only assume roles with it, and an unsigned caller cannot.
    let without_identity = match target {
        Target::Role(_) => Party::Provider(None),
        Target::Resource(_)
        | Target::AccessPoint(..)
        | Target::Plain { .. }
        | Target::Anywhere
        | Target::AnywhereIn(_) => Party::Anonymous,
    };
    let classes = [without_identity, Party::Stranger, Party::Service(None)];
    let canonical = canonical.into_iter().map(Party::Named);
    named.chain(canonical).chain(classes.into_iter().filter(|_| everybody)).collect()
}

/// The canonical users whom a `Deny` spares.
fn spared(statement: &Statement) -> Vec<String> {
    match (&statement.principal, statement.effect) {
        (PrincipalElement::NotPrincipal(listed), Effect::Deny) => {
            let ids = listed.iter().filter_map(Principal::canonical_id);
            ids.map(|id| format!("canonical:{id}")).collect()
        }
        _ => Vec::new(),
    }
}

/// The accounts of the world whose federated user sessions may reach the target: the owner's, and, where something on the
/// resource's side gives access, all others.
pub(super) fn federating<'w>(world: &'w World, target: &Target<'w>) -> Vec<&'w Account> {
    let gives = !at_resource(world, target).is_empty();
    world.accounts.values().filter(|account| gives || account.id == target.account()).collect()
}

/// The policies on the target's side, with the most that what the world leaves open may give.
pub(super) fn at_resource<'w>(world: &'w World, target: &Target<'w>) -> Vec<std::sync::Arc<Policy>> {
    match target {
        Target::Resource(resource) => of_resource(world, resource),
        Target::AccessPoint(resource, point) => {
            let mut all = of_resource(world, resource);
            all.extend(point.policy.iter().cloned());
            all
        }
        Target::Role(role) => role.trust.iter().cloned().collect(),
        Target::Plain { .. } | Target::Anywhere | Target::AnywhereIn(_) => Vec::new(),
    }
}

fn of_resource(world: &World, resource: &Resource) -> Vec<std::sync::Arc<Policy>> {
    let told = resource.policy.iter().cloned().chain(resource.shares(world));
    told.chain(resource.doubtful(world).object_acls.iter().cloned()).collect()
}
