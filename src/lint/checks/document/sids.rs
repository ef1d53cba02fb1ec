//! Statement ids that stand more than once.

use crate::lint::document::{Document, Item};
use crate::lint::{Findings, Place};
use crate::parse::quoted;

/// Reports each `Sid` that an earlier statement has too, at its place and at the first one's. Letter case counts; empty ids
/// are no ids.
pub(super) fn report_repeated(document: &Document<'_>, findings: &mut Findings) {
    let sids: Vec<&Item<'_>> =
        document.statements.iter().filter_map(|statement| statement.sid.as_ref()).collect();
    let mut first: std::collections::BTreeMap<&str, Place<'_>> = std::collections::BTreeMap::new();
    for sid in sids.into_iter().filter(|sid| !sid.text.is_empty()) {
        match first.get(sid.text) {
            Some(earlier) => {
                let details =
                    format!("another statement has the Sid {} too: choose another", quoted(sid.text));
                findings.add(details, [sid.place, *earlier]);
            }
            None => {
                first.insert(sid.text, sid.place);
            }
        }
    }
}
