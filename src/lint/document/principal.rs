//! `Principal` and `NotPrincipal`.

use super::item::{Element, Item};
use crate::parse::Value;

/// Whom a statement names.
#[derive(Clone, Debug)]
pub struct Principals<'n> {
    /// Whether it is `NotPrincipal`.
    pub negated: bool,
    /// The element.
    pub element: Element<'n>,
    /// The value where it is a text rather than an object: `"*"`, or a mistake.
    pub text: Option<Item<'n>>,
    /// The members of the object.
    pub entries: Vec<PrincipalEntry<'n>>,
}

/// The principals of one kind.
#[derive(Clone, Debug)]
pub struct PrincipalEntry<'n> {
    /// The member; its key is the kind: `AWS`, `Service`, `Federated`, `CanonicalUser`, or a mistake.
    pub element: Element<'n>,
    /// Its texts, in order.
    pub items: Vec<Item<'n>>,
}

impl<'n> Principals<'n> {
    pub(super) fn find(elements: &[Element<'n>], file: &'n str) -> Option<Principals<'n>> {
        let element =
            elements.iter().find(|element| matches!(element.key, "Principal" | "NotPrincipal")).copied()?;
        let text = match &element.value.value {
            Value::String(_) => Item::of(element.value, element.place, file),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => None,
        };
        let entry = |element: Element<'n>| PrincipalEntry {
            element,
            items: element.items(file).into_iter().filter(Item::is_string).collect(),
        };
        let entries = Element::all(element.value, element.place).into_iter().map(entry).collect();
        Some(Principals { negated: element.key == "NotPrincipal", element, text, entries })
    }

    /// The texts of that kind.
    pub fn of_kind(&self, kind: &str) -> impl Iterator<Item = &Item<'n>> {
        self.entries.iter().filter(move |entry| entry.element.key == kind).flat_map(|entry| &entry.items)
    }

    /// Whether everybody is named: `"*"`, or `"*"` among the AWS principals.
    pub fn names_everybody(&self) -> bool {
        self.text.is_some_and(|item| item.text == "*") || self.of_kind("AWS").any(|item| item.text == "*")
    }
}
