//! The condition keys of resource control policies that come in pairs.

use crate::lint::Subject;
use crate::lint::document::{Condition, Statement};
use crate::model::PolicyType;
use crate::model::Test;

/// What the keys of a principal's tags begin with.
const TAG: &str = "aws:PrincipalTag/";

/// The `Deny` statements of a resource control policy.
pub(super) fn denials<'s, 'n>(subject: &'s Subject<'n>) -> impl Iterator<Item = &'s Statement<'n>> {
    let concerned = subject.policy_type == PolicyType::Rcp;
    subject.document.statements.iter().filter(move |statement| concerned && statement.denies())
}

/// Whether the condition compares a key that users and roles have and services do not.
pub(super) fn is_principal_key(condition: &Condition<'_>) -> bool {
    let keys = ["aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalAccount", "aws:PrincipalArn"];
    let front = condition.key().get(..TAG.len());
    let is_tag = front.is_some_and(|front| front.eq_ignore_ascii_case(TAG));
    compares(condition) && (is_tag || keys.iter().any(|key| condition.is_key(key)))
}

/// Whether the condition compares a key that services have and nobody else does.
pub(super) fn is_service_key(condition: &Condition<'_>) -> bool {
    let keys = ["aws:SourceOrgID", "aws:SourceOrgPaths", "aws:SourceAccount", "aws:SourceArn"];
    compares(condition) && keys.iter().any(|key| condition.is_key(key))
}

/// Whether some condition of the statement says if services are meant.
pub(super) fn minds_services(statement: &Statement<'_>) -> bool {
    statement.conditions.iter().any(|condition| condition.is_key("aws:PrincipalIsAWSService"))
}

fn compares(condition: &Condition<'_>) -> bool {
    condition.operator.is_some_and(|operator| operator.test != Test::Null)
}
