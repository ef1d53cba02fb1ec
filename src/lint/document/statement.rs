//! One statement.

use super::condition::Condition;
use super::item::{Element, Item};
use super::list::List;
use super::principal::Principals;
use crate::lint::place::Place;
use crate::parse::{Effect, Node};

/// One statement.
#[derive(Clone, Debug)]
pub struct Statement<'n> {
    /// Its number, from 0; 0 where `Statement` is a single object.
    pub index: usize,
    /// The value, an object unless that is a mistake.
    pub node: &'n Node,
    /// Its place.
    pub place: Place<'n>,
    /// Its members, in order.
    pub elements: Vec<Element<'n>>,
    /// The `Sid`, if it is a string.
    pub sid: Option<Item<'n>>,
    /// The `Effect`, if it is one of the two.
    pub effect: Option<Effect>,
    /// `Principal` or `NotPrincipal`.
    pub principals: Option<Principals<'n>>,
    /// `Action` or `NotAction`.
    pub actions: Option<List<'n>>,
    /// `Resource` or `NotResource`.
    pub resources: Option<List<'n>>,
    /// The conditions, one for each operator and key.
    pub conditions: Vec<Condition<'n>>,
}

impl<'n> Statement<'n> {
    pub(super) fn read(index: usize, node: &'n Node, place: Place<'n>, file: &'n str) -> Statement<'n> {
        let elements = Element::all(node, place);
        let text = |name: &str| {
            let element = elements.iter().find(|element| element.key == name)?;
            Item::of(element.value, element.place, file).filter(Item::is_string)
        };
        let effect = text("Effect")
            .and_then(|item| Effect::ALL.into_iter().find(|effect| effect.as_str() == item.text));
        Statement {
            index,
            node,
            place,
            sid: text("Sid"),
            effect,
            principals: Principals::find(&elements, file),
            actions: List::find(&elements, "Action", file),
            resources: List::find(&elements, "Resource", file),
            conditions: Condition::all(&elements, file),
            elements,
        }
    }

    /// The first element of this name.
    pub fn element(&self, name: &str) -> Option<&Element<'n>> {
        self.elements.iter().find(|element| element.key == name)
    }

    /// Whether it allows.
    pub fn allows(&self) -> bool {
        self.effect == Some(Effect::Allow)
    }

    /// Whether it denies.
    pub fn denies(&self) -> bool {
        self.effect == Some(Effect::Deny)
    }

    /// The texts of `Action`; none under `NotAction`.
    pub fn plain_actions(&self) -> &[Item<'n>] {
        self.actions.as_ref().filter(|list| !list.negated).map_or(&[], |list| &list.items)
    }

    /// The texts of `Resource`; none under `NotResource`.
    pub fn plain_resources(&self) -> &[Item<'n>] {
        self.resources.as_ref().filter(|list| !list.negated).map_or(&[], |list| &list.items)
    }
}
