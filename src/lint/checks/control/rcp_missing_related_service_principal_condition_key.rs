//! `RCP_MISSING_RELATED_SERVICE_PRINCIPAL_CONDITION_KEY`.

use super::keys::{denials, is_service_key, minds_services};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "RCP_MISSING_RELATED_SERVICE_PRINCIPAL_CONDITION_KEY",
    title: "RCP missing related service principal condition key",
    category: Category::Warning,
    origin: Origin::Aws,
    finds: "A `Deny` of a resource control policy looks at a key of requests by AWS services (`aws:SourceOrgID` and its kin), and does not say that services are meant.",
    why: "Users and roles have no such key, so a negated condition on it denies them too. `\"Bool\": {\"aws:PrincipalIsAWSService\": \"true\"}` restricts the statement to services.",
    example: Example::of(
        PolicyType::Rcp,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": {"StringNotEqualsIfExists": {"aws:SourceOrgID": "o-a1b2c3d4e5"}, "Null": {"aws:SourceAccount": "false"}}}]}"#,
    ),
    instead: Example::of(
        PolicyType::Rcp,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": {"StringNotEqualsIfExists": {"aws:SourceOrgID": "o-a1b2c3d4e5"}, "Null": {"aws:SourceAccount": "false"}, "Bool": {"aws:PrincipalIsAWSService": "true"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for statement in denials(subject).filter(|statement| !minds_services(statement)) {
        for condition in statement.conditions.iter().filter(|condition| is_service_key(condition)) {
            let key = quoted(condition.key());
            let details = format!(
                r#"only AWS services have {key}, and others may be denied: add `"BoolIfExists": {{"aws:PrincipalIsAWSService": "true"}}`"#
            );
            findings.add(details, [condition.element.key_place]);
        }
    }
}
