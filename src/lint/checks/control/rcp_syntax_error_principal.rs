//! `RCP_SYNTAX_ERROR_PRINCIPAL`.

use super::principals::names_all;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;

pub(super) const CHECK: Check = Check {
    code: "RCP_SYNTAX_ERROR_PRINCIPAL",
    title: "RCP syntax error principal",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A resource control policy has a `NotPrincipal`, or another `Principal` than `*`.",
    why: "It applies to everybody who uses a resource; Organizations refuses one that names principals. To exempt some, use a condition.",
    example: Example::of(
        PolicyType::Rcp,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": {"AWS": "111122223333"}, "Action": "s3:*", "Resource": "*", "Condition": {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}, "BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}}]}"#,
    ),
    instead: Example::of(
        PolicyType::Rcp,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}, "BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.policy_type != PolicyType::Rcp {
        return;
    }
    for statement in &subject.document.statements {
        if let Some(element) = statement.element("NotPrincipal") {
            let details = "a resource control policy takes no `NotPrincipal`: write `*` as `Principal`";
            findings.add(details, [element.key_place]);
        }
        let plain = statement.principals.as_ref().filter(|principals| !principals.negated);
        if let Some(principals) = plain.filter(|principals| !names_all(principals)) {
            let details = "the `Principal` of a resource control policy is `*`: narrow it by a condition";
            findings.add(details, [principals.element.place]);
        }
    }
}
