//! `EMPTY_ARRAY_CONDITION_IFEXISTS`.

use super::conditions::{Form, report};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "EMPTY_ARRAY_CONDITION_IFEXISTS",
    title: "Empty array condition IfExists",
    category: Category::Suggestion,
    origin: Origin::Aws,
    finds: "A condition with the suffix `IfExists` compares its key with an empty list.",
    why: "It holds only where the key is absent, which a `Null` condition says in plain words.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEqualsIfExists": {"aws:PrincipalTag/team": []}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"Null": {"aws:PrincipalTag/team": "true"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    report(
        subject,
        Form::IfExists,
        "this holds only if the key is absent. To ask for that, write `Null` with `true`",
        findings,
    );
}
