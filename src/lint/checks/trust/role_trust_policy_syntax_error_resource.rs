//! `ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE`.

use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;

pub(super) const CHECK: Check = Check {
    code: "ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE",
    title: "Role trust policy syntax error resource",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A trust policy has a `Resource` or `NotResource`.",
    why: "The resource of a trust policy is the role it belongs to; IAM refuses one that names another.",
    example: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/deployer"}, "Action": "sts:AssumeRole", "Resource": "*"}]}"#,
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
        for element in ["Resource", "NotResource"].into_iter().filter_map(|name| statement.element(name)) {
            let details = format!("a trust policy is about its own role: remove `{}`", element.key);
            findings.add(details, [element.key_place]);
        }
    }
}
