//! Policies that give, with what limits them. Mirrors `eval/decision/grants.rs`.

use super::super::arena::Arena;
use super::super::term::TermId;
use super::case::Case;
use super::special::{about_bucket_policy, works_across_accounts};
use crate::eval::decision::{Grant, of_principal};
use crate::model::{Effect, Policy, PrincipalElement, Standing};

/// The requests on the resource's side that statements allow, by how far they carry.
#[derive(Copy, Clone, Debug)]
struct Granted {
    delegated: TermId,
    limited: TermId,
    direct: TermId,
}

/// The requests that identity and resource policies grant.
pub(super) fn granted(case: &mut Case<'_, '_>) -> TermId {
    let at_resource = at_resource(case);
    let given = [at_resource.delegated, at_resource.limited, at_resource.direct];
    let given = case.arena().or(given);
    match case.sides.standing {
        Standing::Outsider => return given,
        Standing::Root | Standing::Identity | Standing::FederatedUser => {}
    }
    let granted = if case.sides.same_account() {
        within_account(case, at_resource)
    } else {
        let own = own_side(case);
        // Of resources in whatever account, some are of the caller's own.
        let works = if case.sides.is_anywhere() { Arena::TRUE } else { from_another_account(case) };
        case.arena().and([works, own, given])
    };
    match case.sides.standing {
        Standing::Root => {
            let on_role = case.on_role;
            let elsewhere = case.arena().not(on_role);
            case.arena().and([elsewhere, granted])
        }
        Standing::Identity | Standing::FederatedUser | Standing::Outsider => granted,
    }
}

/// The requests that can have an effect from another account.
fn from_another_account(case: &mut Case<'_, '_>) -> TermId {
    let on_key = case.on_key;
    let arena = case.arena();
    let works = works_across_accounts(arena);
    let works = arena.implies(on_key, works);
    let at_home = about_bucket_policy(arena);
    let from_outside = arena.not(at_home);
    arena.and([works, from_outside])
}

fn within_account(case: &mut Case<'_, '_>, at_resource: Granted) -> TermId {
    let (limits, own) = (limits(case), own_side(case));
    let (on_role, on_key) = (case.on_role, case.on_key);
    let arena = case.arena();
    let limited = arena.and([at_resource.limited, limits]);
    let delegated = arena.and([at_resource.delegated, own]);
    let special = arena.or([on_role, on_key]);
    let not_special = arena.not(special);
    let by_itself = arena.and([not_special, own]);
    arena.or([at_resource.direct, limited, delegated, by_itself])
}

/// The requests that the caller's side allows.
fn own_side(case: &mut Case<'_, '_>) -> TermId {
    if case.sides.standing == Standing::Root {
        return Arena::TRUE;
    }
    let setting = case.setting;
    let allowed = case.speaks(&setting.identity_policies, Effect::Allow);
    let limits = limits(case);
    case.arena().and([allowed, limits])
}

/// The requests that boundary and session policies let pass.
fn limits(case: &mut Case<'_, '_>) -> TermId {
    let setting = case.setting;
    let mut terms = Vec::new();
    if case.is_bounded() {
        terms.push(case.speaks(&setting.permissions_boundary, Effect::Allow));
    }
    match (case.sides.standing, setting.session_policies.is_empty()) {
        (Standing::Identity | Standing::FederatedUser, false) => {
            terms.push(case.speaks(&setting.session_policies, Effect::Allow));
        }
        (Standing::FederatedUser, true) => terms.push(Arena::FALSE),
        (Standing::Root | Standing::Identity | Standing::Outsider, _) => {}
    }
    case.arena().and(terms)
}

/// What the policies on the resource's side give.
fn at_resource(case: &mut Case<'_, '_>) -> Granted {
    let mut all = Granted { delegated: Arena::FALSE, limited: Arena::FALSE, direct: Arena::FALSE };
    for (policy, about) in case.at_resource() {
        let given = given(case, policy);
        let arena = case.arena();
        for (all, given) in [
            (&mut all.delegated, given.delegated),
            (&mut all.limited, given.limited),
            (&mut all.direct, given.direct),
        ] {
            let given = arena.and([about, given]);
            *all = arena.or([*all, given]);
        }
    }
    all
}

/// What the policy gives. A statement that names several principals gives by each of them as far as that carries.
fn given(case: &mut Case<'_, '_>, policy: &Policy) -> Granted {
    let (mut delegated, mut limited, mut direct) = (Vec::new(), Vec::new(), Vec::new());
    for statement in policy.statements.iter().filter(|statement| statement.effect == Effect::Allow) {
        let rest = case.compiler.beyond_principal(statement);
        if rest == Arena::FALSE {
            continue;
        }
        match &statement.principal {
            PrincipalElement::Principal(principals) => {
                for named in principals {
                    let covered = case.compiler.covers(named);
                    let given = case.arena().and([covered, rest]);
                    match of_principal(named, statement) {
                        Grant::Delegated => delegated.push(given),
                        Grant::Limited => limited.push(given),
                        Grant::Direct => direct.push(given),
                    }
                }
                let as_user = case.as_user(&statement.principal);
                limited.push(case.arena().and([as_user, rest]));
            }
            PrincipalElement::NotPrincipal(_) => {
                let concerned = case.compiler.principal(&statement.principal);
                direct.push(case.arena().and([concerned, rest]));
            }
            PrincipalElement::Attached => delegated.push(rest),
        }
    }
    let arena = case.arena();
    Granted { delegated: arena.or(delegated), limited: arena.or(limited), direct: arena.or(direct) }
}
