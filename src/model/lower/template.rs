//! Texts with variables.

use std::ops::Deref;

use super::document::Lowering;
use crate::model::template::runs;
use crate::model::{Key, Piece, Template, Variable, Version};
use crate::parse::{Diagnostic, Spanned};

/// The template of a text in which `*` and `?` are wildcards.
pub(super) fn pattern<T: Deref<Target = str>>(lowering: &mut Lowering, text: &Spanned<T>) -> Template {
    read(lowering, text, true)
}

/// The template of a text in which `*` and `?` stand for themselves.
pub(super) fn exact<T: Deref<Target = str>>(lowering: &mut Lowering, text: &Spanned<T>) -> Template {
    read(lowering, text, false)
}

/// `text`, cut to a length that fits a message.
pub(super) fn shorten(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

fn read<T: Deref<Target = str>>(lowering: &mut Lowering, text: &Spanned<T>, wildcards: bool) -> Template {
    let has_variables = match lowering.version {
        Version::V2008 => false,
        Version::V2012 => true,
    };
    let is_special = |byte: u8| byte == b'$' && has_variables || matches!(byte, b'*' | b'?') && wildcards;
    if !text.value.bytes().any(is_special) {
        return Template::literal(&text.value);
    }
    if &*text.value == "*" {
        return Template::anything();
    }
    let mut pieces = Vec::with_capacity(runs(&text.value, is_special));
    let mut rest = &*text.value;
    while let Some(c) = rest.chars().next() {
        if has_variables && rest.starts_with("${") {
            let (piece, after) = variable(rest).unwrap_or_else(|| {
                let message = format!("`{}` is not a policy variable, and is read as text", shorten(rest));
                let hint = "write `${key}` or `${key, 'default'}`";
                lowering.diagnostics.push(Diagnostic::warning(text.span, message).with_hint(hint));
                (Piece::Text("${".to_owned()), rest.get(2..).unwrap_or_default())
            });
            pieces.push(piece);
            rest = after;
            continue;
        }
        let first = c.len_utf8();
        let (piece, length) = match c {
            '*' if wildcards => (Piece::Any, first),
            '?' if wildcards => (Piece::One, first),
            _ => {
                let after = rest.get(first..).unwrap_or_default();
                let length = after.bytes().position(is_special).map_or(rest.len(), |at| first + at);
                (Piece::Text(rest.get(..length).unwrap_or_default().to_owned()), length)
            }
        };
        pieces.push(piece);
        rest = rest.get(length..).unwrap_or_default();
    }
    Template::from(pieces)
}

/// The piece that a text beginning with `${` begins with, and the text after it; `None` if that is no variable.
fn variable(text: &str) -> Option<(Piece, &str)> {
    let end = closing_brace(text)?;
    let (inside, after) = (text.get(2..end)?, text.get(end + 1..)?);
    if matches!(inside, "*" | "?" | "$") {
        return Some((Piece::Text(inside.to_owned()), after));
    }
    let (name, default) = match inside.split_once(',') {
        None => (inside.trim(), None),
        Some((name, quoted)) => {
            let default = quoted.trim().strip_prefix('\'')?.strip_suffix('\'')?;
            (name.trim(), Some(default.to_owned()))
        }
    };
    (!name.is_empty()).then(|| (Piece::Variable(Variable { key: Key::new(name), default }), after))
}

/// Where the brace that closes the one of `${` stands: the first outside quotes.
fn closing_brace(text: &str) -> Option<usize> {
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '\'' => quoted = !quoted,
            '}' if !quoted => return Some(at),
            _ => {}
        }
    }
    text.find('}')
}
