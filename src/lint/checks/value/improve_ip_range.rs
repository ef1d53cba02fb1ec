//! `IMPROVE_IP_RANGE`.

use crate::lint::checks::condition::all::conditions;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{Comparison, Network, Test};
use crate::parse::quoted;
use std::net::IpAddr;

pub(super) const CHECK: Check = Check {
    code: "IMPROVE_IP_RANGE",
    title: "Improve IP range",
    category: Category::Suggestion,
    origin: Origin::Aws,
    finds: "A range of addresses whose address has bits set that its mask leaves out.",
    why: "AWS does not look at these bits, so the range may be wider than it looks.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.77/24"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for condition in conditions(subject) {
        let test = condition.operator.map(|operator| operator.test);
        if !matches!(test, Some(Test::Value { comparison: Comparison::IpAddress, negated: _ })) {
            continue;
        }
        for item in &condition.items {
            let written: Option<IpAddr> =
                item.text.split('/').next().and_then(|address| address.parse().ok());
            let (Some(network), Some(written)) = (Network::parse(item.text), written) else { continue };
            if network.address() != written {
                let text = quoted(item.text);
                findings.add(format!("the mask leaves out bits of {text}: write `{network}`"), [item.place]);
            }
        }
    }
}
