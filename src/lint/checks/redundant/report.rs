//! How items that lie within others are told.

use super::wider::Group;
use crate::lint::document::Item;
use crate::lint::{Evidence, Findings};
use crate::parse::quoted;

/// Reports the group of items: at all of them, as AWS does, with the proof.
pub(super) fn report(group: &Group, items: &[Item<'_>], noun: &str, findings: &mut Findings) {
    let Some(widest) = items.get(group.widest) else { return };
    let mut others = group.members.iter().filter(|&&at| at != group.widest);
    let Some(first) = others.next().and_then(|&at| items.get(at)) else { return };
    let more = match others.count() {
        0 => String::new(),
        count => format!(" and {count} more"),
    };
    let (widest, within) = (quoted(widest.text), quoted(first.text));
    let details = if widest == within && more.is_empty() {
        format!("{widest} stands here twice: leave one out")
    } else {
        format!("{widest} has {within}{more} in it: leave them out, or the wider one if only they are meant")
    };
    let evidence = Evidence::None {
        requests: format!("whose {noun} is in one of the narrower entries and not in {widest}"),
        engine: "patterns",
    };
    let places = group.members.iter().filter_map(|&at| items.get(at)).map(|item| item.place);
    findings.add_with(evidence, details, places);
}
