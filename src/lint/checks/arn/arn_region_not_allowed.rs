//! `ARN_REGION_NOT_ALLOWED`.

use super::fields::arns;
use super::formats::{Fault, faults};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "ARN_REGION_NOT_ALLOWED",
    title: "ARN Region not allowed",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "The ARN of a resource has a Region, which such ARNs do not have.",
    why: "No resource's ARN matches, so the statement concerns none. The ARNs of global services such as IAM have no Region, nor have those of S3 buckets.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:GetRole", "Resource": "arn:aws:iam:eu-west-1:111122223333:role/app"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:GetRole", "Resource": "arn:aws:iam::111122223333:role/app"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (item, arn) in arns(subject)
        .filter(|(_, arn)| !matches!(arn.region, "" | "*") && faults(arn).contains(&Fault::RegionNotAllowed))
    {
        findings.add(
            format!("such ARNs of {} have no Region: leave it empty", quoted(arn.service)),
            [item.place],
        );
    }
}
