//! `INVALID_PARTITION`.

use super::fields::arns;
use crate::lint::checks::condition::wildcards::is_in;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "INVALID_PARTITION",
    title: "Invalid partition",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "The ARN of a resource with a partition that does not exist.",
    why: "No resource's ARN matches. The partition is `aws` for most Regions, `aws-cn` for those in China, and so on.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:was:s3:::bucket/*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

/// Every partition.
const PARTITIONS: [&str; 8] =
    ["aws", "aws-cn", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-us-gov"];

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (item, arn) in arns(subject).filter(|(_, arn)| !arn.partition.contains("${")) {
        if !PARTITIONS.iter().any(|known| is_in(arn.partition, known)) {
            let known = PARTITIONS.map(quoted).join(", ");
            findings.add(
                format!("there is no partition {}: write one of {known}", quoted(arn.partition)),
                [item.place],
            );
        }
    }
}
