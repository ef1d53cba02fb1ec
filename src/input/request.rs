//! The JSON form of a request (see the design's "Request, as JSON").

use std::ops::Deref;

use crate::model::{Caller, Context, Key, Request};
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
    for member in members {
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
