//! Strict JSON (RFC 8259) with the place of every value, and with recovery: one run reports every error.
//!
//! Stricter than the RFC asks: a lone surrogate escape (`"\ud800"`) is an error, since it is no character.
//! Laxer in one point it permits: a byte order mark before the text is skipped. Equal keys are both kept, in
//! order; the grammar reports them.

mod containers;
mod escape;
mod scalars;
mod space;
mod strings;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Deref;

use super::collector::Collector;
use super::diagnostic::{Diagnostic, quoted};
use super::source::{BYTE_ORDER_MARK, MAX_BYTES, too_long};
use super::span::{Offsets, Span, Spanned};

/// How deep arrays and objects may nest, the outermost being level 1.
pub const MAX_DEPTH: usize = 128;

/// The most syntax errors reported for one text; reading stops there.
const MAX_ERRORS: usize = 50;

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<T = String> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it was written.
    Number(T),
    /// A string, its escapes decoded.
    String(T),
    /// An array's values, in order.
    Array(Vec<Node<T>>),
    /// An object's members, in order, equal keys included.
    Object(Vec<Member<T>>),
}

impl<T> Value<T> {
    /// What the value is, in words for a message: "a string", "an object", "`true`".
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Null => "`null`",
            Value::Bool(true) => "`true`",
            Value::Bool(false) => "`false`",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        }
    }
}

/// A JSON value and where it stands, brackets and quotes included. Its strings are its own, or of another type
/// `T` ([`Written`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node<T = String> {
    /// The value.
    pub value: Value<T>,
    /// Where it stands.
    pub span: Span,
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member<T = String> {
    /// The key, its escapes decoded.
    pub key: Spanned<T>,
    /// The value.
    pub value: Node<T>,
}

/// How a string of a text is kept: as a copy (`String`), or lent from the text where it stands there as it is
/// (`Cow<str>`), which is most of a line of questions.
pub trait Written<'t>: Deref<Target = str> + Clone + From<&'t str> + From<String> {}

impl<'t, T: Deref<Target = str> + Clone + From<&'t str> + From<String>> Written<'t> for T {}

impl<T: Deref<Target = str>> Node<T> {
    /// The same value with strings of another type. Recursion is bounded by the depth of what was read.
    pub(crate) fn with_strings<S: From<String>>(self) -> Node<S> {
        let string = |text: T| S::from(text.to_owned());
        let value = match self.value {
            Value::Null => Value::Null,
            Value::Bool(value) => Value::Bool(value),
            Value::Number(text) => Value::Number(string(text)),
            Value::String(text) => Value::String(string(text)),
            Value::Array(items) => Value::Array(items.into_iter().map(Node::with_strings).collect()),
            Value::Object(members) => Value::Object(
                members
                    .into_iter()
                    .map(|Member { key, value }| Member {
                        key: Spanned::new(string(key.value), key.span),
                        value: value.with_strings(),
                    })
                    .collect(),
            ),
        };
        Node { value, span: self.span }
    }
}

/// Reads `text` as one JSON value.
///
/// The node is there iff there is no diagnostic; all diagnostics are errors, ordered by place. Takes time
/// linear in the text. A text beyond [`super::MAX_BYTES`] or nested beyond [`MAX_DEPTH`] is an error; at most
/// 50 errors are reported.
pub fn read_json(text: &str) -> (Option<Node>, Vec<Diagnostic>) {
    read_json_within(text, MAX_BYTES)
}

/// The same for a text of at most `limit` bytes.
pub fn read_json_within(text: &str, limit: usize) -> (Option<Node>, Vec<Diagnostic>) {
    read_as(text, limit)
}

/// Like [`read_json`], with strings that are lent from the text where they can be.
pub fn read_json_lent(text: &str) -> (Option<Node<Cow<'_, str>>>, Vec<Diagnostic>) {
    read_as(text, MAX_BYTES)
}

fn read_as<'t, T: Written<'t>>(text: &'t str, limit: usize) -> (Option<Node<T>>, Vec<Diagnostic>) {
    if let Some(refusal) = too_long(text.len(), limit) {
        return (None, vec![refusal]);
    }
    let mut reader = Reader::new(text);
    let start = reader.pos;
    let node = reader.value(0);
    reader.space();
    if !reader.stopped && reader.pos > start && reader.rest_is_worth_an_error(&node) {
        let found = reader.found();
        reader.error_at_next(format!("expected the end of the text, found {found}"));
    }
    let valid = reader.out.errors() == 0;
    (valid.then_some(node), reader.out.finish())
}

/// The map from offsets of a string's decoded value to offsets of `text`, in which the string stands at
/// `span` (its quotes included). `None` iff no well-formed JSON string stands there.
pub fn offsets(text: &str, span: Span) -> Option<Offsets> {
    let inside = text.get(span.start..span.end)?.strip_prefix('"')?.strip_suffix('"')?;
    let mut offsets = Offsets::starting_at(span.start + 1);
    let mut rest = inside;
    while let Some(plain) = rest.find(strings::is_special) {
        offsets.push(plain, plain);
        rest = rest.get(plain..)?;
        let escape = escape::escape(rest).ok()?;
        offsets.push(escape.character.len_utf8(), escape.length);
        rest = rest.get(escape.length..)?;
    }
    offsets.push(rest.len(), rest.len());
    Some(offsets)
}

/// A reader of one text. Each method that reads something leaves `pos` on a character boundary behind it.
struct Reader<'t, T> {
    text: &'t str,
    pos: usize,
    out: Collector,
    /// Nothing more is to be read or reported: the text ended early, nests too deep, or has too many errors.
    stopped: bool,
    /// How many objects and arrays are open around `pos`.
    objects: usize,
    arrays: usize,
    /// What has been read of these, the innermost last: each takes its own from the end when it is closed, in a
    /// list of just that length.
    members: Vec<Member<T>>,
    items: Vec<Node<T>>,
}

impl<'t, T: Written<'t>> Reader<'t, T> {
    fn new(text: &'t str) -> Reader<'t, T> {
        let pos = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 };
        Reader {
            text,
            pos,
            out: Collector::new(MAX_ERRORS),
            stopped: false,
            objects: 0,
            arrays: 0,
            // Few members are open at once; of a policy one in about a hundred bytes.
            members: Vec::with_capacity((text.len() / 100).min(100)),
            items: Vec::with_capacity((text.len() / 100).min(100)),
        }
    }

    /// Reads any value; where there is none, reports that and gives `null`. `depth` containers are open.
    fn value(&mut self, depth: usize) -> Node<T> {
        self.space();
        let start = self.pos;
        let value = match self.peek() {
            Some('{') => self.object(depth),
            Some('[') => self.array(depth),
            Some('"') => Value::String(self.string()),
            Some('-' | '+' | '.' | '0'..='9') => self.number(),
            Some(',' | '}' | ']' | ':') => self.no_value(),
            None if depth == 0 => self.no_value(),
            // The container that is open says so.
            None => Value::Null,
            Some(_) => self.word(),
        };
        Node { value, span: Span::new(start, self.pos) }
    }

    fn no_value(&mut self) -> Value<T> {
        if !self.stopped {
            let found = self.found();
            self.error_at_next(format!("expected a value, found {found}"));
        }
        Value::Null
    }

    /// Whether what follows the outermost value is worth an error: not when reading that value itself went
    /// wrong in a way that left some of it unread.
    fn rest_is_worth_an_error(&self, node: &Node<T>) -> bool {
        let whole = self.out.errors() == 0 || matches!(node.value, Value::Array(_) | Value::Object(_));
        whole && self.pos < self.text.len()
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.pos..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        match self.next_byte()? {
            byte if byte.is_ascii() => Some(char::from(byte)),
            _ => self.rest().chars().next(),
        }
    }

    fn next_byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.pos).copied()
    }

    /// Steps over the next `length` bytes and gives their span.
    fn step(&mut self, length: usize) -> Span {
        let start = self.pos;
        self.pos = start.saturating_add(length).min(self.text.len());
        Span::new(start, self.pos)
    }

    /// What stands next, in words for a message.
    fn found(&self) -> String {
        match self.next_token() {
            "" => "the end of the text".to_owned(),
            token => quoted(token),
        }
    }

    /// What stands next: a bracket or comma, or what lies before the next one; not the whole of a long text.
    fn next_token(&self) -> &'t str {
        let rest = self.rest();
        let ends = |character: char| character.is_whitespace() || ",:;{}[]".contains(character);
        let mut characters = rest.char_indices();
        let first = characters.next().filter(|(_, character)| !ends(*character));
        let mut length = rest.chars().next().map_or(0, char::len_utf8);
        if first.is_some() {
            for (at, character) in characters.take(2 * super::diagnostic::MAX_QUOTED) {
                if ends(character) {
                    break;
                }
                length = at + character.len_utf8();
            }
        }
        rest.get(..length).unwrap_or("")
    }

    fn error_at_next(&mut self, message: String) {
        let span = Span::new(self.pos, self.pos + self.next_token().len());
        self.error(Diagnostic::error(span, message));
    }

    /// Reports an error, unless reading has stopped; stops when that makes too many.
    fn error(&mut self, diagnostic: Diagnostic) {
        if !self.stopped {
            self.out.push(diagnostic);
            self.stopped = self.out.is_full();
        }
    }
}
