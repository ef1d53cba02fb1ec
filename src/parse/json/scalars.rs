//! Numbers, `true`, `false`, `null`, and words that are none of them.

use super::{Reader, Value, Written};
use crate::parse::diagnostic::{Diagnostic, quoted};
use crate::parse::span::Span;

impl<'t, T: Written<'t>> Reader<'t, T> {
    /// Reads the number that stands next; its first character is a digit, a sign or a point.
    pub(super) fn number(&mut self) -> Value<T> {
        let rest = self.rest();
        let belongs = |character: char| character.is_alphanumeric() || "+-._".contains(character);
        let length = rest.find(|character| !belongs(character)).unwrap_or(rest.len());
        let token = rest.get(..length).unwrap_or("");
        let span = self.step(length);
        if let Err(hint) = check_number(token) {
            let message = format!("malformed number {}", quoted(token));
            self.error(Diagnostic::error(span, message).with_hint(hint));
        }
        Value::Number(T::from(token))
    }

    /// Reads the word that stands next: `true`, `false` or `null`; another one is an error.
    pub(super) fn word(&mut self) -> Value<T> {
        if let Some(text) = self.odd_string() {
            return Value::String(T::from(text));
        }
        let (token, span) = self.word_token(false);
        match token {
            "true" => return Value::Bool(true),
            "false" => return Value::Bool(false),
            "null" => return Value::Null,
            _ => {}
        }
        let known = ["true", "false", "null"].into_iter().find(|known| token.eq_ignore_ascii_case(known));
        let hint = match (known, token) {
            (Some(known), _) => format!("write `{known}`"),
            (None, "None" | "undefined" | "nil") => "write `null`".to_owned(),
            (None, _) => "a string stands in double quotes".to_owned(),
        };
        let message = format!("expected a value, found {}", quoted(token));
        self.error(Diagnostic::error(span, message).with_hint(hint));
        Value::Null
    }

    /// Steps over the word that stands next: to white space, a comma, a bracket or a quote (and a colon,
    /// where a key is read); at least one character, if there is one.
    pub(super) fn word_token(&mut self, is_key: bool) -> (&'t str, Span) {
        let rest = self.rest();
        let ends = |character: char| {
            character.is_whitespace() || ",{}[]\"".contains(character) || (is_key && ":=".contains(character))
        };
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let more = rest.get(first..).unwrap_or("");
        let length = first + more.find(ends).unwrap_or(more.len());
        (rest.get(..length).unwrap_or(""), self.step(length))
    }
}

/// RFC 8259's `number`, or what to do about a token that is not one.
fn check_number(token: &str) -> Result<(), &'static str> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let unsigned = token.strip_prefix('-').unwrap_or(token);
    let whole = digits(unsigned);
    if whole == 0 {
        return Err("a number begins with a digit or `-`");
    }
    if whole > 1 && unsigned.starts_with('0') {
        return Err("a number has no leading zeros; an account id is a string, in double quotes");
    }
    let mut rest = unsigned.get(whole..).unwrap_or("");
    if let Some(fraction) = rest.strip_prefix('.') {
        let length = digits(fraction);
        if length == 0 {
            return Err("a digit follows the point");
        }
        rest = fraction.get(length..).unwrap_or("");
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let length = digits(exponent);
        if length == 0 {
            return Err("a digit follows the `e`");
        }
        rest = exponent.get(length..).unwrap_or("");
    }
    if rest.is_empty() { Ok(()) } else { Err("if it is text, write it in double quotes") }
}
