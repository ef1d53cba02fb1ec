//! How far an Allow of a resource's or trust policy carries where other policies are silent: a grant to an account only delegates,
//! one to a role gives by itself within boundary and session policy, one to a user or session in spite of these.

use std::collections::BTreeSet;

use crate::eval::decision::{Grant, of_principal};
use crate::model::{Effect, PolicyType, Principal, PrincipalElement, Segments, Statement, Template};

/// Whether grants of such a policy carry differently far. A VPC endpoint's policy gives nothing: it lets pass.
fn gives(policy_type: PolicyType) -> bool {
    match policy_type {
        PolicyType::Resource | PolicyType::Trust => true,
        PolicyType::Identity
        | PolicyType::Boundary
        | PolicyType::Session
        | PolicyType::Scp
        | PolicyType::Rcp
        | PolicyType::VpcEndpoint => false,
    }
}

/// How far the statement carries by each of its principals; nothing where that makes no difference.
pub(super) fn grants(statement: &Statement, policy_type: PolicyType) -> BTreeSet<Grant> {
    match &statement.principal {
        PrincipalElement::Principal(principals)
            if gives(policy_type) && statement.effect == Effect::Allow =>
        {
            principals.iter().map(|named| of_principal(named, statement)).collect()
        }
        PrincipalElement::NotPrincipal(_) if gives(policy_type) && statement.effect == Effect::Allow => {
            BTreeSet::from([Grant::Direct])
        }
        PrincipalElement::Principal(_) | PrincipalElement::NotPrincipal(_) | PrincipalElement::Attached => {
            BTreeSet::new()
        }
    }
}

/// The statement for those of its principals by which it carries at least so far, if there are any.
pub(super) fn carrying(statement: &Statement, least: Grant) -> Option<Statement> {
    match &statement.principal {
        PrincipalElement::Principal(principals) => {
            let far = |named: &&Principal| of_principal(named, statement) >= least;
            let principals: Vec<Principal> = principals.iter().filter(far).cloned().collect();
            let narrowed =
                Statement { principal: PrincipalElement::Principal(principals), ..statement.clone() };
            (!is_nobody(&narrowed)).then_some(narrowed)
        }
        PrincipalElement::NotPrincipal(_) | PrincipalElement::Attached => Some(statement.clone()),
    }
}

/// The statement for the federated sessions of the users that it names, if it names any: it gives to them as to a role.
pub(super) fn to_sessions_of_users(statement: &Statement) -> Option<Statement> {
    let only = narrowed(statement, session_of_user);
    (!is_nobody(&only)).then_some(only)
}

/// The statement as it concerns such a session: each user is replaced by it.
pub(super) fn concerning_sessions(statement: &Statement) -> Statement {
    narrowed(statement, |named| Some(session_of_user(named).unwrap_or_else(|| named.clone())))
}

fn narrowed(statement: &Statement, change: impl Fn(&Principal) -> Option<Principal>) -> Statement {
    match &statement.principal {
        PrincipalElement::Principal(principals) => {
            let principals = principals.iter().filter_map(change).collect();
            Statement { principal: PrincipalElement::Principal(principals), ..statement.clone() }
        }
        PrincipalElement::NotPrincipal(_) | PrincipalElement::Attached => statement.clone(),
    }
}

fn is_nobody(statement: &Statement) -> bool {
    match &statement.principal {
        PrincipalElement::Principal(principals) => principals.is_empty(),
        PrincipalElement::NotPrincipal(_) | PrincipalElement::Attached => true,
    }
}

/// A federated session of the user, under the user's name; none if it is no user.
fn session_of_user(named: &Principal) -> Option<Principal> {
    let Principal::Arn(arn) = named else { return None };
    let [prefix, partition, service, region, account, user] = arn.as_ref();
    let name = user.as_literal()?.strip_prefix("user/")?;
    if service.as_literal() != Some("iam") {
        return None;
    }
    let session: Segments = [
        prefix.clone(),
        partition.clone(),
        Template::literal("sts"),
        region.clone(),
        account.clone(),
        Template::literal(&format!("federated-user/{}", name.rsplit('/').next().unwrap_or(name))),
    ];
    Some(Principal::Arn(Box::new(session)))
}

/// Whether the statement carries by each of its principals as far as the other, which has the same principals.
pub(super) fn carries_alike(one: &Statement, other: &Statement, policy_type: PolicyType) -> bool {
    if !gives(policy_type) || one.effect == Effect::Deny {
        return true;
    }
    match &one.principal {
        PrincipalElement::Principal(principals) => {
            principals.iter().all(|named| of_principal(named, one) == of_principal(named, other))
        }
        PrincipalElement::NotPrincipal(_) | PrincipalElement::Attached => true,
    }
}

/// Whether the statement names a federated session, or whoever is no such: an Allow to its user speaks of it as well.
pub(super) fn tells_sessions_of_users_apart(statement: &Statement) -> bool {
    match &statement.principal {
        PrincipalElement::Principal(principals) | PrincipalElement::NotPrincipal(principals) => {
            principals.iter().any(|named| match named {
                Principal::Arn(arn) => {
                    let [_, _, _, _, _, name] = arn.as_ref();
                    name.as_literal().is_none_or(|name| name.starts_with("federated-user/"))
                }
                Principal::Everyone
                | Principal::AnyAws
                | Principal::Account(_)
                | Principal::Role { .. }
                | Principal::UniqueId(_)
                | Principal::Service(_)
                | Principal::Federated(_)
                | Principal::CanonicalUser(_) => false,
            })
        }
        PrincipalElement::Attached => false,
    }
}
