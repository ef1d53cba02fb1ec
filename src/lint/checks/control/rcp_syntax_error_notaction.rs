//! `RCP_SYNTAX_ERROR_NOTACTION`.

use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;

pub(super) const CHECK: Check = Check {
    code: "RCP_SYNTAX_ERROR_NOTACTION",
    title: "RCP syntax error NotAction",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A resource control policy has a `NotAction`.",
    why: "Organizations refuses it: which services such policies govern grows with time, and with `NotAction` so would what is denied.",
    example: Example::of(
        PolicyType::Rcp,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "NotAction": "s3:GetObject", "Resource": "*", "Condition": {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}, "BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}}]}"#,
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
        if let Some(element) = statement.element("NotAction") {
            findings.add("a resource control policy takes no `NotAction`: use `Action`", [element.key_place]);
        }
    }
}
