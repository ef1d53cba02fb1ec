//! Policies that give: the resource's and the caller's, with the boundary and the session that limit them.

use super::super::asked::Asked;
use super::super::principal;
use super::case::{Case, Layer};
use super::parties::Resource;
use super::spoken::{Heard, Places};
use super::verdict::name_of;
use crate::model::{
    ArnOperand, Caller, CallerKind, Condition, Operands, Policy, Principal, PrincipalElement, Standing,
    Statement, Template, Test,
};

/// How far a grant of a resource policy carries within the account when other policies are silent
/// (denyallow page, "Resource-based policies"; IAM/reference_policies_elements_principal). The strongest
/// last: of several principals that cover the caller the strongest counts.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Grant {
    /// To an account: it delegates, and an identity-based policy must allow as well.
    Delegated,
    /// To a role, or to the user behind a federated session: whatever identity-based policies leave out,
    /// but not what boundary or session policy leave out.
    Limited,
    /// To the very caller (a user, a role session, a federated user session), or to everybody: no silence
    /// of another policy takes it away.
    Direct,
}

/// The grants: the statements that suffice, or what was missing.
///
/// Within an account identity-based and resource policies add up, but for roles and keys, whose policy must
/// itself allow or leave it to the account. Between accounts both sides must allow
/// (IAM/reference_policies_evaluation-logic-cross-account). Without an identity the resource's side alone
/// decides.
pub(super) fn granted(heard: &Heard<'_>) -> Result<Places, Vec<String>> {
    let at_resource = heard.allowing(|layer| layer == Layer::Resource);
    match heard.case.parties.standing {
        Standing::Outsider if at_resource.is_empty() => return Err(vec![silent_resource(heard)]),
        Standing::Outsider => return Ok(at_resource),
        Standing::Root | Standing::Identity | Standing::FederatedUser => {}
    }
    if heard.case.parties.resource == Resource::Role && heard.case.parties.standing == Standing::Root {
        // STS API reference, `AssumeRole`: "You cannot use AWS account root user credentials".
        return Err(vec!["the root user of an account cannot assume a role".to_owned()]);
    }
    if heard.case.parties.same_account() {
        within_account(heard, &at_resource)
    } else {
        across_accounts(heard, &at_resource)
    }
}

fn across_accounts(heard: &Heard<'_>, at_resource: &Places) -> Result<Places, Vec<String>> {
    if !heard.case.works_across_accounts() {
        return Err(vec!["the operation does not work from another account".to_owned()]);
    }
    let own = own_side(heard);
    if at_resource.is_empty() {
        let mut missing = own.err().unwrap_or_default();
        missing.push(format!("{}, which an access from another account needs", silent_resource(heard)));
        return Err(missing);
    }
    Ok(own?.union(at_resource).copied().collect())
}

fn within_account(heard: &Heard<'_>, at_resource: &Places) -> Result<Places, Vec<String>> {
    let mut ways = Places::new();
    let mut missing = Vec::new();
    let (limits, own) = (limits(heard), own_side(heard));
    let mut delegated = false;
    let mut sufficient = false;
    for &place in at_resource {
        let Some(statement) = heard.statement(place) else { continue };
        let rest = match strength(&heard.case, statement) {
            Grant::Direct => Ok(Places::new()),
            Grant::Limited => limits.clone(),
            Grant::Delegated => {
                delegated = true;
                own.clone()
            }
        };
        match rest {
            Ok(rest) => {
                sufficient = true;
                ways.insert(place);
                ways.extend(rest);
            }
            Err(reasons) => missing.extend(reasons),
        }
    }
    let by_itself = match heard.case.parties.resource {
        Resource::Role | Resource::Key => None,
        Resource::Other => Some(own),
    };
    match by_itself {
        Some(Ok(places)) => {
            sufficient = true;
            ways.extend(places);
        }
        Some(Err(reasons)) => missing.extend(reasons),
        None => {}
    }
    if sufficient {
        return Ok(ways);
    }
    if at_resource.is_empty() {
        missing.push(silent_resource(heard));
    } else if delegated && heard.allowing(|layer| layer == Layer::Identity).is_empty() {
        missing.push(
            "what the resource policy gives to the account needs an identity-based policy as well".to_owned(),
        );
    }
    let mut said = Vec::new();
    for reason in missing {
        if !said.contains(&reason) {
            said.push(reason);
        }
    }
    Err(said)
}

/// What the caller's side allows: identity-based policies, within boundary and session policies.
fn own_side(heard: &Heard<'_>) -> Result<Places, Vec<String>> {
    if heard.case.parties.standing == Standing::Root {
        return Ok(Places::new());
    }
    let mut places = heard.allowing(|layer| layer == Layer::Identity);
    let mut missing = Vec::new();
    if places.is_empty() {
        missing.push("no identity-based policy allows it".to_owned());
    }
    match limits(heard) {
        Ok(limiting) => places.extend(limiting),
        Err(reasons) => missing.extend(reasons),
    }
    if missing.is_empty() { Ok(places) } else { Err(missing) }
}

/// Whether boundary and session policies let it pass. A role session without session policies has a default
/// one that allows; a federated user session without has nothing of its own.
fn limits(heard: &Heard<'_>) -> Result<Places, Vec<String>> {
    let mut missing = Vec::new();
    let boundary = heard.allowing(|layer| layer == Layer::Boundary);
    if heard.case.boundary().is_some() && boundary.is_empty() {
        missing.push("the permissions boundary does not allow it".to_owned());
    }
    let session = heard.allowing(|layer| layer == Layer::Session);
    let passed = heard.layer(|layer| layer == Layer::Session).next().is_some();
    match (heard.case.parties.standing, passed) {
        (Standing::Identity | Standing::FederatedUser, true) if session.is_empty() => {
            missing.push("no session policy allows it".to_owned());
        }
        (Standing::FederatedUser, false) => {
            missing.push("the federated user session was given no session policy".to_owned());
        }
        (Standing::Root | Standing::Identity | Standing::FederatedUser | Standing::Outsider, _) => {}
    }
    if missing.is_empty() { Ok(boundary.union(&session).copied().collect()) } else { Err(missing) }
}

/// That the resource's side gives nothing, in words.
fn silent_resource(heard: &Heard<'_>) -> String {
    let given: Option<&Policy> =
        heard.layer(|layer| layer == Layer::Resource).map(|(_, spoken)| spoken.policy).next();
    match (given, heard.case.parties.resource) {
        (Some(policy), Resource::Role | Resource::Other) => {
            format!("the {} does not allow it", name_of(policy.policy_type))
        }
        (Some(_), Resource::Key) => {
            "the key policy neither allows it nor leaves it to the account".to_owned()
        }
        (None, Resource::Role) => "the role's trust policy, which must allow it, is not given".to_owned(),
        (None, Resource::Key) => "the key policy, which must allow it, is not given".to_owned(),
        (None, Resource::Other) => "no resource policy is given".to_owned(),
    }
}

/// How far the statement, which speaks of the request, carries.
pub(super) fn strength(case: &Case<'_>, statement: &Statement) -> Grant {
    match &statement.principal {
        PrincipalElement::Principal(principals) => {
            let own = principals.iter().filter(|named| principal::covers(named, &case.asked));
            let as_user = case.as_user.as_ref().is_some_and(|user| {
                let user = Asked::new(user, case.asked.reading);
                principals.iter().any(|named| principal::covers(named, &user))
            });
            own.map(|named| of_principal(named, statement))
                .chain(as_user.then_some(Grant::Limited))
                .max()
                .unwrap_or(Grant::Delegated)
        }
        // With `Allow` it is not supported; whom it does not exempt it covers as `*` does.
        PrincipalElement::NotPrincipal(_) => Grant::Direct,
        PrincipalElement::Attached => Grant::Delegated,
    }
}

/// How far a grant to this principal carries, in a statement that covers the caller by it.
pub(crate) fn of_principal(named: &Principal, statement: &Statement) -> Grant {
    match named {
        // "Permissions boundaries and session policies do not limit permissions granted using the
        // aws:PrincipalArn condition key with a wildcard(*) in the Principal element".
        Principal::Everyone | Principal::AnyAws => Grant::Direct,
        Principal::Account(_) if statement.conditions.iter().any(names_a_role) => Grant::Limited,
        Principal::Account(_) | Principal::CanonicalUser(_) => Grant::Delegated,
        Principal::Role { .. } => Grant::Limited,
        Principal::UniqueId(id) if id.starts_with("AROA") => Grant::Limited,
        Principal::Arn(_) | Principal::UniqueId(_) | Principal::Service(_) | Principal::Federated(_) => {
            Grant::Direct
        }
    }
}

/// Whether the condition, which holds, names a role in `aws:PrincipalArn`: "You can specify the role ARN in
/// the Principal element or the aws:PrincipalArn condition key". A pattern or a variable names none.
fn names_a_role(condition: &Condition) -> bool {
    let positive = match condition.operator.test {
        Test::Value { negated, .. } => !negated && !condition.operator.if_exists,
        Test::Null => false,
    };
    let is_role = |text: Option<String>| {
        text.is_some_and(|arn| matches!(Caller::new(&arn).kind(), CallerKind::Role { .. }))
    };
    let literal = |template: &Template| is_role(template.as_literal().map(str::to_owned));
    positive
        && condition.key.is("aws:principalarn")
        && match &condition.operands {
            Operands::StringEquals(texts)
            | Operands::StringEqualsIgnoreCase(texts)
            | Operands::StringLike(texts) => texts.iter().all(literal),
            Operands::ArnLike(patterns) => patterns.iter().all(|pattern| match pattern {
                ArnOperand::Segments(arn) => {
                    let segments = arn.segments();
                    let parts: Option<Vec<&str>> = segments.iter().map(Template::as_literal).collect();
                    is_role(parts.map(|parts| parts.join(":")))
                }
                ArnOperand::Variable(_) => false,
            }),
            Operands::Numeric(..)
            | Operands::Date(..)
            | Operands::Bool(_)
            | Operands::BinaryEquals(_)
            | Operands::IpAddress(_)
            | Operands::Null(_) => false,
        }
}
