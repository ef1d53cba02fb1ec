//! `RCP_MISSING_RELATED_PRINCIPAL_CONDITION_KEY`.

use super::keys::{denials, is_principal_key, minds_services};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "RCP_MISSING_RELATED_PRINCIPAL_CONDITION_KEY",
    title: "RCP missing related principal condition key",
    category: Category::Warning,
    origin: Origin::Aws,
    finds: "A `Deny` of a resource control policy looks at a key of users and roles (`aws:PrincipalOrgID` and its kin), and does not say whether AWS services are meant.",
    why: "Services have no such key, so a negated condition on it denies them too: log delivery and replication stop. `\"BoolIfExists\": {\"aws:PrincipalIsAWSService\": \"false\"}` leaves them out.",
    example: Example::of(
        PolicyType::Rcp,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}}]}"#,
    ),
    instead: Example::of(
        PolicyType::Rcp,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}, "BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for statement in denials(subject).filter(|statement| !minds_services(statement)) {
        for condition in statement.conditions.iter().filter(|condition| is_principal_key(condition)) {
            let key = quoted(condition.key());
            let details = format!(
                r#"AWS services have no {key} and may be denied: add `"BoolIfExists": {{"aws:PrincipalIsAWSService": "false"}}`"#
            );
            findings.add(details, [condition.element.key_place]);
        }
    }
}
