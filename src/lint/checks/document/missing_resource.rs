//! `MISSING_RESOURCE`.

use super::missing::without;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;

pub(super) const CHECK: Check = Check {
    code: "MISSING_RESOURCE",
    title: "Missing resource",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A statement has neither `Resource` nor `NotResource`. Only trust policies go without.",
    why: "Each statement says which resources it is about; AWS refuses the policy otherwise. The policies of a few resources, such as ECR repositories, are an exception that AWS's validation does not know either.",
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
        | PolicyType::Rcp
        | PolicyType::Resource
        | PolicyType::VpcEndpoint => true,
        // The resource is the role: `ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE`.
        PolicyType::Trust => false,
    };
    for statement in without(&subject.document, &["Resource", "NotResource"]).filter(|_| required) {
        findings.add("the statement names no resources: add a `Resource`", [statement.place]);
    }
}
