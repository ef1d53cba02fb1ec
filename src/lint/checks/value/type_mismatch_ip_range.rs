//! `TYPE_MISMATCH_IP_RANGE`.

use super::readable::report;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{Comparison, Network, Test};

pub(super) const CHECK: Check = Check {
    code: "TYPE_MISMATCH_IP_RANGE",
    title: "Type mismatch IP range",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A value of `IpAddress` or `NotIpAddress` that is neither an address nor a range of addresses.",
    why: "A value that cannot be read matches no address.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/33"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let is_asked = |test| matches!(test, Test::Value { comparison: Comparison::IpAddress, negated: _ });
    let can_read = |text: &str| Network::parse(text).is_some();
    report(subject, findings, is_asked, can_read, "an address, or a range such as `203.0.113.0/24`");
}
