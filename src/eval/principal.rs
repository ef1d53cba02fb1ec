//! `Principal` and `NotPrincipal` (IAM/reference_policies_elements_principal, …_notprincipal).

use super::asked::Asked;
use super::keys::USER_ID;
use super::text;
use crate::model::{Assumption, CallerKind, Principal, PrincipalElement, Segments, Template};

/// Whether the element concerns the caller.
pub(super) fn matches(element: &PrincipalElement, asked: &Asked<'_>) -> bool {
    match element {
        PrincipalElement::Attached => true,
        PrincipalElement::Principal(principals) => {
            principals.iter().any(|principal| covers(principal, asked))
        }
        PrincipalElement::NotPrincipal(principals) => !exempts(principals, asked),
    }
}

/// Whether the caller is one of those that the principal stands for.
pub(super) fn covers(principal: &Principal, asked: &Asked<'_>) -> bool {
    match principal {
        Principal::Everyone => true,
        Principal::AnyAws => {
            let is_aws = || !matches!(asked.kind(), CallerKind::Service(_) | CallerKind::Federated(_));
            asked.reading.take(Assumption::AwsStarCoversServices, || true, is_aws)
        }
        Principal::Account(account) => in_account(account, asked),
        Principal::Role { role, sessions } => is(role, asked) || is(sessions, asked),
        Principal::Arn(arn) => is(arn, asked),
        Principal::UniqueId(id) => asked.request.principal.text() == id || has_user_id(id, asked),
        Principal::Service(name) => asked.kind() == CallerKind::Service(name),
        Principal::Federated(provider) => match asked.kind() {
            CallerKind::Federated(name) => text::matches(provider, name, &asked.request.context),
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
        Principal::CanonicalUser(id) => asked.kind() == CallerKind::CanonicalUser(id),
    }
}

/// Whether `NotPrincipal` exempts the caller. An account listed there stands for its root user, not for its
/// users: the page's example lists a user together with its account, and denies the account's other users.
fn exempts(principals: &[Principal], asked: &Asked<'_>) -> bool {
    let own = principals.iter().any(|principal| match principal {
        Principal::Account(account) => {
            matches!(asked.kind(), CallerKind::Root { .. }) && in_account(account, asked)
        }
        Principal::Everyone
        | Principal::AnyAws
        | Principal::Role { .. }
        | Principal::Arn(_)
        | Principal::UniqueId(_)
        | Principal::Service(_)
        | Principal::Federated(_)
        | Principal::CanonicalUser(_) => covers(principal, asked),
    });
    let everybody = || {
        principals.iter().any(|principal| {
            matches!(principal, Principal::Everyone | Principal::AnyAws) && covers(principal, asked)
        })
    };
    let account = || {
        principals.iter().any(|principal| match principal {
            Principal::Account(account) => in_account(account, asked),
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
    let whole_chain = || match asked.kind().account() {
        Some(_) => everybody() || (own && account()),
        None => own,
    };
    asked.reading.take(Assumption::NotPrincipalNeedsAccount, || own, whole_chain)
}

fn in_account(account: &Template, asked: &Asked<'_>) -> bool {
    asked.kind().account().is_some_and(|own| text::matches(account, own, &asked.request.context))
}

fn is(arn: &Segments, asked: &Asked<'_>) -> bool {
    asked.caller_segments().is_some_and(|caller| text::match_each(arn, caller, &asked.request.context))
}

/// Whether `aws:userid` is the id (of a user) or begins with it (for a role: `AROA…:session`).
fn has_user_id(id: &str, asked: &Asked<'_>) -> bool {
    let mut values = asked.request.context.values(&USER_ID).iter();
    values.any(|value| value.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with(':')))
}
