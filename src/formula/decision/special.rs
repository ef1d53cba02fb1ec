//! Calls that policies do not decide, or not alone. Mirrors `eval/decision/special.rs`.

use super::super::arena::Arena;
use super::super::principal::{anonymous, federated_user, role, role_session};
use super::super::term::TermId;
use super::parties::{Sides, action};
use crate::eval::decision::{KEY_OPERATIONS_ACROSS_ACCOUNTS, SESSIONS, WHO_AM_I};
use crate::model::{Standing, Template};

/// The requests that are allowed, and those that are refused, whatever policies say.
pub(super) fn settled(arena: &mut Arena, sides: &Sides) -> (TermId, TermId) {
    let who_am_i = action(arena, WHO_AM_I);
    let signed = match sides.standing {
        Standing::Outsider => {
            let unsigned = anonymous(arena);
            arena.not(unsigned)
        }
        Standing::Root | Standing::Identity | Standing::FederatedUser => Arena::TRUE,
    };
    let always = arena.and([who_am_i, signed]);
    let any = &Template::anything();
    let never = match sides.standing {
        Standing::FederatedUser => {
            let session = federated_user(arena, any);
            let services = [action(arena, "iam:*"), action(arena, "sts:*")];
            let services = arena.or(services);
            arena.and([session, services])
        }
        Standing::Identity => {
            let roles = [role(arena, any), role_session(arena, any)];
            let roles = arena.or(roles);
            let sessions: Vec<_> = SESSIONS.iter().map(|name| action(arena, name)).collect();
            let sessions = arena.or(sessions);
            arena.and([roles, sessions])
        }
        Standing::Root | Standing::Outsider => Arena::FALSE,
    };
    (always, never)
}

/// The operations on a key that work from another account.
pub(super) fn works_across_accounts(arena: &mut Arena) -> TermId {
    let operations: Vec<_> =
        KEY_OPERATIONS_ACROSS_ACCOUNTS.iter().map(|pattern| action(arena, pattern)).collect();
    arena.or(operations)
}
