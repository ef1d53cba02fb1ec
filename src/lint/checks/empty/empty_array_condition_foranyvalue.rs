//! `EMPTY_ARRAY_CONDITION_FORANYVALUE`.

use super::conditions::{Form, report};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "EMPTY_ARRAY_CONDITION_FORANYVALUE",
    title: "Empty array condition ForAnyValue",
    category: Category::Suggestion,
    origin: Origin::Aws,
    finds: "A condition with `ForAnyValue` compares its key with an empty list.",
    why: "No value is in an empty list, so the condition never holds and the statement does nothing.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": []}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": ["team"]}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    report(subject, Form::ForAnyValue, "this never holds. Add values, or remove the statement", findings);
}
