//! `POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA`.

use super::size::{Counted, over, ten};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;

pub(super) const CHECK: Check = Check {
    code: "POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA",
    title: "Policy size exceeds identity policy quota",
    category: Category::Warning,
    origin: Origin::Aws,
    finds: "A policy of an identity has more than 10,240 characters, white space not counted: the most that any kind of inline or managed policy may have.",
    why: "IAM does not store it. Managed policies may have 6,144 characters, all inline policies of a role together 10,240, of a group 5,120, of a user 2,048.",
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

/// The longest that any policy of an identity may be: a role's inline policies.
const QUOTA: usize = 10_240;

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if !matches!(subject.policy_type, PolicyType::Identity | PolicyType::Boundary | PolicyType::Session) {
        return;
    }
    if let Some(size) = over(subject, QUOTA, Counted::Printed) {
        let details = format!(
            "the policy has {size} characters without white space, and {QUOTA} are the most: make several smaller ones"
        );
        findings.add(details, [subject.document.place]);
    }
}
