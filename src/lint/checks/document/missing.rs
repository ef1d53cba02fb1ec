//! Statements that lack an element.

use crate::lint::document::{Document, Statement};
use crate::parse::Value;

/// The statements that have none of these elements. What is no object is no statement, and lacks nothing.
pub(super) fn without<'d, 'n>(
    document: &'d Document<'n>,
    names: &'d [&str],
) -> impl Iterator<Item = &'d Statement<'n>> {
    document.statements.iter().filter(|statement| {
        matches!(statement.node.value, Value::Object(_))
            && names.iter().all(|name| statement.element(name).is_none())
    })
}
