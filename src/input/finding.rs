//! A finding, out of the JSON that the program prints of it.

use std::collections::BTreeSet;

use super::request::read_request;
use crate::eval::decision::Deciding;
use crate::findings::{Cell, Finding, Kind, Source};
use crate::model::{Assumption, Condition, Policy, PolicyType, Principal, PrincipalElement, Request, lower};
use crate::parse::{self, Node, Value, read_json, read_policy};
use crate::question::world::Callers;

/// The finding that this JSON is of; `None` of any other text.
///
/// Who and under which conditions are read as a policy's statement says them, since that is what they are. `{"AWS": "*"}` is
/// everybody, whatever the policy had: a finding shows no difference.
pub fn read_finding(text: &str) -> Option<Finding> {
    let node = read_json(text).0?;
    let field = |name: &str| get(&node, name);
    let text = |name: &str| string(field(name)?);
    let Value::Object(principal) = &field("principal")?.value else { return None };
    let [principal] = principal.as_slice() else { return None };
    let (principal_type, name) = (principal.key.value.as_str(), string(&principal.value)?);
    let callers = match principal_type {
        "Federated" => Callers::Federated,
        "Service" => Callers::Service,
        _ => Callers::Aws,
    };
    Some(Finding {
        kind: Kind::parse(&text("kind")?)?,
        sought: match text("sought") {
            Some(kind) => Kind::parse(&kind)?,
            None => Kind::ExternalAccess,
        },
        resource: text("resource")?,
        resource_type: text("resourceType")?,
        account: text("resourceOwnerAccount")?,
        callers,
        cell: Cell {
            principal: principal_of(principal_type, &name)?,
            conditions: each(field("conditions")?, condition)?,
        },
        actions: each(field("actions")?, string)?,
        allowed: each(field("allowedActions")?, string)?,
        sources: each(field("sources")?, source)?,
        is_public: matches!(field("isPublic")?.value, Value::Bool(true)),
        by: each(field("reasons")?, deciding)?,
        witness: each(field("witnesses")?, request)?.pop(),
        reason: text("reason"),
        chain: field("chain").map_or(Some(Vec::new()), |chain| each(chain, string))?,
        assumptions: each(field("assumptions")?, assumption)?.into_iter().collect::<BTreeSet<_>>(),
    })
}

fn get<'n>(node: &'n Node, name: &str) -> Option<&'n Node> {
    let Value::Object(members) = &node.value else { return None };
    members.iter().find(|member| member.key.value == name).map(|member| &member.value)
}

fn string(node: &Node) -> Option<String> {
    match &node.value {
        Value::String(text) => Some(text.clone()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Each item of an array; `None` if one is not what it should be.
fn each<T>(node: &Node, of: impl Fn(&Node) -> Option<T>) -> Option<Vec<T>> {
    let Value::Array(items) = &node.value else { return None };
    items.iter().map(of).collect()
}

/// The principal of that name, in an element of a policy.
fn principal_of(kind: &str, name: &str) -> Option<Principal> {
    if name == "*" {
        return Some(Principal::Everyone);
    }
    let policy = statement(&serde_json::json!({ (kind): name }), &serde_json::json!({}))?;
    match policy.statements.into_iter().next()?.principal {
        PrincipalElement::Principal(principals) => principals.into_iter().next(),
        PrincipalElement::Attached | PrincipalElement::NotPrincipal(_) => None,
    }
}

fn condition(node: &Node) -> Option<Condition> {
    let (operator, key) = (string(get(node, "operator")?)?, string(get(node, "key")?)?);
    let values = each(get(node, "values")?, string)?;
    let policy = statement(&serde_json::json!("*"), &serde_json::json!({ (operator): { (key): values } }))?;
    let condition = policy.statements.into_iter().next()?.conditions.into_iter().next()?;
    Some(Condition { span: parse::Span::default(), ..condition })
}

/// A policy that lets this principal do something under these conditions.
fn statement(principal: &serde_json::Value, condition: &serde_json::Value) -> Option<Policy> {
    let document = serde_json::json!({
        "Version": "2012-10-17",
        "Statement": [{ "Effect": "Allow", "Principal": principal, "Action": "*", "Resource": "*", "Condition": condition }],
    });
    let parsed = read_policy(&parse::Source::new("", document.to_string()));
    lower::lower(&parsed.document?, PolicyType::Resource, "").0
}

fn source(node: &Node) -> Option<Source> {
    let field = |name: &str| get(node, name).and_then(string);
    match field("type")?.as_str() {
        "POLICY" => Some(Source::Policy),
        "BUCKET_ACL" => Some(Source::BucketAcl),
        "S3_ACCESS_POINT" => Some(Source::AccessPoint(field("accessPointArn")?)),
        "S3_ACCESS_POINT_ACCOUNT" => Some(Source::AccessPointAccount(field("accessPointAccount"))),
        _ => None,
    }
}

fn deciding(node: &Node) -> Option<Deciding> {
    let Value::Number(index) = &get(node, "statementIndex")?.value else { return None };
    Some(Deciding {
        policy_type: PolicyType::parse(&string(get(node, "policyType")?)?)?,
        name: string(get(node, "policy")?)?,
        statement_index: index.parse().ok()?,
        sid: get(node, "sid").and_then(string),
    })
}

fn request(node: &Node) -> Option<Request> {
    read_request(node).ok()
}

fn assumption(node: &Node) -> Option<Assumption> {
    let name = string(node)?;
    Assumption::ALL.into_iter().find(|assumption| assumption.name() == name)
}
