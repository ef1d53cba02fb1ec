//! Members of objects, and single values.

use super::super::place::{Place, Step};
use crate::parse::{Node, Span, Value, offsets};

/// A member of an object: a key and a value.
#[derive(Copy, Clone, Debug)]
pub struct Element<'n> {
    /// The key.
    pub key: &'n str,
    /// The place of the key itself.
    pub key_place: Place<'n>,
    /// The value.
    pub value: &'n Node,
    /// The place of the value.
    pub place: Place<'n>,
}

impl<'n> Element<'n> {
    /// The members of the object at `place`, in order, equal keys included; none if it is no object.
    pub fn all(node: &'n Node, place: Place<'n>) -> Vec<Element<'n>> {
        let Value::Object(members) = &node.value else { return Vec::new() };
        let element = |member: &'n crate::parse::Member| {
            let key = member.key.value.as_str();
            Element {
                key,
                key_place: place.then(Step::Key(key), member.key.span),
                value: &member.value,
                place: place.then(Step::Value(key), member.value.span),
            }
        };
        members.iter().map(element).collect()
    }

    /// The values: the items of the array, or the one value that stands for a list. `null`, objects and arrays within
    /// have no text and are left out.
    pub fn items(&self, text: &'n str) -> Vec<Item<'n>> {
        match &self.value.value {
            Value::Array(items) => {
                let item = |(index, node): (usize, &'n Node)| {
                    Item::of(node, self.place.then(Step::Index(index), node.span), text)
                };
                items.iter().enumerate().filter_map(item).collect()
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
                Item::of(self.value, self.place, text).into_iter().collect()
            }
        }
    }

    /// Whether the value is an array without items.
    pub fn is_empty_array(&self) -> bool {
        matches!(&self.value.value, Value::Array(items) if items.is_empty())
    }

    /// Whether the value is an object without members.
    pub fn is_empty_object(&self) -> bool {
        matches!(&self.value.value, Value::Object(members) if members.is_empty())
    }
}

/// A string, number or Boolean of the document.
#[derive(Copy, Clone, Debug)]
pub struct Item<'n> {
    /// The text, escapes decoded; a number or Boolean as it was written.
    pub text: &'n str,
    /// The value.
    pub node: &'n Node,
    /// Its place.
    pub place: Place<'n>,
    /// The file's text.
    file: &'n str,
}

impl<'n> Item<'n> {
    /// The value as an item; none if it is `null`, an array or an object.
    pub fn of(node: &'n Node, place: Place<'n>, file: &'n str) -> Option<Item<'n>> {
        let text = match &node.value {
            Value::String(text) | Value::Number(text) => text.as_str(),
            Value::Bool(true) => "true",
            Value::Bool(false) => "false",
            Value::Null | Value::Array(_) | Value::Object(_) => return None,
        };
        Some(Item { text, node, place, file })
    }

    /// Whether it is a string.
    pub fn is_string(&self) -> bool {
        matches!(self.node.value, Value::String(_))
    }

    /// The place of the bytes `start..end` of the text, cut to what there is.
    pub fn part(&self, start: usize, end: usize) -> Place<'n> {
        let (start, end) = (self.text.floor_char_boundary(start), self.text.floor_char_boundary(end));
        let characters = |from: usize, to: usize| self.text.get(from..to).unwrap_or("").chars().count();
        let span = offsets(self.file, self.node.span)
            .map_or(self.node.span, |offsets| offsets.original_span(Span::new(start, end.max(start))));
        let length = characters(start, end.max(start));
        self.place.then(Step::Substring { start: characters(0, start), length }, span)
    }
}
