//! The JSON form of a request (see the design's "Request, as JSON").

use std::ops::Deref;

use crate::model::{Caller, CallerKind, Context, Key, Request, segments_of};
use crate::parse::{Diagnostic, Member, Node, Value, quoted};

/// Reads `{"principal", "action", "resource", "resourceAccount"?, "context"?}`; every error at its place.
///
/// `principal`, `action` and `resource` are required. A context value is a string, number or truth value, or
/// a list of them; an empty list is an absent key. An unknown field is an error.
///
/// ```
/// let text = r#"{"principal":"*","action":"s3:GetObject","resource":"*","context":{"aws:SecureTransport":["true"]}}"#;
/// let (node, _) = hornbeam::parse::read_json(text);
/// let request = hornbeam::input::read_request(&node.unwrap()).unwrap();
/// assert_eq!(request.action, "s3:GetObject");
/// ```
pub fn read_request<T: Deref<Target = str>>(node: &Node<T>) -> Result<Request, Vec<Diagnostic>> {
    let Value::Object(members) = &node.value else {
        let message = format!("a request is an object, not {}", node.value.kind());
        return Err(vec![Diagnostic::error(node.span, message)]);
    };
    let mut errors = Vec::new();
    let (mut principal, mut action, mut resource) = (None, None, None);
    let mut resource_account = None;
    let mut context = Context::default();
    for (at, member) in members.iter().enumerate() {
        if members.iter().take(at).any(|earlier| *earlier.key.value == *member.key.value) {
            let message = format!("{} appears twice", quoted(&member.key.value));
            errors.push(Diagnostic::error(member.key.span, message));
            continue;
        }
        match &*member.key.value {
            "principal" => principal = text(member, &mut errors),
            "action" => action = text(member, &mut errors),
            "resource" => resource = text(member, &mut errors),
            "resourceAccount" if matches!(member.value.value, Value::Null) => {}
            "resourceAccount" => resource_account = text(member, &mut errors),
            "context" => context = read_context(&member.value, &mut errors),
            other => {
                let message = format!("{} is not a field of a request", quoted(other));
                let hint = "the fields are principal, action, resource, resourceAccount, context";
                errors.push(Diagnostic::error(member.key.span, message).with_hint(hint));
            }
        }
    }
    for (name, field) in [("principal", &principal), ("action", &action), ("resource", &resource)] {
        if field.is_none() && !members.iter().any(|member| *member.key.value == *name) {
            errors.push(Diagnostic::error(node.span, format!("the request has no `{name}`")));
        }
    }
    match (principal, action, resource) {
        (Some(principal), Some(action), Some(resource)) if errors.is_empty() => {
            Ok(Request { principal: Caller::new(&principal), action, resource, resource_account, context })
        }
        _ => Err(errors),
    }
}

const CALLERS: &str =
    "a caller is an ARN, `*` (anonymous), `service:NAME`, `federated:NAME` or `canonical:ID`";
const ACTIONS: &str = "an action is `service:Name`, one and no pattern";
const RESOURCES: &str = "a resource is an ARN, or `*` for an action that takes none";

/// Whether the text names a caller: by one of the forms, or by the unique id of a user or role.
fn is_caller(text: &str) -> bool {
    let name = |name: &str| !name.is_empty();
    match Caller::new(text).kind() {
        CallerKind::Anonymous => true,
        CallerKind::Service(name)
        | CallerKind::Federated(name)
        | CallerKind::CanonicalUser(name)
        | CallerKind::Root { account: name } => !name.is_empty(),
        CallerKind::User { account, name: of_user } => name(account) && name(of_user),
        CallerKind::Role { account, name: of_role } => name(account) && name(of_role),
        CallerKind::RoleSession { account, role, session } => name(account) && name(role) && name(session),
        CallerKind::FederatedUser { account, name: of_session } => name(account) && name(of_session),
        CallerKind::Other(id) => id.starts_with("AIDA") || id.starts_with("AROA"),
    }
}

fn is_action(text: &str) -> bool {
    text.split_once(':').is_some_and(|(service, name)| !service.is_empty() && !name.is_empty())
        && !text.contains(['*', '?'])
}

fn is_resource(text: &str) -> bool {
    text == "*" || segments_of(text).is_some_and(|[arn, ..]| arn == "arn")
}

/// What in the request is not spelt as AWS spells it, at its place: [`read_request`] takes texts as they are, since formulas
/// speak of all.
pub(super) fn misspelt<T: Deref<Target = str>>(node: &Node<T>) -> Vec<Diagnostic> {
    let mut errors = Vec::new();
    let Value::Object(members) = &node.value else { return errors };
    for member in members {
        let name = &*member.key.value;
        let rule: (fn(&str) -> bool, &str) = match name {
            "principal" => (is_caller, CALLERS),
            "action" => (is_action, ACTIONS),
            "resource" => (is_resource, RESOURCES),
            _ => {
                if let ("context", Value::Object(keys)) = (name, &member.value.value) {
                    for key in keys.iter().filter(|key| !key.key.value.contains(':')) {
                        let message = format!("{} is no context key", quoted(&key.key.value));
                        let hint = "a key is `service:Name`, such as aws:SourceIp";
                        errors.push(Diagnostic::error(key.key.span, message).with_hint(hint));
                    }
                }
                continue;
            }
        };
        let (is_spelt, hint) = rule;
        if let Value::String(text) = &member.value.value
            && !is_spelt(text)
        {
            let message = format!("{} is no {name}", quoted(text));
            errors.push(Diagnostic::error(member.value.span, message).with_hint(hint));
        }
    }
    errors
}

fn text<T: Deref<Target = str>>(member: &Member<T>, errors: &mut Vec<Diagnostic>) -> Option<String> {
    match &member.value.value {
        Value::String(text) => Some(String::from(&**text)),
        other => {
            let message = format!("`{}` is a string, not {}", &*member.key.value, other.kind());
            errors.push(Diagnostic::error(member.value.span, message));
            None
        }
    }
}

/// Reads the context keys with their values.
pub(super) fn read_context<T: Deref<Target = str>>(node: &Node<T>, errors: &mut Vec<Diagnostic>) -> Context {
    let mut context = Context::default();
    let Value::Object(members) = &node.value else {
        let message = format!("the context is an object, not {}", node.value.kind());
        errors.push(Diagnostic::error(node.span, message));
        return context;
    };
    for member in members {
        let key = Key::new(&member.key.value);
        if !context.values(&key).is_empty() {
            let message = format!("{} appears twice; letter case does not count", quoted(key.name()));
            errors.push(Diagnostic::error(member.key.span, message));
        }
        let values = match &member.value.value {
            Value::Array(nodes) => nodes.iter().filter_map(|node| scalar(node, errors)).collect(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
                scalar(&member.value, errors).into_iter().collect()
            }
        };
        context.set(key, values);
    }
    context
}

fn scalar<T: Deref<Target = str>>(node: &Node<T>, errors: &mut Vec<Diagnostic>) -> Option<String> {
    match &node.value {
        Value::String(text) | Value::Number(text) => Some(String::from(&**text)),
        Value::Bool(value) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => {
            let message = format!("a context value is a string, not {}", node.value.kind());
            errors.push(Diagnostic::error(node.span, message));
            None
        }
    }
}
