//! All conditions, and all blocks of conditions.

use crate::lint::Subject;
use crate::lint::document::{Condition, Element, Statement};

/// The conditions of every statement, in order.
pub(in crate::lint::checks) fn conditions<'s, 'n>(
    subject: &'s Subject<'n>,
) -> impl Iterator<Item = &'s Condition<'n>> {
    subject.document.statements.iter().flat_map(conditions_of)
}

/// The conditions of the statement, in order.
pub(in crate::lint::checks) fn conditions_of<'s, 'n>(
    statement: &'s Statement<'n>,
) -> impl Iterator<Item = &'s Condition<'n>> {
    statement.conditions.iter()
}

/// The members of every `Condition`, each an operator with its keys; also those without keys.
pub(super) fn blocks<'n>(subject: &Subject<'n>) -> Vec<Element<'n>> {
    let elements = subject.document.statements.iter().flat_map(|statement| &statement.elements);
    elements
        .filter(|element| element.key == "Condition")
        .flat_map(|element| Element::all(element.value, element.place))
        .collect()
}
