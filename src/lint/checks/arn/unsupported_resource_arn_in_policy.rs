//! `UNSUPPORTED_RESOURCE_ARN_IN_POLICY`.

use super::fields::{arns, is_open};
use super::formats::formats;
use super::of_kind::{kind, takes_arn};
use crate::lint::{Category, Check, Example, Findings, Origin, ResourceKind, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "UNSUPPORTED_RESOURCE_ARN_IN_POLICY",
    title: "Unsupported resource ARN in policy",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "The policy of a resource names resources of another kind.",
    why: "A resource's policy is asked only about requests for that resource, and AWS refuses one with others.",
    example: Example::on(
        ResourceKind::S3Bucket,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject", "Resource": "arn:aws:kms:eu-west-1:111122223333:key/0ab1cd23"}]}"#,
    ),
    instead: Example::on(
        ResourceKind::S3Bucket,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(kind) = kind(subject) else { return };
    for (item, arn) in arns(subject).filter(|(_, arn)| !is_open(arn.service)) {
        // What is no ARN of anything is reported as that.
        let is_other = || formats(arn.service).any(|format| format.overlaps(arn.text));
        if !takes_arn(kind, arn.text) && is_other() {
            let details =
                format!("the policy of a resource of type {} cannot be about this", quoted(kind.name()));
            findings.add(details, [item.place]);
        }
    }
}
