//! Objects of the package: what is asked of them, with every error at its place.

use crate::input::fields::Fields;
use crate::parse::{Diagnostic, Member, Node, Span, Value, quoted};

/// A text and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) span: Span,
}

/// One file, and what is to be said of it.
pub(super) struct File<'t> {
    /// Its place in the list of files.
    pub(super) number: usize,
    pub(super) node: Node,
    pub(super) fields: Fields<'t>,
}

/// An object: the package may tell more than is asked for.
pub(super) struct Record<'n> {
    what: String,
    node: &'n Node,
    members: Vec<&'n Member>,
}

impl<'n> Record<'n> {
    pub(super) fn new(fields: &mut Fields<'_>, what: &str, node: &'n Node) -> Record<'n> {
        Record { what: what.to_owned(), node, members: fields.object(what, node) }
    }

    /// The value of this name, if there is one.
    pub(super) fn optional(&self, name: &str) -> Option<&'n Node> {
        self.members.iter().find(|member| member.key.value == name).map(|member| &member.value)
    }

    /// The value of this name; that there is none is an error.
    pub(super) fn value(&self, fields: &mut Fields<'_>, name: &str) -> Option<&'n Node> {
        let found = self.optional(name);
        if found.is_none() && matches!(self.node.value, Value::Object(_)) {
            fields.error(self.node, format!("{} has no `{name}`", self.what));
        }
        found
    }

    /// The string of this name.
    pub(super) fn text(&self, fields: &mut Fields<'_>, name: &str) -> Option<Text> {
        let node = self.value(fields, name)?;
        text(fields, name, node)
    }

    /// The strings of this name.
    pub(super) fn texts(&self, fields: &mut Fields<'_>, name: &str) -> Vec<Text> {
        self.value(fields, name).map(|node| texts(fields, name, node)).unwrap_or_default()
    }

    /// The objects of this name.
    pub(super) fn records(&self, fields: &mut Fields<'_>, name: &str) -> Vec<Record<'n>> {
        let Some(list) = self.value(fields, name) else { return Vec::new() };
        let items: Vec<&Node> = fields.array(name, list).iter().collect();
        items.into_iter().map(|item| Record::new(fields, &format!("an entry of `{name}`"), item)).collect()
    }

    pub(super) fn span(&self) -> Span {
        self.node.span
    }
}

/// A string that says something.
pub(super) fn text(fields: &mut Fields<'_>, what: &str, node: &Node) -> Option<Text> {
    let text = match &node.value {
        Value::Null => {
            fields.error(node, format!("`{what}` is a string, not `null`"));
            None
        }
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
            fields.string(what, node)
        }
    }?;
    Some(Text { text, span: node.span })
}

/// A list of strings.
pub(super) fn texts(fields: &mut Fields<'_>, what: &str, node: &Node) -> Vec<Text> {
    let items: Vec<&Node> = fields.array(what, node).iter().collect();
    items.into_iter().filter_map(|item| text(fields, what, item)).collect()
}

/// An error for a name that leads nowhere, or is written as it cannot be.
pub(super) fn refuse(fields: &mut Fields<'_>, text: &Text, why: &str) {
    fields.diagnostics.push(Diagnostic::error(text.span, format!("{} {why}", quoted(&text.text))));
}
