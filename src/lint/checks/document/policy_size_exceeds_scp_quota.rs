//! `POLICY_SIZE_EXCEEDS_SCP_QUOTA`.

use super::size::{Counted, over, ten};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;

pub(super) const CHECK: Check = Check {
    code: "POLICY_SIZE_EXCEEDS_SCP_QUOTA",
    title: "Policy size exceeds SCP quota",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A service control policy has more than 10,240 characters, white space counted.",
    why: "Organizations does not store it. White space counts in what is sent with the API; the console takes it out first.",
    example: Example::of(
        PolicyType::Scp,
        concat!(
            r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/"#,
            ten!(ten!(ten!("x123456789"))),
            ten!(ten!("abc")),
            r#""}]}"#
        ),
    ),
    instead: Example::of(
        PolicyType::Scp,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

/// What Organizations takes; 5,120 before May 2026.
const QUOTA: usize = 10_240;

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if !matches!(subject.policy_type, PolicyType::Scp) {
        return;
    }
    if let Some(size) = over(subject, QUOTA, Counted::All) {
        let details = format!(
            "the service control policy has {size} characters, and {QUOTA} are the most: take white space out, or make several smaller ones"
        );
        findings.add(details, [subject.document.place]);
    }
}
