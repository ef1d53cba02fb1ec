//! `INVALID_DATE_VALUE`.

use crate::lint::checks::condition::all::conditions;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{Comparison, Decimal, Test};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "INVALID_DATE_VALUE",
    title: "Invalid date value",
    category: Category::Warning,
    origin: Origin::Aws,
    finds: "A date given as seconds since 1970.",
    why: "Seconds do not say which day is meant, and leap seconds are not counted: a date is plain.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"DateLessThan": {"aws:CurrentTime": "1769850000"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"DateLessThan": {"aws:CurrentTime": "2026-01-31T09:00:00Z"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for condition in conditions(subject) {
        let test = condition.operator.map(|operator| operator.test);
        if !matches!(test, Some(Test::Value { comparison: Comparison::Date(_), negated: _ })) {
            continue;
        }
        for item in &condition.items {
            // Four digits are a year.
            let is_year = item.text.len() == 4 && item.text.bytes().all(|byte| byte.is_ascii_digit());
            if !is_year && Decimal::parse(item.text).is_some() {
                let text = quoted(item.text);
                findings.add(
                    format!("{text} counts seconds since 1970: write the date, such as `2026-01-31`"),
                    [item.place],
                );
            }
        }
    }
}
