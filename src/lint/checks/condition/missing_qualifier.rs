//! `MISSING_QUALIFIER`.

use super::all::conditions;
use super::keys::key_type;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{Arity, Test};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "MISSING_QUALIFIER",
    title: "Missing qualifier",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A key that can have several values, under an operator without `ForAllValues` or `ForAnyValue`.",
    why: "AWS does not say whether one or all of the values have to match.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ec2:TerminateInstances", "Resource": "arn:aws:ec2:*:111122223333:instance/*", "Condition": {"StringEquals": {"aws:TagKeys": "team"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ec2:TerminateInstances", "Resource": "arn:aws:ec2:*:111122223333:instance/*", "Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": "team"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for condition in conditions(subject) {
        let is_plain = condition.operator.is_some_and(|operator| {
            operator.qualifier.is_none() && matches!(operator.test, Test::Value { comparison: _, negated: _ })
        });
        if is_plain && key_type(condition).is_some_and(|key_type| key_type.arity == Arity::Multi) {
            let key = quoted(condition.key());
            let details = format!(
                "{key} can have several values: put `ForAllValues:` or `ForAnyValue:` before the operator"
            );
            findings.add(details, [condition.element.key_place]);
        }
    }
}
