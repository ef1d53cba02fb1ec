//! `INVALID_CONDITION_MULTIPLE_BOOLEAN`.

use crate::lint::checks::condition::all::conditions;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{Comparison, Test};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "INVALID_CONDITION_MULTIPLE_BOOLEAN",
    title: "Invalid condition multiple Boolean",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "Several values for `Bool` or `Null`, which ask for one.",
    why: "Values are alternatives: `true` or `false` is always so, and the same one twice says nothing more.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"Bool": {"aws:SecureTransport": ["true", "false"]}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"Bool": {"aws:SecureTransport": "true"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for condition in conditions(subject) {
        let is_boolean = match condition.operator.map(|operator| operator.test) {
            Some(Test::Null) => true,
            Some(Test::Value { comparison, negated: _ }) => comparison == Comparison::Bool,
            None => false,
        };
        if is_boolean && condition.items.len() > 1 {
            let key = quoted(condition.key());
            findings.add(format!("{key} takes one Boolean value: decide on one"), [condition.element.place]);
        }
    }
}
