//! Policies that give nothing and can take away. Mirrors `eval/decision/filters.rs`.

use std::sync::Arc;

use super::super::arena::Arena;
use super::super::term::{TermId, Test};
use super::case::Case;
use super::parties::{Sides, action, by_service_linked_role, on_access_point, on_service_linked_role};
use crate::eval::decision::{RCP_SERVICES, opens_access_point};
use crate::model::{Effect, EndpointPolicy, Key, Policy, Setting, Standing, Template};

/// The requests that SCPs bind.
pub(super) fn under_scps(arena: &mut Arena, setting: &Setting, sides: &Sides) -> TermId {
    let in_management = sides.caller_account.is_some() && sides.caller_account == setting.management_account;
    match sides.standing {
        Standing::Root | Standing::Identity | Standing::FederatedUser if !in_management => {
            let linked = by_service_linked_role(arena);
            arena.not(linked)
        }
        Standing::Root | Standing::Identity | Standing::FederatedUser | Standing::Outsider => Arena::FALSE,
    }
}

/// The requests that RCPs bind.
pub(super) fn under_rcps(arena: &mut Arena, setting: &Setting, sides: &Sides) -> TermId {
    let owner = sides.resource_account.as_ref().or(sides.caller_account.as_ref());
    if setting.rcps.is_empty() || (owner.is_some() && owner == setting.management_account.as_ref()) {
        return Arena::FALSE;
    }
    let services: Vec<_> =
        RCP_SERVICES.iter().map(|service| action(arena, &format!("{service}:*"))).collect();
    let covered = arena.or(services);
    let exempt =
        [action(arena, "kms:retiregrant"), by_service_linked_role(arena), on_service_linked_role(arena)];
    let exempt = arena.or(exempt);
    let bound = arena.not(exempt);
    arena.and([covered, bound])
}

/// The requests that come through the endpoint.
pub(super) fn meets_endpoint(arena: &mut Arena, endpoint: &EndpointPolicy) -> TermId {
    match &endpoint.endpoint {
        Some(id) => arena.some(&Key::new("aws:SourceVpce"), |arena, value| {
            arena.test(value, Test::Text(Template::literal(id)))
        }),
        None => Arena::TRUE,
    }
}

/// The requests that pass every filter.
pub(super) fn pass(case: &mut Case<'_, '_>, is_public: &dyn Fn(&Policy) -> bool) -> TermId {
    let setting = case.setting;
    let mut terms = Vec::new();
    for policies in setting.rcps.iter().filter(|policies| !has_full_access(policies)) {
        let allowed = case.speaks(policies, Effect::Allow);
        let bound = case.under_rcps;
        terms.push(case.arena().implies(bound, allowed));
    }
    for policies in &setting.scps {
        let allowed = case.speaks(policies, Effect::Allow);
        let bound = case.under_scps;
        terms.push(case.arena().implies(bound, allowed));
    }
    for endpoint in &setting.vpc_endpoint_policies {
        let meets = meets_endpoint(case.arena(), endpoint);
        let allowed = case.speaks([&endpoint.policy], Effect::Allow);
        terms.push(case.arena().implies(meets, allowed));
    }
    terms.push(public_access_block(case, is_public));
    case.arena().and(terms)
}

/// Whether a level of RCPs allows everything although no document says so.
fn has_full_access(policies: &[Arc<Policy>]) -> bool {
    let mut statements = policies.iter().flat_map(|policy| &policy.statements);
    !statements.any(|statement| statement.effect == Effect::Allow)
}

/// The requests that `RestrictPublicBuckets` leaves.
fn public_access_block(case: &mut Case<'_, '_>, is_public: &dyn Fn(&Policy) -> bool) -> TermId {
    let restricts = case.setting.public_access_block.is_some_and(|block| block.restrict_public_buckets);
    let exempt = case.sides.is_service || case.sides.same_account();
    match &case.setting.resource_policy {
        Some(policy) if restricts && !exempt => {
            let public = match (is_public(policy), opens_access_point(policy)) {
                (true, _) => Arena::TRUE,
                (false, true) => on_access_point(case.arena()),
                (false, false) => Arena::FALSE,
            };
            let of_s3 = action(case.arena(), "s3:*");
            let blocked = case.arena().and([of_s3, public]);
            case.arena().not(blocked)
        }
        Some(_) | None => Arena::TRUE,
    }
}
