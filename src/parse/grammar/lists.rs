//! Strings, and lists of strings that may be written as one string.

use crate::parse::collector::Collector;
use crate::parse::diagnostic::{Diagnostic, quoted};
use crate::parse::document::ListElement;
use crate::parse::json::{Member, Node, Value, Written};
use crate::parse::span::Spanned;

/// The error "…, found a number".
pub(super) fn expected<T>(what: &str, node: &Node<T>) -> Diagnostic {
    Diagnostic::error(node.span, format!("{what}, found {}", node.value.kind()))
}

/// The member's value, which must be a string.
pub(super) fn text<'t, T: Written<'t>>(member: &Member<T>, out: &mut Collector) -> Option<Spanned<T>> {
    match &member.value.value {
        Value::String(text) => Some(Spanned::new(text.clone(), member.value.span)),
        _ => {
            let what = format!("{} must be a string", quoted(&member.key.value));
            out.push(expected(&what, &member.value));
            None
        }
    }
}

/// The member's value, which must be a string or an array of strings that is not empty. What is not a string
/// is an error and left out.
pub(super) fn strings<'t, T: Written<'t>>(member: &Member<T>, out: &mut Collector) -> Vec<Spanned<T>> {
    let name = || quoted(&member.key.value);
    match &member.value.value {
        Value::String(text) => vec![Spanned::new(text.clone(), member.value.span)],
        Value::Array(items) => {
            if items.is_empty() {
                let message = format!("{} is an empty list", name());
                out.push(Diagnostic::error(member.value.span, message).with_hint("name at least one"));
            }
            let mut values = Vec::with_capacity(items.len());
            for item in items {
                match &item.value {
                    Value::String(text) => values.push(Spanned::new(text.clone(), item.span)),
                    _ => out.push(expected(&format!("{} must list strings", name()), item)),
                }
            }
            values
        }
        _ => {
            out.push(expected(&format!("{} must be a string or a list of strings", name()), &member.value));
            Vec::new()
        }
    }
}

/// `Action`, `NotAction`, `Resource` or `NotResource`: as [`strings`], and no string is empty.
pub(super) fn list_element<'t, T: Written<'t>>(
    member: &Member<T>,
    negated: bool,
    out: &mut Collector,
) -> ListElement<T> {
    let values = strings(member, out);
    for value in values.iter().filter(|value| value.value.is_empty()) {
        let message = format!("{} has an empty string", quoted(&member.key.value));
        out.push(Diagnostic::error(value.span, message).with_hint("to match everything, write `*`"));
    }
    ListElement { negated, span: member.key.span.to(member.value.span), values }
}
