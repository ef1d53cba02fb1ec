//! Calls that policies do not decide, or not alone. Mirrors `eval/decision/special.rs`.

use super::super::arena::Arena;
use super::super::principal::{anonymous, federated_user, role, role_session, root, user};
use super::super::term::TermId;
use super::parties::{Sides, action};
use crate::eval::decision::{
    BUCKET_POLICY_CALLS, BY_TOKEN, GET_SESSION_TOKEN, KEY_OPERATIONS_ACROSS_ACCOUNTS, SESSIONS, WHO_AM_I,
};
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
    let any = &Template::anything();
    let token = match sides.standing {
        Standing::Root | Standing::Identity => {
            let users = [root(arena, any), user(arena, any)];
            let (users, call) = (arena.or(users), action(arena, GET_SESSION_TOKEN));
            arena.and([users, call])
        }
        Standing::FederatedUser | Standing::Outsider => Arena::FALSE,
    };
    let who_am_i = arena.and([who_am_i, signed]);
    let always = arena.or([who_am_i, token]);
    let never = match sides.standing {
        Standing::FederatedUser => {
            let session = federated_user(arena, any);
            let services = [action(arena, "iam:*"), action(arena, "sts:*")];
            let services = arena.or(services);
            arena.and([session, services])
        }
        Standing::Identity => {
            let callers = [role(arena, any), role_session(arena, any), user(arena, any), root(arena, any)];
            let (callers, by_token) = (arena.or(callers), by_token(arena));
            let by_token = arena.and([callers, by_token]);
            let roles = [role(arena, any), role_session(arena, any)];
            let roles = arena.or(roles);
            let sessions: Vec<_> = SESSIONS.iter().map(|name| action(arena, name)).collect();
            let sessions = arena.or(sessions);
            let sessions = arena.and([roles, sessions]);
            arena.or([by_token, sessions])
        }
        Standing::Root => {
            let (caller, by_token) = (root(arena, any), by_token(arena));
            arena.and([caller, by_token])
        }
        Standing::Outsider => {
            let (unsigned, call) = (anonymous(arena), action(arena, "sts:*"));
            arena.and([unsigned, call])
        }
    };
    (always, never)
}

/// The calls that show a token in place of a signature.
fn by_token(arena: &mut Arena) -> TermId {
    let calls: Vec<_> = BY_TOKEN.iter().map(|name| action(arena, name)).collect();
    arena.or(calls)
}

/// The operations on a key that work from another account.
pub(super) fn works_across_accounts(arena: &mut Arena) -> TermId {
    let operations: Vec<_> =
        KEY_OPERATIONS_ACROSS_ACCOUNTS.iter().map(|pattern| action(arena, pattern)).collect();
    arena.or(operations)
}

/// The requests about a bucket's policy.
pub(super) fn about_bucket_policy(arena: &mut Arena) -> TermId {
    let calls: Vec<_> = BUCKET_POLICY_CALLS.iter().map(|call| action(arena, call)).collect();
    arena.or(calls)
}
