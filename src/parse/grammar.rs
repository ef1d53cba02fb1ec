//! The policy grammar: a JSON value in, a [`Document`] out, or every error it has.
//!
//! Followed: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>. Names of
//! elements and effects are case-sensitive. Which elements a policy *needs* beyond `Statement`, `Effect` and
//! `Action` depends on its type and is not asked here; nor is whether an operator, a key or an ARN exists.

mod condition;
mod keys;
mod lists;
mod principal;
mod statement;
#[cfg(test)]
mod tests;

use super::collector::Collector;
use super::diagnostic::{Diagnostic, quoted};
use super::document::{Document, Statement, Version};
use super::json::{Member, Node, Value, Written};
use super::source::Source;
use super::span::Spanned;
use super::unwrap::{Found, find_document, find_document_in_text};
use keys::{Elements, Unique, unknown_element};
use lists::{expected, text};

/// The most errors, and the most warnings, reported for one document.
const MAX_DIAGNOSTICS: usize = 500;

/// What reading a policy gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed<T = String> {
    /// The document; there iff no diagnostic is an error.
    pub document: Option<Document<T>>,
    /// Everything there is to say about it, ordered by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a file that holds one policy, bare or in any of the shapes [`find_document`] knows, or
/// percent-encoded.
///
/// Every place is one of the source's text.
pub fn read_policy(source: &Source) -> Parsed {
    match find_document_in_text(source.text()) {
        (Some(node), _) => parsed(read_document(&node)),
        (None, diagnostics) => Parsed { document: None, diagnostics },
    }
}

/// The policy document of a file that holds one, as [`read_policy`] finds it, as it stands: nothing of its grammar is
/// checked. It is there iff there is no diagnostic.
pub fn find_policy(source: &Source) -> (Option<Node>, Vec<Diagnostic>) {
    find_document_in_text(source.text())
}

/// Reads a policy that is a value inside a larger file: `node` is that value, of the file whose text is
/// `text`; an object, a string that holds one as text, or any other shape [`find_document`] knows.
///
/// Every place is one of `text`.
pub fn read_policy_value<'t, T: Written<'t>>(text: &str, node: &Node<T>) -> Parsed<T> {
    match find_document(text, node) {
        (Some(Found::Here(node)), _) => parsed(read_document(node)),
        (Some(Found::Inside(node)), _) => parsed(read_document(&node.with_strings())),
        (None, diagnostics) => Parsed { document: None, diagnostics },
    }
}

fn parsed<T>((document, diagnostics): (Option<Document<T>>, Vec<Diagnostic>)) -> Parsed<T> {
    Parsed { document, diagnostics }
}

/// Reads a policy document, with places as `node` has them.
///
/// The document is there iff no diagnostic is an error; the diagnostics are ordered by place, at most 500 of
/// each severity.
pub fn read_document<'t, T: Written<'t>>(node: &Node<T>) -> (Option<Document<T>>, Vec<Diagnostic>) {
    let mut out = Collector::new(MAX_DIAGNOSTICS);
    let document = document(node, &mut out).filter(|_| out.errors() == 0);
    // A reader that returns nothing has said why; should one ever not, the contract still holds.
    if document.is_none() && out.errors() == 0 {
        out.push(Diagnostic::error(node.span, "this policy document could not be read"));
    }
    (document, out.finish())
}

fn document<'t, T: Written<'t>>(node: &Node<T>, out: &mut Collector) -> Option<Document<T>> {
    let Value::Object(members) = &node.value else {
        out.push(expected("a policy document must be an object", node));
        return None;
    };
    let (mut version, mut id, mut statements) = (None, None, None);
    for member in Unique::of(members, || "the policy document".to_owned(), out).iter() {
        match &*member.key.value {
            "Version" => version = read_version(member, out),
            "Id" => id = text(member, out),
            "Statement" => statements = Some(read_statements(&member.value, out)),
            _ => out.push(unknown_element(&member.key, Elements::Document)),
        }
    }
    if statements.is_none() {
        out.push(
            Diagnostic::error(node.span, "the policy document has no `Statement`")
                .with_hint("a policy is an object with `Version` and `Statement`"),
        );
    }
    Some(Document { span: node.span, version, id, statements: statements? })
}

fn read_version<'t, T: Written<'t>>(member: &Member<T>, out: &mut Collector) -> Option<Spanned<Version>> {
    let written = text(member, out)?;
    let known = Version::ALL.into_iter().find(|version| version.as_str() == &*written.value);
    if known.is_none() {
        let message = format!("unknown policy version {}", quoted(&written.value));
        out.push(
            Diagnostic::error(written.span, message)
                .with_hint("write `2012-10-17`; the only other version is `2008-10-17`"),
        );
    }
    known.map(|version| Spanned::new(version, written.span))
}

/// The statements that could be read; those that could not have an error in `out`.
fn read_statements<'t, T: Written<'t>>(node: &Node<T>, out: &mut Collector) -> Vec<Statement<T>> {
    match &node.value {
        Value::Object(_) => statement::statement(node, 0, out).into_iter().collect(),
        Value::Array(items) => {
            if items.is_empty() {
                out.push(
                    Diagnostic::error(node.span, "`Statement` is empty")
                        .with_hint("a policy needs a statement"),
                );
            }
            let mut statements = Vec::with_capacity(items.len());
            let indexed = items.iter().enumerate();
            statements.extend(indexed.filter_map(|(index, item)| statement::statement(item, index, out)));
            statements
        }
        _ => {
            out.push(expected("`Statement` must be an object or an array of objects", node));
            Vec::new()
        }
    }
}
