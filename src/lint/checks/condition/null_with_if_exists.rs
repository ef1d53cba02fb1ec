//! `NULL_WITH_IF_EXISTS`.

use super::all::blocks;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "NULL_WITH_IF_EXISTS",
    title: "Null with if exists",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "`Null` with the suffix `IfExists`.",
    why: "`Null` asks whether the key is there: it cannot be left out when the key is not. AWS does not take the policy.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"NullIfExists": {"aws:TokenIssueTime": "true"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"Null": {"aws:TokenIssueTime": "true"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for block in blocks(subject).iter().filter(|block| is_null_if_exists(block.key)) {
        findings.add("`Null` takes no `IfExists`: remove the suffix", [block.key_place]);
    }
}

/// Whether this is `NullIfExists`, perhaps with a set operator.
pub(super) fn is_null_if_exists(operator: &str) -> bool {
    let (qualifier, base) = operator.split_once(':').unwrap_or(("ForAnyValue", operator));
    let is_qualifier = |name: &str| qualifier.eq_ignore_ascii_case(name);
    base.eq_ignore_ascii_case("NullIfExists") && (is_qualifier("ForAllValues") || is_qualifier("ForAnyValue"))
}
