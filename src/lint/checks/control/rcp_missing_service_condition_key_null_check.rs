//! `RCP_MISSING_SERVICE_CONDITION_KEY_NULL_CHECK`.

use super::keys::{denials, is_service_key};
use crate::lint::document::Condition;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{PolicyType, Test};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "RCP_MISSING_SERVICE_CONDITION_KEY_NULL_CHECK",
    title: "RCP missing service condition key null check",
    category: Category::Warning,
    origin: Origin::Aws,
    finds: "A `Deny` of a resource control policy looks at a key of requests by AWS services (`aws:SourceOrgID` and its kin), and does not ask whether the request has a source at all.",
    why: "Some requests of services are made for nobody's resource and have none of these keys: a negated condition denies them too. `\"Null\": {\"aws:SourceAccount\": \"false\"}` leaves them out.",
    example: Example::of(
        PolicyType::Rcp,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": {"StringNotEqualsIfExists": {"aws:SourceOrgID": "o-a1b2c3d4e5"}, "Bool": {"aws:PrincipalIsAWSService": "true"}}}]}"#,
    ),
    instead: Example::of(
        PolicyType::Rcp,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": {"StringNotEqualsIfExists": {"aws:SourceOrgID": "o-a1b2c3d4e5"}, "Null": {"aws:SourceAccount": "false"}, "Bool": {"aws:PrincipalIsAWSService": "true"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for statement in denials(subject).filter(|statement| !statement.conditions.iter().any(asks_for_source)) {
        for condition in statement.conditions.iter().filter(|condition| is_service_key(condition)) {
            let key = quoted(condition.key());
            let details = format!(
                r#"services may come without {key} and be denied: add `"Null": {{"aws:SourceAccount": "false"}}`"#
            );
            findings.add(details, [condition.element.key_place]);
        }
    }
}

/// Whether it is `Null` with `false` on the account or ARN of the source.
fn asks_for_source(condition: &Condition<'_>) -> bool {
    let is_key = condition.is_key("aws:SourceAccount") || condition.is_key("aws:SourceArn");
    let is_null = condition.operator.is_some_and(|operator| operator.test == Test::Null);
    is_key && is_null && condition.items.iter().any(|item| item.text.eq_ignore_ascii_case("false"))
}
