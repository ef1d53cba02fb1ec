//! `DUPLICATE_KEYS_WITH_DIFFERENT_CASE`.

use crate::lint::document::Condition;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "DUPLICATE_KEYS_WITH_DIFFERENT_CASE",
    title: "Duplicate keys with different case",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A condition key stands twice under one operator, in different letter case.",
    why: "The names of condition keys are the same in any letter case, so it is not defined which of the two entries counts.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEquals": {"aws:PrincipalTag/team": "red", "aws:principaltag/team": "blue"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEquals": {"aws:PrincipalTag/team": ["red", "blue"]}}}]}"#,
    ),
    run,
};

/// Keys that are written alike are the JSON reader's business.
fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for statement in &subject.document.statements {
        for (at, condition) in statement.conditions.iter().enumerate() {
            let same = |other: &&Condition<'_>| {
                other.is_key(condition.key())
                    && other.key() != condition.key()
                    && other.block.key.eq_ignore_ascii_case(condition.block.key)
            };
            if let Some(first) = statement.conditions.iter().take(at).find(same) {
                let (one, other) = (quoted(first.key()), quoted(condition.key()));
                findings.add(
                    format!("{other} is the same condition key as {one}: join the two"),
                    [condition.element.key_place, first.element.key_place],
                );
            }
        }
    }
}
