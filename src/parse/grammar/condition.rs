//! `Condition`.

use super::keys::{Unique, check_letter_case};
use super::lists::expected;
use crate::parse::collector::Collector;
use crate::parse::diagnostic::{Diagnostic, quoted};
use crate::parse::document::ConditionEntry;
use crate::parse::json::{Member, Node, Value, Written};
use crate::parse::span::Spanned;

/// Reads the element: an entry for each key under each operator, in order. What is wrong is an error in `out`
/// and left out.
pub(super) fn condition<'t, T: Written<'t>>(
    member: &Member<T>,
    out: &mut Collector,
) -> Vec<ConditionEntry<T>> {
    let Value::Object(operators) = &member.value.value else {
        out.push(expected("`Condition` must be an object of operators", &member.value));
        return Vec::new();
    };
    if operators.is_empty() {
        out.push(no_effect(&member.value, "`Condition` is empty and restricts nothing"));
    }
    let operators = Unique::of(operators, || "one condition".to_owned(), out);
    let mut read = Vec::with_capacity(operators.iter().count());
    operators.iter().for_each(|operator| entries(operator, &mut read, out));
    read
}

fn entries<'t, T: Written<'t>>(operator: &Member<T>, read: &mut Vec<ConditionEntry<T>>, out: &mut Collector) {
    let whole = || format!("the operator {}", quoted(&operator.key.value));
    let Value::Object(keys) = &operator.value.value else {
        let what = format!("{} must be an object of condition keys", whole());
        out.push(expected(&what, &operator.value));
        return;
    };
    if keys.is_empty() {
        let message = format!("{} has no condition keys and restricts nothing", whole());
        out.push(no_effect(&operator.value, &message));
    }
    let keys = Unique::of(keys, whole, out);
    check_letter_case(&keys, whole, out);
    let entry = |key: &Member<T>, out: &mut Collector| ConditionEntry {
        operator: operator.key.clone(),
        key: key.key.clone(),
        values: values(key, out),
        span: key.key.span.to(key.value.span),
    };
    read.extend(keys.iter().map(|key| entry(key, out)));
}

fn no_effect<T>(node: &Node<T>, message: &str) -> Diagnostic {
    Diagnostic::warning(node.span, message).with_hint("remove it, or say what is required")
}

/// A condition key's values: one scalar, or an array of them.
fn values<'t, T: Written<'t>>(key: &Member<T>, out: &mut Collector) -> Vec<Spanned<T>> {
    let items = match &key.value.value {
        Value::Array(items) => items.as_slice(),
        _ => std::slice::from_ref(&key.value),
    };
    if items.is_empty() {
        let message = format!("the condition key {} has an empty list of values", quoted(&key.key.value));
        out.push(no_effect(&key.value, &message));
    }
    let mut values = Vec::with_capacity(items.len());
    values.extend(items.iter().filter_map(|item| scalar(key, item, out)));
    values
}

fn scalar<'t, T: Written<'t>>(key: &Member<T>, node: &Node<T>, out: &mut Collector) -> Option<Spanned<T>> {
    let text = match &node.value {
        Value::String(text) | Value::Number(text) => text.clone(),
        Value::Bool(truth) => T::from(if *truth { "true" } else { "false" }),
        Value::Null | Value::Array(_) | Value::Object(_) => {
            let what = format!("values of {} must be strings, numbers or Booleans", quoted(&key.key.value));
            out.push(expected(&what, node));
            return None;
        }
    };
    Some(Spanned::new(text, node.span))
}
