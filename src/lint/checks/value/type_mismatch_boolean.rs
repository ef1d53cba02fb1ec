//! `TYPE_MISMATCH_BOOLEAN`.

use super::readable::report;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{Comparison, Test};

pub(super) const CHECK: Check = Check {
    code: "TYPE_MISMATCH_BOOLEAN",
    title: "Type mismatch Boolean",
    category: Category::Warning,
    origin: Origin::Aws,
    finds: "A value of `Bool` or `Null` that is neither `true` nor `false`.",
    why: "A value that cannot be read matches nothing.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"Bool": {"aws:SecureTransport": "yes"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"Bool": {"aws:SecureTransport": "true"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let is_asked =
        |test| matches!(test, Test::Null | Test::Value { comparison: Comparison::Bool, negated: _ });
    let can_read = |text: &str| text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false");
    report(subject, findings, is_asked, can_read, "`true` or `false`");
}
