//! `Action` and `Resource`, and their `Not…` forms.

use super::item::{Element, Item};

/// An element that lists texts.
#[derive(Clone, Debug)]
pub struct List<'n> {
    /// Whether it is the `Not…` form.
    pub negated: bool,
    /// The element.
    pub element: Element<'n>,
    /// Its texts, in order.
    pub items: Vec<Item<'n>>,
}

impl<'n> List<'n> {
    /// The list of the element of this name, or of its `Not…` form, whichever comes first.
    pub(super) fn find(elements: &[Element<'n>], name: &str, text: &'n str) -> Option<List<'n>> {
        elements.iter().find_map(|element| {
            let negated = element.key.strip_prefix("Not") == Some(name);
            let items = || element.items(text).into_iter().filter(Item::is_string).collect();
            (negated || element.key == name).then(|| List { negated, element: *element, items: items() })
        })
    }
}
