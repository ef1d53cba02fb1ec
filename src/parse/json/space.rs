//! What may stand between tokens, and what people put there that may not.

use super::{Reader, Written};
use crate::parse::diagnostic::{Diagnostic, quoted};

impl<'t, T: Written<'t>> Reader<'t, T> {
    /// Steps over white space. Comments and white space of other kinds than JSON's are reported and stepped
    /// over.
    #[inline]
    pub(super) fn space(&mut self) {
        while matches!(self.next_byte(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.pos += 1;
        }
        // Nothing that begins so is space, and almost everything else does.
        if !matches!(self.next_byte(), Some(b'"' | b',' | b':' | b'{' | b'}' | b'[' | b']')) {
            self.odd_spaces();
        }
    }

    fn odd_spaces(&mut self) {
        loop {
            while matches!(self.next_byte(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
                self.pos += 1;
            }
            let rest = self.rest();
            match rest.chars().next() {
                Some('#') => self.comment(rest.find(['\n', '\r'])),
                Some('/') if rest.starts_with("//") => self.comment(rest.find(['\n', '\r'])),
                Some('/') if rest.starts_with("/*") => {
                    // Not to be closed by its own star: `/*/` is open.
                    let end = rest.get(2..).and_then(|inside| inside.find("*/"));
                    self.comment(end.map(|end| end + 4));
                }
                Some(character) if is_odd_space(character) => self.odd_space(character),
                _ => return,
            }
            if self.stopped {
                return;
            }
        }
    }

    fn comment(&mut self, length: Option<usize>) {
        let span = self.step(length.unwrap_or(self.rest().len()));
        let text = self.text.get(span.start..span.end).unwrap_or("");
        let message = format!("JSON has no comments, found {}", quoted(text));
        self.error(Diagnostic::error(span, message).with_hint("remove it"));
    }

    fn odd_space(&mut self, character: char) {
        let rest = self.rest();
        let span = self.step(rest.len() - rest.trim_start_matches(character).len());
        let code = u32::from(character);
        let message = format!("the invisible character U+{code:04X} is not white space in JSON");
        self.error(Diagnostic::error(span, message).with_hint("remove it or write a plain space"));
    }
}

/// Characters that look like nothing and are not JSON's white space.
fn is_odd_space(character: char) -> bool {
    let json = matches!(character, ' ' | '\t' | '\n' | '\r');
    !json && (character.is_whitespace() || matches!(character, '\u{200b}' | '\u{2060}' | '\u{feff}'))
}
