//! `POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA`.

use super::size::{Counted, over, ten};
use crate::lint::{Category, Check, Example, Findings, Origin, ResourceKind, Subject};
use crate::model::PolicyType;

pub(super) const CHECK: Check = Check {
    code: "POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA",
    title: "Policy size exceeds resource policy quota",
    category: Category::Warning,
    origin: Origin::Aws,
    finds: "The policy of a resource or an endpoint has more than 20,480 characters, white space counted.",
    why: "The service does not store it. The limit is that of S3, DynamoDB and endpoints; some services take less.",
    example: Example::on(
        ResourceKind::S3Bucket,
        concat!(
            r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/"#,
            ten!(ten!(ten!("x123456789"))),
            ten!(ten!(ten!("x123456789"))),
            ten!(ten!("12345")),
            r#""}]}"#
        ),
    ),
    instead: Example::on(
        ResourceKind::S3Bucket,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

/// What S3 and most other services take.
const QUOTA: usize = 20_480;

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if !matches!(subject.policy_type, PolicyType::Resource | PolicyType::VpcEndpoint) {
        return;
    }
    if let Some(size) = over(subject, QUOTA, Counted::All) {
        let details = format!(
            "the policy has {size} characters, and {QUOTA} are the most: join statements, or use access points"
        );
        findings.add(details, [subject.document.place]);
    }
}
