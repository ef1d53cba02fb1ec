//! `MISSING_ARN_REGION`.

use super::fields::arns;
use super::formats::{Fault, faults};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "MISSING_ARN_REGION",
    title: "Missing ARN Region",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "The ARN of a resource has no Region, where such ARNs have one.",
    why: "No resource's ARN matches, so the statement concerns none.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs::111122223333:orders"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (item, arn) in
        arns(subject).filter(|(_, arn)| arn.region.is_empty() && faults(arn).contains(&Fault::RegionMissing))
    {
        findings.add(
            format!("such ARNs of {} have a Region: add it, or `*` for any", quoted(arn.service)),
            [item.place],
        );
    }
}
