//! `INVALID_VPCE_FORMAT`.

use super::identifier::report;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "INVALID_VPCE_FORMAT",
    title: "Invalid VPCE format",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A value of `aws:SourceVpce` that is no identifier of a VPC endpoint.",
    why: "No endpoint is called so, and the value never matches.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEquals": {"aws:SourceVpce": "vpc-0a1b2c3d"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-0a1b2c3d"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    report(subject, findings, &["aws:SourceVpce"], "vpce-");
}
