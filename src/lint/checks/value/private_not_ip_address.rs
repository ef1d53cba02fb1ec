//! `PRIVATE_NOT_IP_ADDRESS`.

use super::address::report_all;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "PRIVATE_NOT_IP_ADDRESS",
    title: "Private NotIpAddress",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "`NotIpAddress` on `aws:SourceIp` with none but private addresses (those of RFC 1918).",
    why: "`aws:SourceIp` holds public addresses only: the condition always holds, and rules nobody out.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"NotIpAddress": {"aws:SourceIp": "10.0.0.0/8"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let details = "only private addresses stand here, and `aws:SourceIp` is never one: everything matches; use public addresses, or `aws:VpcSourceIp`";
    report_all(subject, true, details, findings);
}
