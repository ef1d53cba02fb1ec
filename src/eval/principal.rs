//! `Principal` and `NotPrincipal` (IAM/reference_policies_elements_principal, …_notprincipal).

use super::keys::USER_ID;
use super::reading::Reading;
use super::text;
use crate::model::{
    Assumption, Caller, CallerKind, Context, Principal, PrincipalElement, Segments, Template,
};

/// Whether the element concerns the caller.
pub(super) fn matches(
    element: &PrincipalElement,
    caller: &Caller,
    context: &Context,
    reading: Reading<'_>,
) -> bool {
    match element {
        PrincipalElement::Attached => true,
        PrincipalElement::Principal(principals) => {
            principals.iter().any(|principal| covers(principal, caller, context, reading))
        }
        PrincipalElement::NotPrincipal(principals) => !exempts(principals, caller, context, reading),
    }
}

/// Whether the caller is one of those that the principal stands for.
pub(super) fn covers(
    principal: &Principal,
    caller: &Caller,
    context: &Context,
    reading: Reading<'_>,
) -> bool {
    match principal {
        Principal::Everyone => true,
        Principal::AnyAws => {
            let is_aws = || !matches!(caller.kind(), CallerKind::Service(_) | CallerKind::Federated(_));
            reading.take(Assumption::AwsStarCoversServices, || true, is_aws)
        }
        Principal::Account(account) => in_account(account, caller),
        Principal::Role { role, sessions } => is(role, caller) || is(sessions, caller),
        Principal::Arn(arn) => is(arn, caller),
        Principal::UniqueId(id) => caller.text() == id || has_user_id(id, context),
        Principal::Service(name) => caller.kind() == CallerKind::Service(name),
        Principal::Federated(provider) => match caller.kind() {
            CallerKind::Federated(name) => text::matches(provider, name, &Context::default()),
            CallerKind::Anonymous
            | CallerKind::Service(_)
            | CallerKind::CanonicalUser(_)
            | CallerKind::Root { .. }
            | CallerKind::User { .. }
            | CallerKind::Role { .. }
            | CallerKind::RoleSession { .. }
            | CallerKind::FederatedUser { .. }
            | CallerKind::Other(_) => false,
        },
        Principal::CanonicalUser(id) => caller.kind() == CallerKind::CanonicalUser(id),
    }
}

/// Whether `NotPrincipal` exempts the caller. An account listed there stands for its root user, not for its
/// users: the page's example lists a user together with its account, and denies the account's other users.
fn exempts(principals: &[Principal], caller: &Caller, context: &Context, reading: Reading<'_>) -> bool {
    let own = principals.iter().any(|principal| match principal {
        Principal::Account(account) => {
            matches!(caller.kind(), CallerKind::Root { .. }) && in_account(account, caller)
        }
        Principal::Everyone
        | Principal::AnyAws
        | Principal::Role { .. }
        | Principal::Arn(_)
        | Principal::UniqueId(_)
        | Principal::Service(_)
        | Principal::Federated(_)
        | Principal::CanonicalUser(_) => covers(principal, caller, context, reading),
    });
    let everybody = || {
        principals.iter().any(|principal| {
            matches!(principal, Principal::Everyone | Principal::AnyAws)
                && covers(principal, caller, context, reading)
        })
    };
    let account = || {
        principals.iter().any(|principal| match principal {
            Principal::Account(account) => in_account(account, caller),
            Principal::Everyone
            | Principal::AnyAws
            | Principal::Role { .. }
            | Principal::Arn(_)
            | Principal::UniqueId(_)
            | Principal::Service(_)
            | Principal::Federated(_)
            | Principal::CanonicalUser(_) => false,
        })
    };
    let whole_chain = || match caller.account() {
        Some(_) => everybody() || (own && account()),
        None => own,
    };
    reading.take(Assumption::NotPrincipalNeedsAccount, || own, whole_chain)
}

fn in_account(account: &Template, caller: &Caller) -> bool {
    caller.account().is_some_and(|own| text::matches(account, own, &Context::default()))
}

fn is(arn: &Segments, caller: &Caller) -> bool {
    text::matches_segments(arn, caller.text(), &Context::default())
}

/// Whether `aws:userid` is the id (of a user) or begins with it (for a role: `AROA…:session`).
fn has_user_id(id: &str, context: &Context) -> bool {
    let values = context.values(&USER_ID);
    values
        .iter()
        .any(|value| value.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with(':')))
}
