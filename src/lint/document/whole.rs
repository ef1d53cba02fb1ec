//! The whole document.

use super::item::{Element, Item};
use super::statement::Statement;
use crate::lint::place::{Place, Step};
use crate::parse::{Node, Value};

/// A document.
#[derive(Clone, Debug)]
pub struct Document<'n> {
    /// The value, an object unless that is a mistake.
    pub node: &'n Node,
    /// The file's text.
    pub text: &'n str,
    /// Its place.
    pub place: Place<'n>,
    /// Its members, in order.
    pub elements: Vec<Element<'n>>,
    /// The `Version`, if it is a string.
    pub version: Option<Item<'n>>,
    /// The statements, in order; also those that are no objects.
    pub statements: Vec<Statement<'n>>,
}

impl<'n> Document<'n> {
    /// Reads the value of the file `text`. Total.
    pub fn read(text: &'n str, node: &'n Node) -> Document<'n> {
        let place = Place::document(node.span);
        let elements = Element::all(node, place);
        let version = elements
            .iter()
            .find(|element| element.key == "Version")
            .and_then(|element| Item::of(element.value, element.place, text))
            .filter(Item::is_string);
        let mut statements = Vec::new();
        for element in elements.iter().filter(|element| element.key == "Statement") {
            match &element.value.value {
                Value::Array(items) => {
                    for (index, item) in items.iter().enumerate() {
                        let place = element.place.then(Step::Index(index), item.span);
                        statements.push(Statement::read(statements.len(), item, place, text));
                    }
                }
                Value::Object(_) => {
                    statements.push(Statement::read(statements.len(), element.value, element.place, text));
                }
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
            }
        }
        Document { node, text, place, elements, version, statements }
    }

    /// Whether the version is the one that has policy variables.
    pub fn has_variables(&self) -> bool {
        self.version.is_some_and(|version| version.text == "2012-10-17")
    }
}
