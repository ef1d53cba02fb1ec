//! Conditions without values, sorted by what they do.

use crate::lint::document::Condition;
use crate::lint::{Findings, Subject};
use crate::model::SetQualifier;
use crate::parse::quoted;

/// What decides how a condition without values comes out.
#[derive(Copy, Clone, PartialEq, Eq)]
pub(super) enum Form {
    /// Neither a qualifier nor the suffix.
    Plain,
    /// `ForAllValues`, whatever the suffix.
    ForAllValues,
    /// `ForAnyValue`, whatever the suffix.
    ForAnyValue,
    /// `IfExists` alone.
    IfExists,
}

/// Reports the conditions of this form that have no values. An operator that does not exist has no form.
pub(super) fn report(subject: &Subject<'_>, form: Form, outcome: &str, findings: &mut Findings) {
    let conditions = subject.document.statements.iter().flat_map(|statement| &statement.conditions);
    for condition in conditions.filter(|condition| condition.element.is_empty_array()) {
        if form_of(condition) == Some(form) {
            let details = format!("{} is compared with an empty list: {outcome}", quoted(condition.key()));
            findings.add(details, [condition.element.place]);
        }
    }
}

fn form_of(condition: &Condition<'_>) -> Option<Form> {
    let operator = condition.operator?;
    Some(match operator.qualifier {
        Some(SetQualifier::ForAllValues) => Form::ForAllValues,
        Some(SetQualifier::ForAnyValue) => Form::ForAnyValue,
        None if operator.if_exists => Form::IfExists,
        None => Form::Plain,
    })
}
