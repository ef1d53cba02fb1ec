//! The principals of resource control policies.

use crate::lint::document::Principals;

/// Whether it is `Principal`, and names everybody and nothing else.
pub(super) fn names_all(principals: &Principals<'_>) -> bool {
    let all_entries = || {
        let mut items = principals.entries.iter().flat_map(|entry| &entry.items);
        principals.entries.iter().all(|entry| entry.element.key == "AWS")
            && items.all(|item| item.text == "*")
    };
    !principals.negated && principals.names_everybody() && (principals.text.is_some() || all_entries())
}
