//! `UNIQUE_SIDS_REQUIRED`.

use super::sids::report_repeated;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;

pub(super) const CHECK: Check = Check {
    code: "UNIQUE_SIDS_REQUIRED",
    title: "Unique Sids required",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "Two statements of an IAM policy have the same `Sid`.",
    why: "IAM takes a policy only if each `Sid` in it is unique.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}, {"Sid": "Read", "Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::bucket/in/*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}, {"Sid": "Write", "Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::bucket/in/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    match subject.policy_type {
        PolicyType::Identity | PolicyType::Boundary | PolicyType::Session | PolicyType::Trust => {
            report_repeated(&subject.document, findings);
        }
        // `UNIQUE_SIDS_RECOMMENDED` speaks of these.
        PolicyType::Resource | PolicyType::Scp | PolicyType::Rcp | PolicyType::VpcEndpoint => {}
    }
}
