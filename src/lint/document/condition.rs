//! Conditions, one for each operator and key.

use super::item::{Element, Item};
use crate::model::{Operator, SetQualifier};

/// One key under one operator.
#[derive(Clone, Debug)]
pub struct Condition<'n> {
    /// The operator's member of `Condition`.
    pub block: Element<'n>,
    /// The operator; none if there is none of that name.
    pub operator: Option<Operator>,
    /// The key's member of the block; its value is what the key is compared with.
    pub element: Element<'n>,
    /// The values, in order: strings, and numbers and Booleans as they were written.
    pub items: Vec<Item<'n>>,
}

impl<'n> Condition<'n> {
    /// The conditions of the statement's `Condition` elements, in order.
    pub(super) fn all(elements: &[Element<'n>], file: &'n str) -> Vec<Condition<'n>> {
        let blocks = elements
            .iter()
            .filter(|element| element.key == "Condition")
            .flat_map(|element| Element::all(element.value, element.place));
        let mut conditions = Vec::new();
        for block in blocks {
            let operator = Operator::parse(block.key);
            for element in Element::all(block.value, block.place) {
                conditions.push(Condition { block, operator, element, items: element.items(file) });
            }
        }
        conditions
    }

    /// The key's name as it was written.
    pub fn key(&self) -> &'n str {
        self.element.key
    }

    /// Whether it is the key of this name; letter case does not count.
    pub fn is_key(&self, name: &str) -> bool {
        self.element.key.eq_ignore_ascii_case(name)
    }

    /// `ForAllValues`, `ForAnyValue` or neither.
    pub fn qualifier(&self) -> Option<SetQualifier> {
        self.operator.and_then(|operator| operator.qualifier)
    }

    /// The operator's name without qualifier and suffix, as written: `StringEquals` of
    /// `ForAnyValue:StringEqualsIfExists`. Also for operators that do not exist.
    pub fn base_operator(&self) -> &'n str {
        let name = self.block.key.rsplit_once(':').map_or(self.block.key, |(_, base)| base);
        let cut = name.len().saturating_sub("IfExists".len());
        match (name.get(..cut), name.get(cut..)) {
            (Some(base), Some(suffix)) if suffix.eq_ignore_ascii_case("IfExists") => base,
            _ => name,
        }
    }
}
