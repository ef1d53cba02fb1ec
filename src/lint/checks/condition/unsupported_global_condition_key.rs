//! `UNSUPPORTED_GLOBAL_CONDITION_KEY`.

use super::all::conditions;
use super::resource_policy::is_on_resource;
use crate::lint::{Category, Check, Example, Findings, Origin, ResourceKind, Subject};

pub(super) const CHECK: Check = Check {
    code: "UNSUPPORTED_GLOBAL_CONDITION_KEY",
    title: "Unsupported global condition key",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "The condition key `aws:ARN` in a resource's policy.",
    why: "There the key is not supported, and the condition sees it as absent.",
    example: Example::on(
        ResourceKind::S3Bucket,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Principal": {"AWS": "111122223333"}, "Condition": {"ArnEquals": {"aws:ARN": "arn:aws:iam::111122223333:role/app"}}}]}"#,
    ),
    instead: Example::on(
        ResourceKind::S3Bucket,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Principal": {"AWS": "111122223333"}, "Condition": {"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/app"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if is_on_resource(subject.policy_type) {
        for condition in conditions(subject).filter(|condition| condition.is_key("aws:ARN")) {
            findings.add(
                "`aws:ARN` is not supported: use `aws:PrincipalArn` for who calls, `aws:SourceArn` for what a service acts for",
                [condition.element.key_place],
            );
        }
    }
}
