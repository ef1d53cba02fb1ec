//! `REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION`.

use super::meaning::{Meaning, report};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION",
    title: "Redundant key due to wildcard in condition",
    category: Category::Suggestion,
    origin: Origin::Aws,
    finds: "A condition in which every value of the key matches, and which holds without the key too.",
    why: "It restricts nothing, and looks as though it did.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ec2:TerminateInstances", "Resource": "arn:aws:ec2:*:111122223333:instance/*", "Condition": {"StringLikeIfExists": {"aws:ResourceTag/team": "*"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ec2:TerminateInstances", "Resource": "arn:aws:ec2:*:111122223333:instance/*", "Condition": {"StringLikeIfExists": {"aws:ResourceTag/team": "red-*"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    report(subject, findings, Meaning::Always, |condition| {
        let (operator, key) = (quoted(condition.block.key), quoted(condition.key()));
        format!("{operator} on {key} always holds, with the key and without it: remove it")
    });
}
