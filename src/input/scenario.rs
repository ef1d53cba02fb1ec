//! The JSON form of a scenario (see the design's "Scenario, as JSON").

use std::ops::Deref;
use std::sync::Arc;

use super::derive::{self, Derivation};
use super::fields::{Fields, same_names};
use super::request::{misspelt, read_request};
use crate::model::{
    Caller, Context, EndpointPolicy, Key, Policy, PolicyType, PublicAccessBlock, Request, Scenario,
};
use crate::parse::{Diagnostic, Member, Node, Source, Value, Written, quoted, read_json_lent};

/// The fields, in the design's order.
const FIELDS: [&str; 14] = [
    "request",
    "identityPolicies",
    "permissionsBoundary",
    "sessionPolicies",
    "scps",
    "rcps",
    "resourcePolicy",
    "trustPolicy",
    "vpcEndpointPolicies",
    "s3PublicAccessBlock",
    "principalTags",
    "resourceTags",
    "managementAccount",
    "deriveContext",
];

/// The settings of `s3PublicAccessBlock`.
const SETTINGS: [&str; 4] =
    ["blockPublicAcls", "ignorePublicAcls", "blockPublicPolicy", "restrictPublicBuckets"];

/// Reads a file that holds one scenario. The scenario is there iff no diagnostic is an error; diagnostics are
/// ordered by place.
///
/// Only `request` is required; `null` stands for any other field that is not there. A policy is a document or
/// a string that holds one; it is named by its place (`scps[0][1]`), an identity policy by its own `name`.
/// An unknown field is an error. With `deriveContext` (the default) the context gets the keys that follow
/// from principal, resource and tags, unless the request gives them; one that it gives without values stays
/// absent.
///
/// ```
/// use hornbeam::{input::read_scenario, model::Key, parse::Source};
/// let text = r#"{"request": {"principal": "arn:aws:iam::111122223333:user/ana", "action": "s3:GetObject",
///     "resource": "arn:aws:s3:::example-bucket/key"}, "principalTags": {"team": "red"}}"#;
/// let (scenario, diagnostics) = read_scenario(&Source::new("scenario.json", text));
/// assert!(diagnostics.is_empty());
/// assert_eq!(scenario.unwrap().request.context.values(&Key::new("aws:PrincipalTag/team")), ["red"]);
/// ```
pub fn read_scenario(source: &Source) -> (Option<Scenario>, Vec<Diagnostic>) {
    match read_json_lent(source.text()) {
        (Some(node), _) => read_scenario_value(source.text(), &node, &[]),
        (None, diagnostics) => (None, diagnostics),
    }
}

/// Reads a scenario that is the value `node` of the file `text`, skipping the fields of the names
/// `also_allowed`, which somebody else reads (`id` and `op` of a line of questions).
pub fn read_scenario_value<'t, T: Written<'t>>(
    text: &str,
    node: &Node<T>,
    also_allowed: &[&str],
) -> (Option<Scenario>, Vec<Diagnostic>) {
    let mut fields = Fields { text, diagnostics: Vec::new() };
    let scenario = scenario(&mut fields, node, also_allowed);
    let mut diagnostics = fields.diagnostics;
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.span.end));
    let failed = diagnostics.iter().any(Diagnostic::is_error);
    (scenario.filter(|_| !failed), diagnostics)
}

fn scenario<'t, T: Written<'t>>(
    fields: &mut Fields<'_>,
    node: &Node<T>,
    also_allowed: &[&str],
) -> Option<Scenario> {
    let members = fields.object("a scenario", node);
    let given = members.iter().find(|member| &*member.key.value == "request").map(|member| &member.value);
    let request = given.and_then(|request| read_the_request(fields, request));
    if given.is_none() && matches!(node.value, Value::Object(_)) {
        fields.error(node, "the scenario has no `request`");
    }
    let mut derivation =
        Derivation { absent: given.map(absent_keys).unwrap_or_default(), ..Derivation::default() };
    let mut derives = true;
    let is_readable = request.is_some();
    let mut scenario = Scenario::new(request.unwrap_or_else(no_request));
    let setting = &mut scenario.setting;
    for member in members {
        let value = &member.value;
        let name = &*member.key.value;
        match name {
            "request" => {}
            "identityPolicies" => setting.identity_policies = identity_policies(fields, name, value),
            "permissionsBoundary" => {
                setting.permissions_boundary = fields.policy_or_null(value, PolicyType::Boundary, name);
            }
            "sessionPolicies" => setting.session_policies = fields.policies(value, PolicyType::Session, name),
            "scps" => setting.scps = fields.levels(value, PolicyType::Scp, name),
            "rcps" => setting.rcps = fields.levels(value, PolicyType::Rcp, name),
            "resourcePolicy" => {
                setting.resource_policy = fields.policy_or_null(value, PolicyType::Resource, name)
            }
            "trustPolicy" => setting.trust_policy = fields.policy_or_null(value, PolicyType::Trust, name),
            "vpcEndpointPolicies" => {
                let policies = fields.policies(value, PolicyType::VpcEndpoint, name).into_iter();
                setting.vpc_endpoint_policies =
                    policies.map(|policy| EndpointPolicy { endpoint: None, policy }).collect();
            }
            "s3PublicAccessBlock" => setting.public_access_block = public_access_block(fields, name, value),
            "principalTags" => {
                derivation.principal_tags = fields.strings(name, value);
                for (tag, earlier) in same_names(&derivation.principal_tags) {
                    let tags = format!("{} and {}", quoted(earlier), quoted(tag));
                    fields.error(value, format!("nobody has two tags {tags}: letter case does not count"));
                }
            }
            "resourceTags" => derivation.resource_tags = fields.strings(name, value),
            "managementAccount" => setting.management_account = fields.string(name, value),
            "deriveContext" => derives = fields.truth(name, value).unwrap_or(true),
            _ if also_allowed.contains(&name) => {}
            _ => fields.unknown(member, "a scenario", &FIELDS),
        }
    }
    if !is_readable {
        return None;
    }
    if derives {
        derive::derive(&mut scenario.request, &derivation);
    }
    Some(scenario)
}

fn read_the_request<T: Deref<Target = str>>(fields: &mut Fields<'_>, node: &Node<T>) -> Option<Request> {
    match read_request(node) {
        Ok(request) => {
            let misspelt = misspelt(node);
            let is_one = misspelt.is_empty();
            fields.diagnostics.extend(misspelt);
            is_one.then_some(request)
        }
        Err(errors) => {
            fields.diagnostics.extend(errors);
            None
        }
    }
}

/// Stands in for a request that cannot be read, while the other fields are.
fn no_request() -> Request {
    Request {
        principal: Caller::new("*"),
        action: String::new(),
        resource: String::new(),
        resource_account: None,
        context: Context::default(),
    }
}

/// The context keys that the request names without a value.
fn absent_keys<T: Deref<Target = str>>(request: &Node<T>) -> Vec<Key> {
    let context = members(request).iter().find(|member| &*member.key.value == "context");
    let keys = context.map(|context| members(&context.value)).unwrap_or_default();
    let absent =
        keys.iter().filter(|member| matches!(&member.value.value, Value::Array(items) if items.is_empty()));
    absent.map(|member| Key::new(&member.key.value)).collect()
}

fn members<T>(node: &Node<T>) -> &[Member<T>] {
    match &node.value {
        Value::Object(members) => members,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => &[],
    }
}

fn identity_policies<'t, T: Written<'t>>(
    fields: &mut Fields<'_>,
    field: &str,
    node: &Node<T>,
) -> Vec<Arc<Policy>> {
    let mut policies = Vec::new();
    for (at, item) in fields.array(field, node).iter().enumerate() {
        let what = format!("`{field}[{at}]`");
        let members = fields.object(&what, item);
        let member = |name: &str| members.iter().copied().find(|member| *member.key.value == *name);
        let name = member("name").and_then(|member| fields.string("name", &member.value));
        let name = name.unwrap_or_else(|| format!("{field}[{at}]"));
        match member("document") {
            Some(document) => policies.extend(fields.policy(&document.value, PolicyType::Identity, &name)),
            None if matches!(item.value, Value::Object(_)) => {
                fields.error(item, format!("{what} has no `document`"))
            }
            None => {}
        }
        for member in members.iter().filter(|member| !["name", "document"].contains(&&*member.key.value)) {
            fields.unknown(member, "an identity policy", &["name", "document"]);
        }
    }
    policies
}

pub(super) fn public_access_block<T: Deref<Target = str>>(
    fields: &mut Fields<'_>,
    field: &str,
    node: &Node<T>,
) -> Option<PublicAccessBlock> {
    if matches!(node.value, Value::Null) {
        return None;
    }
    let mut block = PublicAccessBlock::default();
    for member in fields.object(&format!("`{field}`"), node) {
        let name = &*member.key.value;
        let setting = match name {
            "blockPublicAcls" => &mut block.block_public_acls,
            "ignorePublicAcls" => &mut block.ignore_public_acls,
            "blockPublicPolicy" => &mut block.block_public_policy,
            "restrictPublicBuckets" => &mut block.restrict_public_buckets,
            _ => {
                fields.unknown(member, &format!("`{field}`"), &SETTINGS);
                continue;
            }
        };
        *setting = fields.truth(name, &member.value).unwrap_or(false);
    }
    Some(block)
}
