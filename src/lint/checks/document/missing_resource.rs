//! `MISSING_RESOURCE`.

use super::missing::without;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;

pub(super) const CHECK: Check = Check {
    code: "MISSING_RESOURCE",
    title: "Missing resource",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A statement has neither `Resource` nor `NotResource`, in a policy that is not bound to one resource.",
    why: "A policy of an identity or an organization must say which resources each statement is about, and so must the policies of S3 and DynamoDB; AWS refuses it otherwise.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let required = match subject.policy_type {
        PolicyType::Identity
        | PolicyType::Boundary
        | PolicyType::Session
        | PolicyType::Scp
        | PolicyType::Rcp => true,
        // Some services take policies without resources (ECR repositories, say): sure only where the kind is known.
        PolicyType::Resource => subject.resource_kind.is_some(),
        PolicyType::Trust | PolicyType::VpcEndpoint => false,
    };
    for statement in without(&subject.document, &["Resource", "NotResource"]).filter(|_| required) {
        findings.add("the statement names no resources: add a `Resource`", [statement.place]);
    }
}
