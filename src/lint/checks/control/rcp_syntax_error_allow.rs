//! `RCP_SYNTAX_ERROR_ALLOW`.

use super::principals::names_all;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;

pub(super) const CHECK: Check = Check {
    code: "RCP_SYNTAX_ERROR_ALLOW",
    title: "RCP syntax error allow",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "An `Allow` statement of a resource control policy is about less than everything: it has another principal or resource than `*`, or a condition.",
    why: "Such a policy only ever takes away. Its one `Allow` is that of everything, which AWS attaches itself; what shall not be allowed is written as `Deny`.",
    example: Example::of(
        PolicyType::Rcp,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
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
    for statement in subject.document.statements.iter().filter(|statement| statement.allows()) {
        let resources = statement.resources.as_ref();
        let narrow = resources.filter(|list| list.negated || list.items.iter().any(|item| item.text != "*"));
        if let Some(list) = narrow {
            let details = "an `Allow` here is about all resources: make it `Deny`, or the resource `*`";
            findings.add(details, [list.element.place]);
        }
        if let Some(element) = statement.element("Condition") {
            findings.add(
                "an `Allow` here has no conditions: make it `Deny`, or remove them",
                [element.key_place],
            );
        }
        if let Some(principals) = statement.principals.as_ref().filter(|principals| !names_all(principals)) {
            let details = "an `Allow` here is about all principals: make it `Deny`, or the principal `*`";
            findings.add(details, [principals.element.place]);
        }
    }
}
