//! `SCP_SYNTAX_ERROR_PRINCIPAL`.

use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;

pub(super) const CHECK: Check = Check {
    code: "SCP_SYNTAX_ERROR_PRINCIPAL",
    title: "SCP syntax error principal",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A service control policy has a `Principal` or `NotPrincipal`.",
    why: "It applies to all users and roles of the accounts it is attached to; Organizations refuses one that names principals. To exempt some, use `aws:PrincipalArn` in a condition.",
    example: Example::of(
        PolicyType::Scp,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:DeleteBucket", "Resource": "*"}]}"#,
    ),
    instead: Example::of(
        PolicyType::Scp,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.policy_type != PolicyType::Scp {
        return;
    }
    for statement in &subject.document.statements {
        for element in ["Principal", "NotPrincipal"].into_iter().filter_map(|name| statement.element(name)) {
            let details = format!("a service control policy names no principals: remove `{}`", element.key);
            findings.add(details, [element.key_place]);
        }
    }
}
