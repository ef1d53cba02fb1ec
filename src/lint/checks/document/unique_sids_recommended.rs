//! `UNIQUE_SIDS_RECOMMENDED`.

use super::sids::report_repeated;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;

pub(super) const CHECK: Check = Check {
    code: "UNIQUE_SIDS_RECOMMENDED",
    title: "Unique Sids recommended",
    category: Category::Warning,
    origin: Origin::Aws,
    finds: "Two statements have the same `Sid`, in a policy whose service may accept that.",
    why: "Tools and logs name a statement by its `Sid`; with two of the same name nobody knows which one decided.",
    example: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Sid": "Read", "Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}, {"Sid": "Read", "Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:PutObject", "Resource": "arn:aws:s3:::bucket/in/*"}]}"#,
    ),
    instead: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Sid": "Read", "Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}, {"Sid": "Write", "Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:PutObject", "Resource": "arn:aws:s3:::bucket/in/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    match subject.policy_type {
        PolicyType::Resource | PolicyType::Scp | PolicyType::Rcp | PolicyType::VpcEndpoint => {
            report_repeated(&subject.document, findings);
        }
        // An error there: `UNIQUE_SIDS_REQUIRED`.
        PolicyType::Identity | PolicyType::Boundary | PolicyType::Session | PolicyType::Trust => {}
    }
}
