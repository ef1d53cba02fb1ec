//! The script's constants: declared when first used, under a name that a person can read.

use std::collections::BTreeMap;

use super::script::{Constant, ElementOf, Purpose, Reading};
use crate::formula::Subject;
use crate::model::Key;

/// The constants declared so far.
#[derive(Default)]
pub(super) struct Names {
    pub(super) constants: Vec<Constant>,
    pub(super) declarations: String,
    known: BTreeMap<String, String>,
}

impl Names {
    /// The symbol for `name`, declared with this sort and purpose if it is new.
    pub(super) fn declare(&mut self, name: &str, sort: &str, purpose: impl FnOnce() -> Purpose) -> String {
        if let Some(symbol) = self.known.get(name) {
            return symbol.clone();
        }
        let symbol = symbol(name, self.known.len());
        self.declarations.push_str(&format!("(declare-const {symbol} {sort})\n"));
        self.constants.push(Constant { symbol: symbol.clone(), purpose: purpose() });
        self.known.insert(name.to_owned(), symbol.clone());
        symbol
    }

    /// Whether a constant of this name was declared.
    pub(super) fn has(&self, name: &str) -> bool {
        self.known.contains_key(name)
    }

    /// The `Bool` that says whether a single-valued key is present.
    pub(super) fn present(&mut self, key: &Key) -> String {
        self.declare(&format!("{} present", key_name(key)), "Bool", || Purpose::Present(key.clone()))
    }

    /// The `Bool` that says whether the candidate element is in the key's set.
    pub(super) fn member(&mut self, key: &Key, at: usize) -> String {
        let name = format!("{} {} in", key_name(key), at + 1);
        self.declare(&name, "Bool", || Purpose::Member(key.clone(), at))
    }

    /// One reading of a value.
    pub(super) fn reading(&mut self, subject: &Subject, element: &ElementOf, reading: Reading) -> String {
        let name = reading_name(subject, element, reading);
        // A test on a key can stand inside a set's term (a variable operand of `Bool`); the key is no element.
        let element = if *subject == Subject::Element { element.clone() } else { None };
        self.declare(&name, reading.sort(), || Purpose::Reading(subject.clone(), element, reading))
    }

    /// A constant that no value of the request is read from.
    pub(super) fn auxiliary(&mut self, name: &str, sort: &str) -> String {
        self.declare(name, sort, || Purpose::Auxiliary)
    }
}

/// The name of a subject.
pub(super) fn subject_name(subject: &Subject, element: &ElementOf) -> String {
    match (subject, element) {
        (Subject::Principal, _) => "principal".to_owned(),
        (Subject::Action, _) => "action".to_owned(),
        (Subject::Resource, _) => "resource".to_owned(),
        (Subject::Key(key), _) => key_name(key),
        (Subject::Element, Some((key, at))) => format!("{} {}", key_name(key), at + 1),
        (Subject::Element, None) => "element".to_owned(),
    }
}

/// The name of a key. One without a colon could be taken for another subject or a word of the language, one
/// with a space for what is said of another key (the tags `a` and `a present`): such a name is quoted.
fn key_name(key: &Key) -> String {
    let name = key.folded();
    if name.contains(':') && !name.contains(' ') { name.to_owned() } else { format!("key {name:?}") }
}

/// The name of one reading of a value.
pub(super) fn reading_name(subject: &Subject, element: &ElementOf, reading: Reading) -> String {
    let name = subject_name(subject, element);
    let suffix = match reading {
        Reading::Text => "",
        Reading::IsArn => " is arn",
        Reading::Segment(at) => return format!("{name} segment {at}"),
        Reading::IsNumber => " is number",
        Reading::Number => " as number",
        Reading::IsInstant => " is time",
        Reading::Instant => " as time",
        Reading::IsIpv4 => " is ipv4",
        Reading::Ipv4 => " as ipv4",
        Reading::IsIpv6 => " is ipv6",
        Reading::Ipv6 => " as ipv6",
    };
    name + suffix
}

/// The name as a symbol. Quoted symbols hold printable ASCII but `|` and `\`; a name with anything else gets
/// its number, so that no two names share a symbol.
fn symbol(name: &str, number: usize) -> String {
    if !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase()) {
        return name.to_owned();
    }
    let printable = |c: char| matches!(c, ' '..='~') && !matches!(c, '|' | '\\');
    if name.chars().all(printable) {
        return format!("|{name}|");
    }
    let kept: String = name.chars().map(|c| if printable(c) { c } else { '_' }).collect();
    format!("|{kept} ({number})|")
}
