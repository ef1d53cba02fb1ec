//! A file's name and text, and where its lines are.

use super::diagnostic::Diagnostic;
use super::span::{Position, Span};

/// The longest text that is read: 10 MiB. IAM's own limit for a policy is some thousand characters.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;

/// The longest file of a world that is read: 100 MiB. What IAM prints of one large account has some tens.
pub const MAX_WORLD_BYTES: usize = 100 * 1024 * 1024;

/// The byte order mark that some editors put before UTF-8 text.
pub(crate) const BYTE_ORDER_MARK: char = '\u{feff}';

/// A text with a name, by which messages call it.
///
/// Offsets are those of the file, also when it begins with a byte order mark, which no line shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    name: String,
    text: String,
    /// The offset at which each line starts; never empty, the first is 0.
    starts: Vec<usize>,
    /// How many characters stand before each line; empty if each is one byte long.
    characters: Vec<usize>,
}

impl Source {
    /// The source of that name and text. Text beyond [`MAX_BYTES`] is held, and refused when it is read.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Source {
        let text = text.into();
        let starts: Vec<usize> =
            std::iter::once(0).chain(text.match_indices('\n').map(|(newline, _)| newline + 1)).collect();
        let characters = if text.is_ascii() { Vec::new() } else { characters_before(&text) };
        Source { name: name.into(), text, starts, characters }
    }

    /// The source of that name whose text is `bytes` read as UTF-8.
    ///
    /// # Errors
    /// More than [`MAX_BYTES`] (at offset 0); not UTF-8 (at the first byte that is wrong, an offset of
    /// `bytes`).
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Source, Diagnostic> {
        Source::from_bytes_within(name, bytes, MAX_BYTES)
    }

    /// The same for at most `limit` bytes.
    ///
    /// # Errors
    /// Those of [`Source::from_bytes`].
    pub fn from_bytes_within(
        name: impl Into<String>,
        bytes: Vec<u8>,
        limit: usize,
    ) -> Result<Source, Diagnostic> {
        if let Some(refusal) = too_long(bytes.len(), limit) {
            return Err(refusal);
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Source::new(name, text)),
            Err(error) => Err(not_utf8(error.as_bytes(), error.utf8_error().valid_up_to())),
        }
    }

    /// The name it was given.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text, with a byte order mark if the file has one.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of the offset. An offset beyond the text counts as its end, one inside a character as
    /// that character's start.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let before = self.text.get(start..offset).unwrap_or("");
        let before = if start == 0 { without_mark(before) } else { before };
        let column = before.chars().count();
        let offset = self.characters.get(line.saturating_sub(1)).map_or(offset, |earlier| earlier + column);
        Position { line, column, offset }
    }

    /// The text of that line (from 1) without its line end; empty if there is no such line.
    pub fn line_text(&self, line: usize) -> &str {
        let Some(start) = line.checked_sub(1).and_then(|index| self.starts.get(index)).copied() else {
            return "";
        };
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        let text = self.text.get(start..end).unwrap_or("");
        let text = text.strip_suffix('\r').unwrap_or(text);
        if start == 0 { without_mark(text) } else { text }
    }
}

/// How many characters stand before each line.
fn characters_before(text: &str) -> Vec<usize> {
    let (mut before, mut all) = (0, Vec::new());
    for line in without_mark(text).split_inclusive('\n') {
        all.push(before);
        before += line.chars().count();
    }
    all.push(before);
    all
}

/// The text without a byte order mark at its start.
fn without_mark(text: &str) -> &str {
    text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text)
}

/// The error for a text of that many bytes, if that is too many.
pub(crate) fn too_long(bytes: usize, limit: usize) -> Option<Diagnostic> {
    let message = || format!("the text has {bytes} bytes, and at most {limit} are read");
    (bytes > limit).then(|| Diagnostic::error(Span::at(0), message()))
}

/// The error for bytes that are not UTF-8 from `offset` on.
fn not_utf8(bytes: &[u8], offset: usize) -> Diagnostic {
    let line = 1 + bytes.iter().take(offset).filter(|byte| **byte == b'\n').count();
    let byte = bytes.get(offset).copied().unwrap_or(0);
    let span = Span::new(offset, (offset + 1).min(bytes.len()));
    let message = format!("the file is not UTF-8 text: byte 0x{byte:02x} at offset {offset}, line {line}");
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let hint = if utf16 { "it looks like UTF-16; save it as UTF-8" } else { "save it as UTF-8" };
    Diagnostic::error(span, message).with_hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(source: &Source, offset: usize) -> (usize, usize, usize) {
        let position = source.position(offset);
        (position.line, position.column, position.offset)
    }

    #[test]
    fn lines_and_columns_are_counted_in_characters() {
        let source = Source::new("p.json", "é{\r\n  \"a\"\n");
        assert_eq!(source.name(), "p.json");
        assert_eq!(place(&source, 0), (1, 0, 0));
        assert_eq!(place(&source, 1), (1, 0, 0));
        assert_eq!(place(&source, 2), (1, 1, 1));
        assert_eq!(place(&source, 5), (2, 0, 4));
        assert_eq!(place(&source, 7), (2, 2, 6));
        assert_eq!(place(&source, 999), (3, 0, 10));
        let marked = Source::new("p.json", "\u{feff}{\n}");
        assert_eq!((place(&marked, 3), place(&marked, 5)), ((1, 0, 0), (2, 0, 2)));
        assert_eq!([1, 2, 3].map(|line| source.line_text(line)), ["é{", "  \"a\"", ""]);
        assert_eq!([0, 4, usize::MAX].map(|line| source.line_text(line)), ["", "", ""]);
    }

    #[test]
    fn a_byte_order_mark_keeps_its_bytes_and_is_counted_nowhere() {
        let source = Source::from_bytes("p", b"\xef\xbb\xbf{}".to_vec()).unwrap();
        assert_eq!(source.text().len(), 5);
        assert_eq!(source.line_text(1), "{}");
        assert_eq!(place(&source, 3), (1, 0, 0));
        assert_eq!(place(&source, 4), (1, 1, 1));
    }

    #[test]
    fn bytes_that_are_not_text_are_refused_at_their_place() {
        let refusal = Source::from_bytes("p", b"{\n\"\xff\"}".to_vec()).unwrap_err();
        assert_eq!(refusal.span, Span::new(3, 4));
        assert_eq!(refusal.message, "the file is not UTF-8 text: byte 0xff at offset 3, line 2");
        let refusal = Source::from_bytes("p", b"\xff\xfe{\0".to_vec()).unwrap_err();
        assert_eq!(refusal.hint.as_deref(), Some("it looks like UTF-16; save it as UTF-8"));
    }

    #[test]
    fn the_limit_is_exact() {
        assert!(Source::from_bytes("p", vec![b' '; MAX_BYTES]).is_ok());
        let refusal = Source::from_bytes("p", vec![b' '; MAX_BYTES + 1]).unwrap_err();
        assert_eq!(refusal.span, Span::at(0));
        assert_eq!(refusal.message, "the text has 10485761 bytes, and at most 10485760 are read");
    }
}
