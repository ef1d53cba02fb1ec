//! Percent-encoding (RFC 3986), in which IAM's API returns documents. A `+` stays a plus sign: IAM writes
//! `%20`.

use crate::parse::diagnostic::{Diagnostic, quoted};
use crate::parse::source::BYTE_ORDER_MARK;
use crate::parse::span::{Offsets, Span};

/// The most wrong escapes reported for one text.
const MAX_ERRORS: usize = 50;

/// Whether a text that should be JSON is percent-encoded: it begins with an escape, as no JSON does.
pub(super) fn is_percent_encoded(text: &str) -> bool {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    escaped_byte(text.trim_start()).is_some()
}

/// Decodes `text`, with the map from the decoded text back to it. The errors have places of `text`.
pub(super) fn decode(text: &str) -> Result<(String, Offsets), Vec<Diagnostic>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut offsets = Offsets::starting_at(0);
    let mut errors = Vec::new();
    let mut pos = 0;
    while let Some(rest) = text.get(pos..).filter(|rest| !rest.is_empty()) {
        let plain = rest.find('%').unwrap_or(rest.len());
        if plain > 0 {
            bytes.extend_from_slice(rest.get(..plain).unwrap_or("").as_bytes());
            offsets.push(plain, plain);
            pos += plain;
        } else if let Some(byte) = escaped_byte(rest) {
            bytes.push(byte);
            offsets.push(1, 3);
            pos += 3;
        } else {
            if errors.len() < MAX_ERRORS {
                errors.push(wrong_escape(rest, pos));
            }
            offsets.push(0, 1);
            pos += 1;
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    match String::from_utf8(bytes) {
        Ok(decoded) => Ok((decoded, offsets)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            // A byte that is not UTF-8 was escaped, since `text` is UTF-8; an escape has three bytes.
            let start = offsets.original(at);
            let message = "the percent-encoded text is not UTF-8 from here on";
            Err(vec![Diagnostic::error(Span::new(start, offsets.original(at + 1)), message)])
        }
    }
}

/// The byte that `text` begins with, percent-encoded.
fn escaped_byte(text: &str) -> Option<u8> {
    let digits = text.strip_prefix('%')?.get(..2)?;
    // `from_str_radix` alone would take a sign.
    let valid = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    valid.then(|| u8::from_str_radix(digits, 16).ok()).flatten()
}

fn wrong_escape(rest: &str, pos: usize) -> Diagnostic {
    let token: String = rest.chars().take(3).collect();
    let message = format!("`%` must be followed by two hexadecimal digits, found {}", quoted(&token));
    Diagnostic::error(Span::new(pos, pos + 1), message).with_hint("a percent sign itself is written `%25`")
}
