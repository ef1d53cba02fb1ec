//! Random policies.

use super::arns;
use super::document::{Condition, Document, Principal, Statement};
use super::operands::{self, Theme};
use super::rng::Rng;
use hornbeam::model::PolicyType;

/// How large policies get.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Size {
    pub(crate) statements: usize,
    pub(crate) conditions: usize,
    pub(crate) values: usize,
}

/// A policy of a random type.
pub(crate) fn document(rng: &mut Rng, size: Size) -> Document {
    let policy_type = *rng.pick(&PolicyType::ALL);
    let count = rng.between(1, 5);
    let theme = Theme::new(rng, count);
    document_of(rng, policy_type, &theme, size)
}

/// A policy of this type. One in twenty has something that its type does not allow.
pub(crate) fn document_of(rng: &mut Rng, policy_type: PolicyType, theme: &Theme, size: Size) -> Document {
    let version =
        *rng.pick(&[Some("2012-10-17"), Some("2012-10-17"), Some("2012-10-17"), Some("2008-10-17"), None]);
    let count = rng.between(1, size.statements);
    let statements = (0..count).map(|_| statement(rng, policy_type, theme, size)).collect();
    Document { policy_type, version, statements }
}

/// A statement of a policy of this type.
pub(crate) fn statement(rng: &mut Rng, policy_type: PolicyType, theme: &Theme, size: Size) -> Statement {
    let has_principal = policy_type.has_principal() != rng.chance(1);
    let has_resource = match policy_type {
        PolicyType::Trust => rng.chance(1),
        PolicyType::Resource | PolicyType::Rcp => rng.chance(80),
        PolicyType::Identity
        | PolicyType::Boundary
        | PolicyType::Session
        | PolicyType::Scp
        | PolicyType::VpcEndpoint => !rng.chance(1),
    };
    Statement {
        allow: rng.chance(70),
        principal: has_principal.then(|| principal(rng, policy_type, size)),
        action: (rng.chance(20), list(rng, size, action)),
        resource: has_resource
            .then(|| (rng.chance(20), list(rng, size, |rng| resource(rng, theme, policy_type)))),
        conditions: {
            let count = rng.between(0, size.conditions);
            (0..count).map(|_| condition(rng, theme, size)).collect()
        },
    }
}

/// The policy that allows everything to everybody.
pub(crate) fn everything(policy_type: PolicyType) -> Document {
    let principal = Principal { negated: false, names: vec![("*", "*".to_owned())] };
    let all = || (false, vec!["*".to_owned()]);
    let statement = Statement {
        allow: true,
        principal: policy_type.has_principal().then_some(principal),
        action: all(),
        resource: Some(all()),
        conditions: Vec::new(),
    };
    Document { policy_type, version: None, statements: vec![statement] }
}

fn list(rng: &mut Rng, size: Size, mut item: impl FnMut(&mut Rng) -> String) -> Vec<String> {
    let count = rng.between(1, size.values);
    (0..count).map(|_| item(rng)).collect()
}

fn principal(rng: &mut Rng, policy_type: PolicyType, size: Size) -> Principal {
    let never = matches!(policy_type, PolicyType::Trust | PolicyType::Rcp);
    let negated = rng.chance(if never { 1 } else { 20 });
    let count = rng.between(1, size.values);
    Principal { negated, names: (0..count).map(|_| arns::principal(rng)).collect() }
}

/// A value of `Action`.
pub(crate) fn action(rng: &mut Rng) -> String {
    let pool = [
        "*",
        "s3:*",
        "s3:Get*",
        "s3:GetObject",
        "S3:getobject",
        "s3:*Object",
        "s3:Get?bject",
        "sns:*",
        "s*:Get*",
        "*:*Object",
        "s3",
        "sns:Publish",
        "s3:${*}",
    ];
    rng.word(&pool).to_owned()
}

/// A value of `Resource`; a session policy takes no short ARNs.
pub(crate) fn resource(rng: &mut Rng, theme: &Theme, policy_type: PolicyType) -> String {
    let pattern = arns::pattern(rng, theme);
    let short = pattern.starts_with("arn:") && pattern.split(':').count() < 6;
    let refused = policy_type == PolicyType::Session && short && !rng.chance(3);
    if pattern.is_empty() || refused { "*".to_owned() } else { pattern }
}

/// One condition.
pub(crate) fn condition(rng: &mut Rng, theme: &Theme, size: Size) -> Condition {
    let (key, kind) = *rng.pick(&theme.keys);
    let (operator, operands) = operands::operator(rng, kind);
    let values = list(rng, size, |rng| match operands {
        Some(kind) => operands::operand(rng, theme, kind),
        None => operands::absence(rng),
    });
    let values = if rng.chance(1) { Vec::new() } else { values };
    Condition { operator, key: respell(rng, key), values }
}

fn respell(rng: &mut Rng, key: &str) -> String {
    if rng.chance(10) { key.to_uppercase() } else { key.to_owned() }
}
