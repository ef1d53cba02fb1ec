//! The actions of trust policies.

use crate::automata::Pattern;
use crate::lint::document::Statement;

/// Whether the statement allows this action; letter case does not count. Conditions are not looked at.
pub(super) fn allows(statement: &Statement<'_>, action: &str) -> bool {
    statement.allows()
        && statement.actions.as_ref().is_some_and(|list| {
            let named = list.items.iter().any(|item| Pattern::glob(item.text, true).contains(action));
            named != list.negated
        })
}
