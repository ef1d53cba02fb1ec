//! Strings, and how reading goes on after one that is not closed or not quoted as JSON asks.

use super::escape::escape;
use super::{Reader, Written};
use crate::parse::diagnostic::Diagnostic;
use crate::parse::span::Span;

/// Whether a character may not stand for itself inside a string.
pub(super) fn is_special(character: char) -> bool {
    matches!(character, '"' | '\\') || character < ' '
}

/// How many bytes stand before the first special character: these take one byte, which is part of no other
/// character.
fn plain_length(bytes: &[u8]) -> usize {
    let mut length = 0;
    let mut rest = bytes;
    while let Some((eight, after)) = rest.split_first_chunk::<8>() {
        let special = special_bytes(u64::from_le_bytes(*eight));
        if special != 0 {
            return length + usize::try_from(special.trailing_zeros() / 8).unwrap_or(0);
        }
        length += eight.len();
        rest = after;
    }
    let is_special = |byte: &u8| *byte < b' ' || matches!(byte, b'"' | b'\\');
    length + rest.iter().position(is_special).unwrap_or(rest.len())
}

/// Eight bytes at once: the lowest bit that is set is the high bit of the first special one; none if there is none.
/// (Mycroft's test for a zero byte: a borrow marks bytes wrongly only above one that is marked rightly.)
fn special_bytes(eight: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let below = |bytes: u64, bound: u64| bytes.wrapping_sub(EACH * bound) & !bytes;
    let is = |byte: u8| below(eight ^ (EACH * u64::from(byte)), 1);
    (below(eight, 0x20) | is(b'"') | is(b'\\')) & (EACH * 0x80)
}

/// What closes a string that was opened by a quotation mark other than JSON's.
fn odd_close(open: char) -> Option<&'static [char]> {
    match open {
        '\'' => Some(&['\'']),
        '`' => Some(&['`']),
        '\u{2018}' | '\u{2019}' => Some(&['\u{2019}', '\u{2018}']),
        '\u{201c}' | '\u{201d}' | '\u{201e}' => Some(&['\u{201d}', '\u{201c}']),
        _ => None,
    }
}

impl<'t, T: Written<'t>> Reader<'t, T> {
    /// Reads the string whose opening quote stands next.
    pub(super) fn string(&mut self) -> T {
        let open = self.pos;
        self.step(1);
        // Most strings are nothing but text up to their quote.
        let bytes = self.text.as_bytes().get(self.pos..).unwrap_or_default();
        let length = plain_length(bytes);
        if bytes.get(length) == Some(&b'"')
            && let Some(plain) = self.text.get(self.pos..self.pos + length)
        {
            self.pos += length + 1;
            return T::from(plain);
        }
        let mut value = String::new();
        while !self.stopped {
            let rest = self.rest();
            let plain = rest.find(is_special).unwrap_or(rest.len());
            value.push_str(rest.get(..plain).unwrap_or(""));
            self.step(plain);
            match self.peek() {
                None => self.string_never_closed(open),
                Some('"') => {
                    self.step(1);
                    break;
                }
                Some('\\') => self.string_escape(&mut value),
                Some('\n' | '\r') => {
                    if !self.string_goes_on(open) {
                        break;
                    }
                }
                Some(control) => self.string_control(control),
            }
        }
        T::from(value)
    }

    fn string_escape(&mut self, value: &mut String) {
        match escape(self.rest()) {
            Ok(escape) => {
                value.push(escape.character);
                self.step(escape.length);
            }
            // The text ends here, which is the error to report.
            Err(_) if self.rest().len() == 1 => {
                self.step(1);
            }
            Err(wrong) => {
                let span = self.step(wrong.length);
                let hint = wrong.hint.map(str::to_owned);
                self.error(Diagnostic::error(span, wrong.message).with_hint_if(hint));
            }
        }
    }

    fn string_control(&mut self, control: char) {
        let span = self.step(control.len_utf8());
        let code = u32::from(control);
        let error = match control {
            '\t' => Diagnostic::error(span, "tab inside a string").with_hint("write `\\t`"),
            _ => Diagnostic::error(span, format!("control character U+{code:04X} inside a string"))
                .with_hint(format!("write `\\u{code:04x}`")),
        };
        self.error(error);
    }

    fn string_never_closed(&mut self, open: usize) {
        let line = self.text.get(open..).unwrap_or("");
        let end = open + line.find(['\n', '\r']).unwrap_or(line.len());
        self.error(Diagnostic::error(Span::new(open, end), "string is never closed").with_hint("add `\"`"));
        self.stopped = true;
    }

    /// At a line break inside a string: whether the string goes on after it, or its closing quote was
    /// forgotten.
    ///
    /// A guess from what the next line begins with; it only decides how many errors follow this one.
    fn string_goes_on(&mut self, open: usize) -> bool {
        let space = [' ', '\t', '\n', '\r'];
        let rest = self.rest();
        let next = rest.trim_start_matches(space);
        let goes_on = match next.chars().next() {
            None | Some('{' | '}' | ']') => false,
            Some('"') => {
                let after = next.get(1..).unwrap_or("").trim_start_matches(space);
                after.is_empty() || after.starts_with([',', ':', '}', ']'])
            }
            Some(_) => true,
        };
        if goes_on {
            let span = Span::new(self.pos, self.pos + if rest.starts_with("\r\n") { 2 } else { 1 });
            self.step(rest.len() - next.len());
            let hint = "write `\\n`, or close the string on its own line";
            self.error(Diagnostic::error(span, "line break inside a string").with_hint(hint));
        } else {
            let token = self.text.get(open..self.pos).unwrap_or("").trim_end_matches(space);
            // The comma that follows the forgotten quote still separates.
            let token = token.strip_suffix(',').unwrap_or(token);
            self.pos = open + token.len();
            let span = Span::new(open, self.pos);
            let message = "string is not closed before the end of its line";
            self.error(Diagnostic::error(span, message).with_hint("add `\"`"));
        }
        goes_on
    }

    /// Reads a string in quotation marks that are not JSON's, if a whole one stands next, and reports them.
    pub(super) fn odd_string(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let open = self.peek()?;
        let closes = odd_close(open)?;
        let inside = rest.get(open.len_utf8()..)?;
        let end = inside.find(|character| closes.contains(&character) || matches!(character, '\n' | '\r'))?;
        let close = inside.get(end..)?.chars().next().filter(|close| closes.contains(close))?;
        let span = self.step(open.len_utf8() + end + close.len_utf8());
        let marks = match open {
            '\'' => "single quotes",
            '`' => "backticks",
            _ => "curly quotes",
        };
        let message = format!("string in {marks}");
        self.error(
            Diagnostic::error(span, message).with_hint("JSON's strings stand in straight double quotes"),
        );
        inside.get(..end)
    }
}
