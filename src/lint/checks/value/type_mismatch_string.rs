//! `TYPE_MISMATCH_STRING`.

use super::readable::report;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{Comparison, Test, decode_base64};

pub(super) const CHECK: Check = Check {
    code: "TYPE_MISMATCH_STRING",
    title: "Type mismatch string",
    category: Category::Warning,
    origin: Origin::Aws,
    finds: "A value of `BinaryEquals` that is no base64.",
    why: "The bytes to compare with stand in base64; a value that cannot be read matches nothing.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"BinaryEquals": {"aws:PrincipalTag/digest": "not base64!"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"BinaryEquals": {"aws:PrincipalTag/digest": "aG9ybg=="}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let is_asked = |test| matches!(test, Test::Value { comparison: Comparison::BinaryEquals, negated: _ });
    let can_read = |text: &str| decode_base64(text).is_some();
    report(subject, findings, is_asked, can_read, "base64");
}
