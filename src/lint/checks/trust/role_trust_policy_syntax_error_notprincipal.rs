//! `ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL`.

use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;

pub(super) const CHECK: Check = Check {
    code: "ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL",
    title: "Role trust policy syntax error NotPrincipal",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A trust policy has a `NotPrincipal`.",
    why: "IAM refuses it: a trust policy names who may assume the role.",
    example: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "NotPrincipal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole"}]}"#,
    ),
    instead: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/deployer"}, "Action": "sts:AssumeRole"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.policy_type != PolicyType::Trust {
        return;
    }
    for statement in &subject.document.statements {
        if let Some(element) = statement.element("NotPrincipal") {
            findings.add("a trust policy takes no `NotPrincipal`: use `Principal`", [element.key_place]);
        }
    }
}
