//! Which JSON type each element takes.

use crate::lint::document::{Document, Element, Statement};
use crate::lint::{Place, Step};
use crate::parse::{Node, Value, quoted};

/// A value of a wrong type.
pub(super) struct Mismatch<'n> {
    /// Where it is.
    pub(super) place: Place<'n>,
    /// What has the value, in words.
    pub(super) owner: String,
    /// What the value should be, in words.
    pub(super) expected: &'static str,
}

/// The types that elements take.
#[derive(Copy, Clone)]
enum Type {
    /// A string.
    Text,
    /// A string, or an array of strings.
    Texts,
    /// A string, number or Boolean, or an array of them.
    Scalars,
    /// An object.
    Object,
}

/// Every value of the document that has a wrong type, in the document's order. What stands as a principal where neither a
/// text nor an object does is left to `INVALID_PRINCIPAL_FORMAT` if it is an array.
pub(super) fn mismatches<'n>(document: &Document<'n>) -> Vec<Mismatch<'n>> {
    let mut found = Vec::new();
    if !is_object(document.node) {
        found.push(Mismatch { place: document.place, owner: "a policy".to_owned(), expected: "an object" });
    }
    for element in &document.elements {
        match element.key {
            "Version" | "Id" => require(Type::Text, element, &mut found),
            "Statement" if !matches!(element.value.value, Value::Array(_) | Value::Object(_)) => {
                found.push(wrong(element, element.place, "an object or an array of objects"));
            }
            _ => {}
        }
    }
    document.statements.iter().for_each(|statement| of_statement(statement, &mut found));
    found
}

fn of_statement<'n>(statement: &Statement<'n>, found: &mut Vec<Mismatch<'n>>) {
    if !is_object(statement.node) {
        found.push(Mismatch {
            place: statement.place,
            owner: "a statement".to_owned(),
            expected: "an object",
        });
    }
    for element in &statement.elements {
        match element.key {
            "Sid" | "Effect" => require(Type::Text, element, found),
            "Action" | "NotAction" | "Resource" | "NotResource" => require(Type::Texts, element, found),
            "Principal" | "NotPrincipal" => of_principal(element, found),
            "Condition" => of_condition(element, found),
            _ => {}
        }
    }
}

fn of_principal<'n>(element: &Element<'n>, found: &mut Vec<Mismatch<'n>>) {
    match &element.value.value {
        Value::Object(_) => {
            for kind in Element::all(element.value, element.place) {
                require(Type::Texts, &kind, found);
            }
        }
        Value::String(_) | Value::Array(_) => {}
        Value::Null | Value::Bool(_) | Value::Number(_) => {
            found.push(wrong(element, element.place, "`\"*\"` or an object"));
        }
    }
}

fn of_condition<'n>(element: &Element<'n>, found: &mut Vec<Mismatch<'n>>) {
    require(Type::Object, element, found);
    for operator in Element::all(element.value, element.place) {
        require(Type::Object, &operator, found);
        for key in Element::all(operator.value, operator.place) {
            require(Type::Scalars, &key, found);
        }
    }
}

/// Adds what in the element's value is not of that type.
fn require<'n>(kind: Type, element: &Element<'n>, found: &mut Vec<Mismatch<'n>>) {
    let expected = match kind {
        Type::Text => "a string",
        Type::Texts => "a string or an array of strings",
        Type::Scalars => "a string, a number, a Boolean or an array of them",
        Type::Object => "an object",
    };
    let fits = |node: &Node| match (&node.value, kind) {
        (Value::String(_), Type::Text | Type::Texts | Type::Scalars)
        | (Value::Number(_) | Value::Bool(_), Type::Scalars)
        | (Value::Object(_), Type::Object) => true,
        (Value::Null | Value::Array(_), _)
        | (Value::String(_), Type::Object)
        | (Value::Number(_) | Value::Bool(_), Type::Text | Type::Texts | Type::Object)
        | (Value::Object(_), Type::Text | Type::Texts | Type::Scalars) => false,
    };
    match (&element.value.value, kind) {
        (Value::Array(items), Type::Texts | Type::Scalars) => {
            for (index, item) in items.iter().enumerate().filter(|(_, item)| !fits(item)) {
                let place = element.place.then(Step::Index(index), item.span);
                found.push(wrong(element, place, expected));
            }
        }
        _ if fits(element.value) => {}
        _ => found.push(wrong(element, element.place, expected)),
    }
}

fn wrong<'n>(element: &Element<'n>, place: Place<'n>, expected: &'static str) -> Mismatch<'n> {
    Mismatch { place, owner: quoted(element.key), expected }
}

fn is_object(node: &Node) -> bool {
    matches!(node.value, Value::Object(_))
}
