//! `UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL`.

use super::service::only_services;
use crate::lint::document::Condition;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{PolicyType, Test};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL",
    title: "Unsupported condition key for service principal",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A statement that names services alone has a condition on a key of users and roles, such as `aws:PrincipalOrgID`.",
    why: "A service belongs to no account and no organization, so its requests never have these keys: the condition never holds, or always if it is negated. Its requests have `aws:SourceAccount`, `aws:SourceArn` and `aws:SourceOrgID`.",
    example: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": "s3:PutObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}}]}"#,
    ),
    instead: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": "s3:PutObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEquals": {"aws:SourceAccount": "111122223333"}}}]}"#,
    ),
    run,
};

/// What the keys of a principal's tags begin with.
const TAG: &str = "aws:PrincipalTag/";

const KEYS: [&str; 5] = [
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:username",
];

/// A condition that holds for an absent key on purpose is not reported.
fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if !subject.policy_type.has_principal() {
        return;
    }
    for statement in subject.document.statements.iter().filter(|statement| only_services(statement)) {
        let conditions: Vec<_> =
            statement.conditions.iter().filter(|condition| is_absent(condition)).collect();
        let keys: Vec<_> = conditions.iter().map(|condition| quoted(condition.key())).collect();
        findings.add(
            format!("requests of services never have {}: use aws:SourceAccount or its kin", keys.join(", ")),
            conditions.iter().map(|condition| condition.element.key_place),
        );
    }
}

/// Whether it compares a key that requests of services do not have.
fn is_absent(condition: &Condition<'_>) -> bool {
    let front = condition.key().get(..TAG.len());
    let is_tag = front.is_some_and(|front| front.eq_ignore_ascii_case(TAG));
    let asks = condition.operator.is_some_and(|operator| operator.test != Test::Null && !operator.if_exists);
    asks && (is_tag || KEYS.iter().any(|key| condition.is_key(key)))
}
