//! `POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA`.

use super::size::{Counted, over, ten};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;

pub(super) const CHECK: Check = Check {
    code: "POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA",
    title: "Policy size exceeds role trust policy quota",
    category: Category::Warning,
    origin: Origin::Aws,
    finds: "A trust policy has more than 2,048 characters, white space not counted.",
    why: "IAM does not store it unless the quota of the account was raised, which is possible up to 8,192.",
    example: Example::of(
        PolicyType::Trust,
        concat!(
            r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole", "Condition": {"StringEquals": {"sts:ExternalId": ""#,
            ten!(ten!("x123456789x123456789")),
            r#""}}}]}"#
        ),
    ),
    instead: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole", "Condition": {"StringEquals": {"sts:ExternalId": "x123456789"}}}]}"#,
    ),
    run,
};

/// The quota of an account that has not asked for more.
const QUOTA: usize = 2_048;

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if !matches!(subject.policy_type, PolicyType::Trust) {
        return;
    }
    if let Some(size) = over(subject, QUOTA, Counted::Printed) {
        let details = format!(
            "the trust policy has {size} characters without white space, and {QUOTA} are the most unless the quota was raised: shorten it, or ask for a higher quota"
        );
        findings.add(details, [subject.document.place]);
    }
}
