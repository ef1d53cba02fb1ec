//! Plain values to try, taken from the policies themselves.

use std::collections::BTreeMap;

use super::complete::{ACTION, PRINCIPAL, RESOURCE};
use crate::model::{
    Action, ArnOperand, BoolOperand, Key, Operands, Piece, Policy, Principal, PrincipalElement, Resource, Segments,
    Template, ValueType, format_instant,
};

/// Values to try for each attribute, plainest first, without repetition.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    /// Callers.
    pub principals: Vec<String>,
    /// Actions.
    pub actions: Vec<String>,
    /// Resources.
    pub resources: Vec<String>,
    /// Values of keys.
    pub values: BTreeMap<Key, Vec<String>>,
}

/// What wildcards are replaced by: all of a template's alike, in this order.
const FILLERS: [&str; 3] = ["example", "other", ""];

impl Candidates {
    /// The values that the policies suggest: their literals, and their patterns with wildcards filled in.
    pub fn of(policies: &[&Policy]) -> Candidates {
        let mut candidates = Candidates::default();
        // An action that a policy names is a real one, an instance of a pattern perhaps not.
        let mut made_up = Vec::new();
        for statement in policies.iter().flat_map(|policy| &policy.statements) {
            let (Action::Action(actions) | Action::NotAction(actions)) = &statement.action;
            candidates.actions.extend(actions.iter().filter_map(Template::as_literal).map(str::to_owned));
            made_up.extend(actions.iter().flat_map(action_instances));
            if let Resource::Resource(patterns) | Resource::NotResource(patterns) = &statement.resource {
                candidates.resources.extend(patterns.iter().flat_map(|pattern| arn_instances(pattern.whole())));
            }
            if let PrincipalElement::Principal(principals) | PrincipalElement::NotPrincipal(principals) =
                &statement.principal
            {
                candidates.principals.extend(principals.iter().flat_map(principal_instances));
            }
            for condition in &statement.conditions {
                let values = operand_instances(&condition.operands);
                candidates.values.entry(condition.key.clone()).or_default().extend(values);
                for variable in templates(&condition.operands).iter().flat_map(|template| template.variables()) {
                    candidates.values.entry(variable.key.clone()).or_default();
                }
            }
        }
        candidates.principals.extend([PRINCIPAL, "arn:aws:iam::111122223333:user/example", "*"].map(str::to_owned));
        candidates.principals.push("arn:aws:iam::444455556666:role/example".to_owned());
        candidates.principals.push("arn:aws:sts::111122223333:assumed-role/example/session".to_owned());
        candidates.principals.push("service:example.amazonaws.com".to_owned());
        candidates.actions.extend(made_up);
        candidates.actions.extend([ACTION, "example:Action"].map(str::to_owned));
        candidates.resources.extend([RESOURCE, "*", "arn:aws:s3:::example-bucket"].map(str::to_owned));
        candidates.resources.push("arn:aws:example:us-east-1:111122223333:example".to_owned());
        for (key, values) in &mut candidates.values {
            values.extend(plain_values(key));
            unique(values);
        }
        unique(&mut candidates.principals);
        unique(&mut candidates.actions);
        unique(&mut candidates.resources);
        candidates
    }
}

fn unique(values: &mut Vec<String>) {
    let mut seen = std::collections::BTreeSet::new();
    values.retain(|value| seen.insert(value.clone()));
}

/// The template's text with its wildcards replaced by `any` and `one`; variables become `variable`.
fn instance(template: &Template, any: &str, one: char, variable: &str) -> String {
    template
        .pieces()
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::One => one.to_string(),
            Piece::Any => any.to_owned(),
            Piece::Variable(_) => variable.to_owned(),
        })
        .collect()
}

fn text_instances(template: &Template) -> Vec<String> {
    FILLERS.iter().map(|any| instance(template, any, 'x', "example")).collect()
}

fn action_instances(template: &Template) -> Vec<String> {
    if template.is_anything() {
        return Vec::new();
    }
    ["Example", "Object", ""].iter().map(|any| instance(template, any, 'x', "")).collect()
}

/// ARNs have fillers that fit their segments: a partition, a Region, an account.
fn arn_instances(template: &Template) -> Vec<String> {
    let parts = template.split_colons(crate::model::SEGMENTS);
    let [arn, partition, service, region, account, resource] = parts.as_slice() else {
        return text_instances(template);
    };
    let mut instances = Vec::new();
    for any in FILLERS {
        let fill = |template: &Template, with: &str| if template.is_anything() { with.to_owned() } else { instance(template, any, 'x', "example") };
        let service = fill(service, "s3");
        instances.push(format!(
            "{}:{}:{service}:{}:{}:{}",
            fill(arn, "arn"),
            fill(partition, "aws"),
            fill(region, "us-east-1"),
            fill(account, "111122223333"),
            fill(resource, if any.is_empty() { "example" } else { any }),
        ));
    }
    instances
}

fn segments_instances(segments: &Segments) -> Vec<String> {
    let mut pieces = Vec::new();
    for (at, segment) in segments.iter().enumerate() {
        if at > 0 {
            pieces.push(Piece::Text(":".to_owned()));
        }
        pieces.extend(segment.pieces().iter().cloned());
    }
    arn_instances(&Template::new(pieces))
}

fn principal_instances(principal: &Principal) -> Vec<String> {
    match principal {
        Principal::Everyone | Principal::AnyAws => Vec::new(),
        Principal::Account(account) => {
            let account = instance(account, "111122223333", '1', "");
            ["role/example", "user/example", "root"].iter().map(|name| format!("arn:aws:iam::{account}:{name}")).collect()
        }
        Principal::Role { role, sessions } => [segments_instances(role), segments_instances(sessions)].concat(),
        Principal::Arn(arn) => segments_instances(arn),
        Principal::UniqueId(id) => vec![id.clone()],
        Principal::Service(name) => vec![format!("service:{name}")],
        Principal::Federated(name) if name.starts_with("arn:") => vec![name.clone()],
        Principal::Federated(name) => vec![format!("federated:{name}")],
        Principal::CanonicalUser(id) => vec![format!("canonical:{id}")],
    }
}

fn templates(operands: &Operands) -> &[Template] {
    match operands {
        Operands::StringEquals(templates)
        | Operands::StringEqualsIgnoreCase(templates)
        | Operands::StringLike(templates) => templates,
        Operands::Numeric(..)
        | Operands::Date(..)
        | Operands::Bool(_)
        | Operands::BinaryEquals(_)
        | Operands::IpAddress(_)
        | Operands::ArnLike(_)
        | Operands::Null(_) => &[],
    }
}

fn operand_instances(operands: &Operands) -> Vec<String> {
    match operands {
        Operands::StringEquals(templates)
        | Operands::StringEqualsIgnoreCase(templates)
        | Operands::StringLike(templates) => templates.iter().flat_map(text_instances).collect(),
        Operands::Numeric(_, numbers) => numbers.iter().map(ToString::to_string).collect(),
        Operands::Date(_, instants) => instants.iter().map(format_instant).collect(),
        Operands::Bool(operands) => operands
            .iter()
            .filter_map(|operand| match operand {
                BoolOperand::Literal(operand) => Some(operand.to_string()),
                BoolOperand::Variable(_) => None,
            })
            .collect(),
        Operands::BinaryEquals(texts) => texts.clone(),
        Operands::IpAddress(networks) => networks.iter().map(|network| network.address().to_string()).collect(),
        Operands::ArnLike(patterns) => patterns
            .iter()
            .flat_map(|pattern| match pattern {
                ArnOperand::Segments(segments) => segments_instances(segments),
                ArnOperand::Variable(_) => Vec::new(),
            })
            .collect(),
        Operands::Null(_) => Vec::new(),
    }
}

/// Values that a key of its name and type plausibly has.
fn plain_values(key: &Key) -> Vec<String> {
    let by_name: &[&str] = match key.folded() {
        "aws:principalaccount" | "aws:resourceaccount" | "aws:sourceaccount" | "aws:vpceaccount" => {
            &["111122223333", "444455556666", "777788889999"]
        }
        "aws:principalorgid" | "aws:resourceorgid" | "aws:sourceorgid" | "aws:vpceorgid" => &["o-exampleorg"],
        "aws:requestedregion" => &["us-east-1", "eu-west-1"],
        "aws:sourcevpc" => &["vpc-0123456789abcdef0"],
        "aws:sourcevpce" => &["vpce-0123456789abcdef0"],
        "aws:principaltype" => &["AssumedRole", "User", "Account", "FederatedUser", "Anonymous"],
        "aws:userid" => &["AROAEXAMPLE:session", "AIDAEXAMPLE"],
        _ => &[],
    };
    let by_type: &[&str] = match key.key_type().map(|known| known.value) {
        Some(ValueType::Text) | None => &["example", "other", "x", "0", "203.0.113.9", "2026-01-01T00:00:00Z"],
        Some(ValueType::Arn) => &[PRINCIPAL, RESOURCE],
        Some(ValueType::Bool) => &["true", "false"],
        Some(ValueType::Number) => &["0", "1"],
        Some(ValueType::Date) => &["2026-01-01T00:00:00Z"],
        Some(ValueType::Ip) => &["203.0.113.9", "2001:db8::9", "10.0.0.9"],
    };
    by_name.iter().chain(by_type).map(|value| (*value).to_owned()).collect()
}
