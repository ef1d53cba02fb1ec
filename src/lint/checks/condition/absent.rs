//! Conditions that fail where their key is absent.

use crate::lint::document::Condition;
use crate::model::{SetQualifier, Test};

/// Whether the condition does not hold in a request without the key, so that the statement concerns only requests that
/// have it. Not told of operators that do not exist.
pub(in crate::lint::checks) fn fails_without_key(condition: &Condition<'_>) -> bool {
    condition.operator.is_some_and(|operator| match operator.test {
        Test::Null => operator.qualifier.is_none() && condition.items.iter().all(|item| item.text == "false"),
        Test::Value { comparison: _, negated } => {
            !negated && !operator.if_exists && operator.qualifier != Some(SetQualifier::ForAllValues)
        }
    })
}
