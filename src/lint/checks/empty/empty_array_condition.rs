//! `EMPTY_ARRAY_CONDITION`.

use super::conditions::{Form, report};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "EMPTY_ARRAY_CONDITION",
    title: "Empty array condition",
    category: Category::Suggestion,
    origin: Origin::Aws,
    finds: "A condition compares its key with an empty list.",
    why: "No value is in an empty list, so the statement never applies (or, with a negated operator, the condition restricts nothing).",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEquals": {"aws:PrincipalTag/team": []}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEquals": {"aws:PrincipalTag/team": "red"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    report(subject, Form::Plain, "add values, or remove the key", findings);
}
