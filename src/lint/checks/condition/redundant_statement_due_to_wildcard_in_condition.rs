//! `REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION`.

use super::meaning::{Meaning, report};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION",
    title: "Redundant statement due to wildcard in condition",
    category: Category::Suggestion,
    origin: Origin::Aws,
    finds: "A condition that asks for a value that does not match, where every value matches.",
    why: "The condition never holds, so the whole statement does nothing.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ec2:TerminateInstances", "Resource": "arn:aws:ec2:*:111122223333:instance/*", "Condition": {"ForAnyValue:StringNotLike": {"aws:TagKeys": "*"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ec2:TerminateInstances", "Resource": "arn:aws:ec2:*:111122223333:instance/*", "Condition": {"ForAnyValue:StringNotLike": {"aws:TagKeys": "team-*"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    report(subject, findings, Meaning::Never, |condition| {
        let (operator, key) = (quoted(condition.block.key), quoted(condition.key()));
        format!("{operator} on {key} never holds, and the statement never applies: remove it")
    });
}
