//! A public bucket policy, by the words of S3/access-control-block-public-access, "The meaning of public".
//!
//! A policy is not public iff each of its `Allow` statements is held to fixed values, statement by statement
//! as the page puts it. `question::no_public_access` proves the same over all requests; an evaluator has no
//! solver, so this looks at the text. It errs on the side of public: a `Deny` that takes the public part
//! away again is not counted.

use crate::model::{
    ArnOperand, Condition, Effect, Network, Operands, Policy, Principal, PrincipalElement, Segments,
    SetQualifier, Statement, Template, Test,
};

/// The keys whose fixed values make a statement not public.
const KEYS: [&str; 15] = [
    "aws:principalaccount",
    "aws:principalarn",
    "aws:principalorgid",
    "aws:principalservicename",
    "aws:sourceaccount",
    "aws:sourcearn",
    "aws:sourceip",
    "aws:sourceorgid",
    "aws:sourceowner",
    "aws:sourcevpc",
    "aws:sourcevpcarn",
    "aws:sourcevpce",
    "aws:userid",
    "s3:dataaccesspointaccount",
    "s3:dataaccesspointarn",
];

/// Whether the bucket policy is public: some `Allow` statement names everybody and no condition of it holds
/// one of the page's keys to fixed values.
pub fn looks_public(policy: &Policy) -> bool {
    let mut allowing = policy.statements.iter().filter(|statement| statement.effect == Effect::Allow);
    allowing.any(|statement| names_everybody(statement) && !statement.conditions.iter().any(restricts))
}

fn names_everybody(statement: &Statement) -> bool {
    match &statement.principal {
        PrincipalElement::Principal(principals) => principals.iter().any(|principal| match principal {
            Principal::Everyone | Principal::AnyAws => true,
            Principal::Account(account) => account.has_wildcard(),
            Principal::Role { role, sessions: _ } => !fixed_segments(role),
            Principal::Arn(arn) => !fixed_segments(arn),
            // The page's example of a public policy names one.
            Principal::Federated(_) => true,
            Principal::UniqueId(_) | Principal::Service(_) | Principal::CanonicalUser(_) => false,
        }),
        PrincipalElement::NotPrincipal(_) | PrincipalElement::Attached => true,
    }
}

/// Whether the condition lets through only fixed values of one of the keys.
fn restricts(condition: &Condition) -> bool {
    let operator = condition.operator;
    let asks_for_a_value = match (operator.test, operator.qualifier) {
        (Test::Value { negated: false, .. }, None | Some(SetQualifier::ForAnyValue)) => !operator.if_exists,
        (Test::Value { .. } | Test::Null, _) => false,
    };
    let texts = |templates: &[Template]| templates.iter().all(|template| fixed(condition, template));
    asks_for_a_value
        && KEYS.contains(&condition.key.folded())
        && match &condition.operands {
            Operands::StringEquals(templates)
            | Operands::StringEqualsIgnoreCase(templates)
            | Operands::StringLike(templates) => texts(templates),
            Operands::ArnLike(patterns) => patterns.iter().all(|pattern| match pattern {
                ArnOperand::Segments(arn) => {
                    let segments = arn.segments();
                    fixed_segments(segments) || fixed_access_point(condition, segments)
                }
                ArnOperand::Variable(_) => false,
            }),
            Operands::IpAddress(networks) => networks.iter().all(is_narrow),
            Operands::Numeric(..)
            | Operands::Date(..)
            | Operands::Bool(_)
            | Operands::BinaryEquals(_)
            | Operands::Null(_) => false,
        }
}

/// A network that is not "very broad": /8 or longer, for IPv6 /32.
fn is_narrow(network: &Network) -> bool {
    network.prefix() >= if network.address().is_ipv4() { 8 } else { 32 }
}

/// "Fixed values (values that don't contain a wildcard or an AWS IAM policy variable)".
fn fixed(condition: &Condition, template: &Template) -> bool {
    if template.as_literal().is_some() {
        return true;
    }
    if template.variables().next().is_some() {
        return false;
    }
    if condition.key.is("aws:userid") {
        // `AROLEID:*` is every session of one role.
        let parts = template.split_colons(2);
        return parts.len() == 2
            && parts.first().is_some_and(|id| id.as_literal().is_some_and(|id| !id.is_empty()));
    }
    <Segments>::try_from(template.split_colons(crate::model::SEGMENTS))
        .is_ok_and(|segments| fixed_access_point(condition, &segments))
}

fn fixed_segments(segments: &Segments) -> bool {
    segments.iter().all(|segment| segment.as_literal().is_some())
}

/// An access point's ARN may leave its name open as long as the account is fixed.
fn fixed_access_point(condition: &Condition, segments: &Segments) -> bool {
    let [_, _, _, _, account, _] = segments;
    let account = account.as_literal().is_some_and(|account| !account.is_empty());
    let variables = segments.iter().any(|segment| segment.variables().next().is_some());
    condition.key.is("s3:dataaccesspointarn") && account && !variables
}
