//! A public bucket policy, by the words of S3/access-control-block-public-access, "The meaning of public".
//!
//! A policy is not public iff each of its `Allow` statements is held to fixed values, statement by statement
//! as the page puts it. `question::no_public_access` proves the same over all requests; an evaluator has no
//! solver, so this looks at the text. It errs on the side of public: a `Deny` that takes the public part
//! away again is not counted, nor are fixed values of keys that the page does not name. For whom this is the wrong
//! side [`is_unclear`] tells the policies that S3 may see otherwise.

use crate::model::{
    Action, ArnOperand, BoolOperand, Condition, Effect, Network, Operands, Piece, Policy, Principal,
    PrincipalElement, Segments, SetQualifier, Statement, Template, Test,
};

/// The keys whose fixed values make a statement not public.
const KEYS: [&str; 12] = [
    "aws:principalaccount",
    "aws:principalarn",
    "aws:principalorgid",
    "aws:sourceaccount",
    "aws:sourcearn",
    "aws:sourceip",
    "aws:sourceowner",
    "aws:sourcevpc",
    "aws:sourcevpce",
    "aws:userid",
    "s3:dataaccesspointaccount",
    "s3:dataaccesspointarn",
];

/// Beginnings of keys that tell who or where the caller is. Of them the page names [`KEYS`], and "an AWS principal,
/// user, role, or service principal (e.g. `aws:PrincipalOrgID`)": which others are meant by that, it does not say, and S3
/// took that very key into account before the page named it. So whether fixed values of the others
/// (`aws:PrincipalOrgPaths`, `aws:VpceOrgID`) make a statement not public is open. What is no fixed value is not open: whatever the
/// key, a wildcard or a variable makes it none, but where the page says otherwise of a key of its list.
const TELLING: [&str; 11] = [
    "aws:calledvia",
    "aws:ec2instance",
    "aws:federatedprovider",
    "aws:principal",
    "aws:source",
    "aws:userid",
    "aws:username",
    "aws:viaawsservice",
    "aws:vpc",
    "s3:accesspointnetworkorigin",
    "s3:resourceaccount",
];

/// Keys that begin so and tell nothing that anybody could be trusted for.
const SAID_BY_ANYBODY: [&str; 2] = ["aws:principaltag/", "aws:principaltype"];

/// Whether the bucket policy is public: some `Allow` statement names everybody and no condition of it holds
/// one of the page's keys to fixed values.
pub fn looks_public(policy: &Policy) -> bool {
    let mut allowing = policy.statements.iter().filter(|statement| statement.effect == Effect::Allow);
    allowing.any(|statement| names_everybody(statement) && !statement.conditions.iter().any(restricts))
}

/// Whether the policy of an access point is public for a statement that would not make a bucket's so: one held only to
/// a pattern of `s3:DataAccessPointArn`, which every request through the access point fits.
pub(crate) fn opens_access_point(policy: &Policy) -> bool {
    let mut allowing = policy.statements.iter().filter(|statement| statement.effect == Effect::Allow);
    allowing.any(|statement| {
        let mut restricting = statement.conditions.iter().filter(|condition| restricts(condition));
        names_everybody(statement) && restricting.all(names_access_point)
    })
}

/// Whether the policy, of a bucket or of an access point, is taken to be public, and S3 may see it otherwise.
pub(crate) fn is_unclear(policy: &Policy, at_point: bool) -> bool {
    let taken = looks_public(policy) || (at_point && opens_access_point(policy));
    taken && !policy.statements.iter().any(|statement| is_surely_public(statement, policy, at_point))
}

/// Whether the page's words make the policy public for this statement.
fn is_surely_public(statement: &Statement, policy: &Policy, at_point: bool) -> bool {
    let named = match &statement.principal {
        PrincipalElement::Principal(principals) => principals.iter().any(|principal| {
            matches!(principal, Principal::Everyone | Principal::AnyAws | Principal::Federated(_))
        }),
        PrincipalElement::NotPrincipal(_) | PrincipalElement::Attached => false,
    };
    statement.effect == Effect::Allow
        && named
        && statement.conditions.iter().all(|condition| leaves_everybody(condition, at_point))
        && is_left(statement, policy)
}

/// Whether the condition surely holds nobody to anything that S3 would trust.
fn leaves_everybody(condition: &Condition, at_point: bool) -> bool {
    let key = condition.key.folded();
    let begins = |start: &&str| key.starts_with(start);
    if condition.key.is("s3:dataaccesspointarn") && at_point {
        // A pattern is public there by the page; of the access point's own ARN it says nothing.
        return match &condition.operands {
            Operands::StringLike(templates) => {
                templates.iter().any(|template| template.as_literal().is_none())
            }
            Operands::ArnLike(patterns) => patterns.iter().any(|pattern| match pattern {
                ArnOperand::Segments(arn) => !fixed_segments(arn.segments()),
                ArnOperand::Variable(_) => true,
            }),
            Operands::StringEquals(_)
            | Operands::StringEqualsIgnoreCase(_)
            | Operands::Numeric(..)
            | Operands::Date(..)
            | Operands::Bool(_)
            | Operands::BinaryEquals(_)
            | Operands::IpAddress(_)
            | Operands::Null(_) => false,
        };
    }
    if KEYS.contains(&key) {
        let many = match &condition.operands {
            Operands::IpAddress(networks) => networks.iter().all(is_narrow),
            Operands::StringEquals(_)
            | Operands::StringEqualsIgnoreCase(_)
            | Operands::StringLike(_)
            | Operands::Numeric(..)
            | Operands::Date(..)
            | Operands::Bool(_)
            | Operands::BinaryEquals(_)
            | Operands::ArnLike(_)
            | Operands::Null(_) => false,
        };
        return !restricts(condition) && !many;
    }
    !TELLING.iter().any(begins) || SAID_BY_ANYBODY.iter().any(begins) || !may_be_fixed(condition)
}

/// False only if the condition surely lets through other than fixed values of its key: one that has a wildcard or a
/// variable, any but those listed, or none.
fn may_be_fixed(condition: &Condition) -> bool {
    let texts = |templates: &[Template]| templates.iter().all(|template| template.as_literal().is_some());
    match &condition.operands {
        Operands::StringEquals(templates)
        | Operands::StringEqualsIgnoreCase(templates)
        | Operands::StringLike(templates) => asks_for_a_value(condition) && texts(templates),
        Operands::ArnLike(patterns) => {
            let fixed = |pattern: &ArnOperand| match pattern {
                ArnOperand::Segments(arn) => fixed_segments(arn.segments()),
                ArnOperand::Variable(_) => false,
            };
            asks_for_a_value(condition) && patterns.iter().all(fixed)
        }
        // That the key is there, or is not, is no value of it.
        Operands::Null(_) => false,
        // Of `aws:PrincipalIsAWSService` and its kin, and of addresses inside a network, nothing is said.
        Operands::Numeric(..)
        | Operands::Date(..)
        | Operands::Bool(_)
        | Operands::BinaryEquals(_)
        | Operands::IpAddress(_) => true,
    }
}

/// Whether no `Deny` of the policy can take away all that the statement gives.
fn is_left(statement: &Statement, policy: &Policy) -> bool {
    let denying =
        || policy.statements.iter().filter(|other| other.effect == Effect::Deny && !is_harmless(other));
    match &statement.action {
        Action::Action(patterns) => patterns.iter().any(|pattern| {
            denying().all(|other| match &other.action {
                Action::Action(denied) => denied.iter().all(|denied| !may_meet(pattern, denied)),
                Action::NotAction(_) => false,
            })
        }),
        Action::NotAction(_) => denying().next().is_none(),
    }
}

/// Whether a denial leaves something of whatever everybody is given: one of named principals, or of requests that are
/// not encrypted on their way.
fn is_harmless(statement: &Statement) -> bool {
    let insecure = |condition: &Condition| {
        let tests = matches!(condition.operator.test, Test::Value { negated: false, .. });
        tests
            && condition.key.is("aws:securetransport")
            && match &condition.operands {
                Operands::Bool(operands) => {
                    operands.iter().all(|operand| *operand == BoolOperand::Literal(false))
                }
                Operands::StringEquals(_)
                | Operands::StringEqualsIgnoreCase(_)
                | Operands::StringLike(_)
                | Operands::Numeric(..)
                | Operands::Date(..)
                | Operands::BinaryEquals(_)
                | Operands::IpAddress(_)
                | Operands::ArnLike(_)
                | Operands::Null(_) => false,
            }
    };
    !names_everybody(statement) || statement.conditions.iter().any(insecure)
}

/// False only if no action is in both patterns.
fn may_meet(one: &Template, other: &Template) -> bool {
    let start = |template: &Template| match template.pieces() {
        [Piece::Text(text)] => (text.to_ascii_lowercase(), true),
        [Piece::Text(text), ..] => (text.to_ascii_lowercase(), false),
        [] => (String::new(), true),
        [Piece::One | Piece::Any | Piece::Variable(_), ..] => (String::new(), false),
    };
    let ((one, one_ends), (other, other_ends)) = (start(one), start(other));
    match (one_ends, other_ends) {
        (true, true) => one == other,
        (true, false) => one.starts_with(&other),
        (false, true) => other.starts_with(&one),
        (false, false) => one.starts_with(&other) || other.starts_with(&one),
    }
}

/// Whether the condition is about the access point, which every request through it has.
fn names_access_point(condition: &Condition) -> bool {
    condition.key.is("s3:dataaccesspointarn") || condition.key.is("s3:dataaccesspointaccount")
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

/// Whether the condition lets nothing through but where its key has one of the values it lists.
fn asks_for_a_value(condition: &Condition) -> bool {
    let operator = condition.operator;
    match (operator.test, operator.qualifier) {
        (Test::Value { negated: false, .. }, None | Some(SetQualifier::ForAnyValue)) => !operator.if_exists,
        (Test::Value { .. } | Test::Null, _) => false,
    }
}

/// Whether the condition lets through only fixed values of one of the keys.
fn restricts(condition: &Condition) -> bool {
    let texts = |templates: &[Template]| templates.iter().all(|template| fixed(condition, template));
    asks_for_a_value(condition)
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
            Operands::IpAddress(networks) => networks.iter().all(is_narrow) && are_few(networks),
            Operands::Numeric(..)
            | Operands::Date(..)
            | Operands::Bool(_)
            | Operands::BinaryEquals(_)
            | Operands::Null(_) => false,
        }
}

/// Whether the networks together are no wider than one may be: a list of all networks is no restriction.
fn are_few(networks: &[Network]) -> bool {
    const ONE: u128 = 1 << 96;
    let size = |network: &Network| {
        let widest = if network.address().is_ipv4() { 8 } else { 32 };
        ONE.checked_shr(u32::from(network.prefix().saturating_sub(widest))).unwrap_or(0)
    };
    networks.iter().map(size).fold(0, u128::saturating_add) <= ONE
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
