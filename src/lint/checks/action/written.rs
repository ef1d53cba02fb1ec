//! Actions as they are written.

use crate::lint::Subject;
use crate::lint::document::Item;

/// The texts of every `Action` and `NotAction`, in order.
pub(super) fn actions<'s, 'n>(subject: &'s Subject<'n>) -> impl Iterator<Item = &'s Item<'n>> {
    let lists = subject.document.statements.iter().filter_map(|statement| statement.actions.as_ref());
    // A variable there is reported as such.
    lists.flat_map(|list| &list.items).filter(|item| !item.text.contains("${"))
}

/// Whether the text is a pattern.
pub(super) fn has_wildcard(text: &str) -> bool {
    text.contains(['*', '?'])
}
