//! `INVALID_VPC_FORMAT`.

use super::identifier::report;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "INVALID_VPC_FORMAT",
    title: "Invalid VPC format",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A value of `aws:SourceVpc` or `aws:Ec2InstanceSourceVpc` that is no identifier of a VPC.",
    why: "No VPC is called so, and the value never matches.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEquals": {"aws:SourceVpc": "my-vpc"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEquals": {"aws:SourceVpc": "vpc-0a1b2c3d"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    report(subject, findings, &["aws:SourceVpc", "aws:Ec2InstanceSourceVpc"], "vpc-");
}
