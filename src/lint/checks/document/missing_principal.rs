//! `MISSING_PRINCIPAL`.

use super::missing::without;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;

pub(super) const CHECK: Check = Check {
    code: "MISSING_PRINCIPAL",
    title: "Missing principal",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A statement of a resource policy, trust policy, endpoint policy or resource control policy has neither `Principal` nor `NotPrincipal`.",
    why: "Such a policy hangs on a resource, so each statement must say whom it is about; AWS refuses it otherwise.",
    example: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    instead: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let required = subject.policy_type.has_principal();
    for statement in without(&subject.document, &["Principal", "NotPrincipal"]).filter(|_| required) {
        findings.add("the statement names no principals: add a `Principal`", [statement.place]);
    }
}
