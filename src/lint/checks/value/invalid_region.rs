//! `INVALID_REGION`.

use super::region::regions;
use crate::lint::checks::condition::all::conditions;
use crate::lint::checks::condition::wildcards::is_in;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{Comparison, Test};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "INVALID_REGION",
    title: "Invalid Region",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A value of `aws:RequestedRegion` or `ec2:Region` that no Region's code is, or a pattern that none is in.",
    why: "No request is made in such a Region, so the value never matches.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEquals": {"aws:RequestedRegion": "eu-west-9"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for condition in conditions(subject) {
        if !condition.is_key("aws:RequestedRegion") && !condition.is_key("ec2:Region") {
            continue;
        }
        let Some(Test::Value { comparison, negated: _ }) = condition.operator.map(|operator| operator.test)
        else {
            continue;
        };
        let exists = |text: &str| match comparison {
            Comparison::StringEquals => Some(regions().any(|region| region == text)),
            Comparison::StringEqualsIgnoreCase => {
                Some(regions().any(|region| region.eq_ignore_ascii_case(text)))
            }
            Comparison::StringLike => Some(regions().any(|region| is_in(text, region))),
            Comparison::Numeric(_)
            | Comparison::Date(_)
            | Comparison::Bool
            | Comparison::BinaryEquals
            | Comparison::IpAddress
            | Comparison::ArnLike => None,
        };
        for item in condition.items.iter().filter(|item| !item.text.contains("${")) {
            // `*` where no pattern is read is reported as that.
            let is_star = comparison != Comparison::StringLike && item.text.contains(['*', '?']);
            if !is_star && exists(item.text) == Some(false) {
                findings.add(format!("there is no Region {}", quoted(item.text)), [item.place]);
            }
        }
    }
}
