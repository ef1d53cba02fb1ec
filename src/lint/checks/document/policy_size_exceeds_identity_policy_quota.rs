//! `POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA`.

use super::size::{Counted, over, ten};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;

pub(super) const CHECK: Check = Check {
    code: "POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA",
    title: "Policy size exceeds identity policy quota",
    category: Category::Warning,
    origin: Origin::Aws,
    finds: "A policy of an identity has more than 10,240 characters, white space not counted: the most that any kind of inline or managed policy may have. A permissions boundary is a managed policy and may have 6,144; a session policy 2,048.",
    why: "IAM does not store it, and STS starts no session with it. Managed policies may have 6,144 characters, all inline policies of a role together 10,240, of a group 5,120, of a user 2,048.",
    example: Example::identity(concat!(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/"#,
        ten!(ten!(ten!("x123456789"))),
        ten!(ten!("abc")),
        r#""}]}"#
    )),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

/// The longest that a policy of the type may be; of an identity's, which may be managed or inline, a role's inline policies.
fn quota(policy_type: PolicyType) -> Option<usize> {
    match policy_type {
        PolicyType::Identity => Some(10_240),
        PolicyType::Boundary => Some(6_144),
        PolicyType::Session => Some(2_048),
        PolicyType::Resource
        | PolicyType::Trust
        | PolicyType::Scp
        | PolicyType::Rcp
        | PolicyType::VpcEndpoint => None,
    }
}

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(quota) = quota(subject.policy_type) else { return };
    if let Some(size) = over(subject, quota, Counted::Printed) {
        let details = format!(
            "the policy has {size} characters without white space, and {quota} are the most: make several smaller ones"
        );
        findings.add(details, [subject.document.place]);
    }
}
