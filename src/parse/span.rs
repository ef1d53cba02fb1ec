//! Places in a text: byte ranges, line and column, and the map from a decoded text back to the text it came
//! from.

/// The bytes `start..end` of a file's text, `end` exclusive.
///
/// A span made by this module lies within the text, on character boundaries, with `start <= end`. The span of
/// a JSON string includes its quotes.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`; an `end` before `start` gives the empty span at `start`.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end: end.max(start) }
    }

    /// The empty span at `offset`.
    pub fn at(offset: usize) -> Span {
        Span { start: offset, end: offset }
    }

    /// The least span that covers both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A value and the place it was written at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, read at `span`.
    pub fn new(value: T, span: Span) -> Spanned<T> {
        Spanned { value, span }
    }
}

/// A place in a file as people count it.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Characters before the place on its line, from 0; a byte order mark is not counted.
    pub column: usize,
    /// Characters before the place in the file, from 0; a byte order mark is not counted. The same unit as the column's, and
    /// what `policy.substring(offset)` takes, as in AWS's findings.
    pub offset: usize,
}

/// The map from offsets of a decoded text to offsets of the text it was decoded from.
///
/// Monotone and total: offset 0 maps to the base, the decoded length to the end of what was decoded, anything
/// beyond to that same end. Between two escapes it is the identity plus a constant, so only escapes are
/// stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offsets {
    /// `(decoded, original)` pairs, ascending, from each of which the map goes on one to one.
    marks: Vec<(usize, usize)>,
    base: usize,
    decoded: usize,
    original: usize,
}

impl Offsets {
    /// The map of an empty text that stands at `base`.
    pub(crate) fn starting_at(base: usize) -> Offsets {
        Offsets { marks: Vec::new(), base, decoded: 0, original: base }
    }

    /// Goes on by a piece of `original` bytes that decodes to `decoded` bytes.
    pub(crate) fn push(&mut self, decoded: usize, original: usize) {
        self.decoded += decoded;
        self.original += original;
        if decoded != original {
            self.marks.push((self.decoded, self.original));
        }
    }

    /// Where the decoded offset stood in the original text.
    pub fn original(&self, decoded: usize) -> usize {
        let after = self.marks.partition_point(|(at, _)| *at <= decoded);
        let (at, from) =
            after.checked_sub(1).and_then(|last| self.marks.get(last)).copied().unwrap_or((0, self.base));
        let limit = self.marks.get(after).map_or(self.original, |(_, next)| *next);
        from.saturating_add(decoded - at).min(limit)
    }

    /// Where the decoded span stood in the original text.
    pub fn original_span(&self, span: Span) -> Span {
        Span::new(self.original(span.start), self.original(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_skip_over_what_escapes_take() {
        // `ab\ncd` with an escape of two bytes, standing at 10.
        let mut offsets = Offsets::starting_at(10);
        offsets.push(2, 2);
        offsets.push(1, 2);
        offsets.push(2, 2);
        let all: Vec<usize> = (0..=7).map(|at| offsets.original(at)).collect();
        assert_eq!(all, [10, 11, 12, 14, 15, 16, 16, 16]);
        assert_eq!(offsets.original_span(Span::new(2, 3)), Span::new(12, 14));
    }

    #[test]
    fn a_span_never_ends_before_it_starts() {
        assert_eq!(Span::new(5, 3), Span::at(5));
        assert_eq!(Span::new(5, 6).to(Span::new(1, 2)), Span::new(1, 6));
    }
}
