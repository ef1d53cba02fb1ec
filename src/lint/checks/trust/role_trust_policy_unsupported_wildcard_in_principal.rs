//! `ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL`.

use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;

pub(super) const CHECK: Check = Check {
    code: "ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL",
    title: "Role trust policy unsupported wildcard in principal",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "The `Principal` of a trust policy is `\"*\"`.",
    why: "A role that everybody in the world may assume is not what a trust policy is for, and AWS does not support this form.",
    example: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}]}"#,
    ),
    instead: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/deployer"}, "Action": "sts:AssumeRole"}]}"#,
    ),
    run,
};

/// `{"AWS": "*"}` is another form, which IAM takes.
fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.policy_type != PolicyType::Trust {
        return;
    }
    for principals in subject.document.statements.iter().filter_map(|statement| statement.principals.as_ref())
    {
        if let Some(item) = principals.text.filter(|item| !principals.negated && item.text == "*") {
            findings.add(
                "a trust policy cannot have `*` as its `Principal`: name who may assume the role",
                [item.place],
            );
        }
    }
}
