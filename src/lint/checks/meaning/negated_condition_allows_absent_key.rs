//! `NEGATED_CONDITION_ALLOWS_ABSENT_KEY`.

use super::absent_key::{is_of_contents, report};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{Condition, SetQualifier, Test};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "NEGATED_CONDITION_ALLOWS_ABSENT_KEY",
    title: "Negated condition allows an absent key",
    category: Category::SecurityWarning,
    origin: Origin::Hornbeam,
    finds: "An Allow with a negated condition (`StringNotEquals`, `NotIpAddress` and their kin) that also lets in requests without the key, as the finding's request shows. Left out are `…IfExists`, which says so itself, and the tags of a request or resource, where a negated condition mostly means to except what is marked, and `aws:ResourceAccount`, which nearly every request has.",
    why: "A negated operator holds where the key is absent. `Null` with `false` demands the key; to name what is allowed is safer still.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}, "Null": {"aws:SourceIp": "false"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    report(subject, findings, is_concerned, |written| {
        let (operator, key) = (quoted(written.block.key), quoted(written.key()));
        format!(
            "{operator} also holds for a request without {key}: demand the key with `Null` and `false`, or name what is allowed"
        )
    });
}

/// `ForAllValues` has a check of its own; `ForAnyValue` wants a value.
fn is_concerned(condition: &Condition) -> bool {
    let negated = match condition.operator.test {
        Test::Value { comparison: _, negated } => negated,
        Test::Null => false,
    };
    let plain = match condition.operator.qualifier {
        None => true,
        Some(SetQualifier::ForAllValues | SetQualifier::ForAnyValue) => false,
    };
    negated
        && plain
        && !condition.operator.if_exists
        && !is_of_contents(condition)
        && !is_of_resource(condition)
}

/// Whether the key is a tag of a resource, in whichever service's spelling, or its account.
fn is_of_resource(condition: &Condition) -> bool {
    condition.key.folded().contains("resourcetag/") || condition.key.is("aws:resourceaccount")
}
