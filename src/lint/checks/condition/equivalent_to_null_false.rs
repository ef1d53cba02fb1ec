//! `EQUIVALENT_TO_NULL_FALSE`.

use super::meaning::{Meaning, report};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "EQUIVALENT_TO_NULL_FALSE",
    title: "Equivalent to null false",
    category: Category::Suggestion,
    origin: Origin::Aws,
    finds: "A condition in which every value of the key matches, and which holds if and only if the key is there.",
    why: "`Null` with `false` says the same, and nobody takes it for a restriction of the value.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ec2:TerminateInstances", "Resource": "arn:aws:ec2:*:111122223333:instance/*", "Condition": {"StringLike": {"aws:ResourceTag/team": "*"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ec2:TerminateInstances", "Resource": "arn:aws:ec2:*:111122223333:instance/*", "Condition": {"Null": {"aws:ResourceTag/team": "false"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    report(subject, findings, Meaning::Present, |condition| {
        let (operator, key) = (quoted(condition.block.key), quoted(condition.key()));
        format!("{operator} on {key} holds whenever the key is there: say so by `Null` with `false`")
    });
}
