//! `TYPE_MISMATCH_NUMBER`.

use super::readable::report;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{Comparison, Decimal, Test};

pub(super) const CHECK: Check = Check {
    code: "TYPE_MISMATCH_NUMBER",
    title: "Type mismatch number",
    category: Category::Warning,
    origin: Origin::Aws,
    finds: "A value of a numeric operator that is no number.",
    why: "A value that cannot be read matches no number.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": "1h"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": "3600"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let is_asked = |test| matches!(test, Test::Value { comparison: Comparison::Numeric(_), negated: _ });
    let can_read = |text: &str| Decimal::parse(text).is_some();
    report(subject, findings, is_asked, can_read, "a number");
}
