//! `PRIVATE_IP_ADDRESS_SUBSET`.

use super::address::report_some;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "PRIVATE_IP_ADDRESS_SUBSET",
    title: "Private IP address subset",
    category: Category::Suggestion,
    origin: Origin::Aws,
    finds: "`IpAddress` on `aws:SourceIp` with private addresses (those of RFC 1918) among public ones.",
    why: "`aws:SourceIp` holds public addresses only: the private ones match no request.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"IpAddress": {"aws:SourceIp": ["10.0.0.0/8", "203.0.113.0/24"]}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let details =
        "these addresses are private, and `aws:SourceIp` is never one: remove them, or use `aws:VpcSourceIp`";
    report_some(subject, false, details, findings);
}
