//! `TYPE_MISMATCH_DATE`.

use super::readable::report;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{Comparison, Test, parse_instant};

pub(super) const CHECK: Check = Check {
    code: "TYPE_MISMATCH_DATE",
    title: "Type mismatch date",
    category: Category::Warning,
    origin: Origin::Aws,
    finds: "A value of a date operator that is no date.",
    why: "A value that cannot be read matches no time.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"DateLessThan": {"aws:CurrentTime": "next Monday"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"DateLessThan": {"aws:CurrentTime": "2026-01-31"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let is_asked = |test| matches!(test, Test::Value { comparison: Comparison::Date(_), negated: _ });
    let can_read = |text: &str| parse_instant(text).is_some();
    report(subject, findings, is_asked, can_read, "a date such as `2026-01-31` or `2026-01-31T09:30:00Z`");
}
