//! `UNSUPPORTED_PRINCIPAL`.

use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;

pub(super) const CHECK: Check = Check {
    code: "UNSUPPORTED_PRINCIPAL",
    title: "Unsupported principal",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A policy of an identity, a permissions boundary or a session policy has a `Principal` or `NotPrincipal`.",
    why: "Such a policy is always about whoever it is attached to; AWS refuses one that names principals. Only policies of resources do.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if !matches!(subject.policy_type, PolicyType::Identity | PolicyType::Boundary | PolicyType::Session) {
        return;
    }
    for statement in &subject.document.statements {
        for name in ["Principal", "NotPrincipal"] {
            if let Some(element) = statement.element(name) {
                let details = format!("a policy of this type is about its holder: remove `{name}`");
                findings.add(details, [element.key_place]);
            }
        }
    }
}
