//! Texts against templates (IAM/reference_policies_variables, "Using wildcards").

use crate::model::{
    Arity, ArnPattern, Context, Key, Piece, SEGMENTS, Segments, Template, Variable, segments_of,
};

/// The value that a policy variable of this key has: the key's only value. Keys that the service
/// authorization reference lists with several values are never variables.
fn variable_value<'a>(key: &Key, context: &'a Context) -> Option<&'a str> {
    match (context.values(key), key.arity()) {
        ([value], Arity::Single) => Some(value),
        (_, Arity::Single | Arity::Multi) => None,
    }
}

/// What is put in for the variable: its key's value, or else its default.
pub(super) fn put_in<'a>(variable: &'a Variable, context: &'a Context) -> Option<&'a str> {
    variable_value(&variable.key, context).or(variable.default.as_deref())
}

/// Whether `text` is in the template, its variables replaced by what the context has. A variable without
/// value and default matches nothing. What is put in stands for itself, wildcards too (derived).
pub(crate) fn matches(template: &Template, text: &str, context: &Context) -> bool {
    Matching { letters: Letters::Distinct, free: text.len(), context }.pieces(template.pieces(), text)
}

/// The same with A–Z and a–z taken as equal, in the template, its variables' values, and the text.
pub(crate) fn matches_ignore_case(template: &Template, text: &str, context: &Context) -> bool {
    Matching { letters: Letters::Alike, free: text.len(), context }.pieces(template.pieces(), text)
}

/// The same as [`matches`] by the segments of an ARN: no wildcard takes, and no variable stands for, one of the
/// colons between the text's segments. `last` is the sixth segment of the text, in which colons are like other
/// characters. The template has at least as many colons as stand between segments.
fn matches_by_segment(template: &Template, text: &str, last: &str, context: &Context) -> bool {
    Matching { letters: Letters::Distinct, free: last.len(), context }.pieces(template.pieces(), text)
}

/// Whether each segment of `text`, which has these, is in that of the pattern.
pub(super) fn matches_arn(
    pattern: &ArnPattern,
    text: &str,
    segments: &[&str; SEGMENTS],
    context: &Context,
) -> bool {
    let [.., last] = segments;
    if pattern.is_complete() {
        matches_by_segment(pattern.whole(), text, last, context)
    } else {
        match_each(pattern.segments(), segments, context)
    }
}

/// Whether each of the six segments of `text` is in its template; the sixth takes the rest of the text.
pub(crate) fn matches_segments(templates: &Segments, text: &str, context: &Context) -> bool {
    segments_of(text).is_some_and(|segments| match_each(templates, &segments, context))
}

/// The same of a text that has been split.
pub(super) fn match_each(templates: &Segments, segments: &[&str; SEGMENTS], context: &Context) -> bool {
    templates.iter().zip(segments).all(|(template, segment)| matches(template, segment, context))
}

/// Whether A–Z are other letters than a–z.
#[derive(Copy, Clone)]
enum Letters {
    Distinct,
    Alike,
}

/// How a text is held against pieces.
#[derive(Copy, Clone)]
struct Matching<'a> {
    letters: Letters,
    /// The length of the text's end in which colons are like other characters.
    free: usize,
    context: &'a Context,
}

impl Matching<'_> {
    /// Greedy matching with one point of return: when a piece does not fit, the latest `*` takes one character
    /// more. That suffices, as what an earlier `*` could take more of, the latest one can take as well; where a
    /// colon stops the latest one, the pieces up to that colon fit in no other way.
    #[inline]
    fn pieces(self, pieces: &[Piece], text: &str) -> bool {
        match pieces {
            // Most templates are one text, and most of those have another length.
            [Piece::Text(literal)] => {
                return literal.len() == text.len() && self.strip(text, literal).is_some();
            }
            // Most that begin otherwise end with a text, and most of those with another one.
            [.., Piece::Text(literal)] if !self.ends(text, literal) => return false,
            _ => {}
        }
        let (mut at, mut rest) = (0, text);
        let mut latest_any: Option<(usize, &str)> = None;
        loop {
            let advanced = match pieces.get(at) {
                // The last `*` takes everything.
                Some(Piece::Any) if at + 1 == pieces.len() && rest.len() <= self.free => return true,
                Some(Piece::Any) => {
                    latest_any = Some((at + 1, rest));
                    Some(rest)
                }
                Some(Piece::Text(literal)) => self.strip(rest, literal),
                Some(Piece::Variable(variable)) => match put_in(variable, self.context) {
                    Some(value) if self.may_put_in(value, rest) => self.strip(rest, value),
                    Some(_) => None,
                    None => return false,
                },
                Some(Piece::One) => self.without_first(rest),
                None if rest.is_empty() => return true,
                None => None,
            };
            match (advanced, latest_any) {
                (Some(after), _) => (at, rest) = (at + 1, after),
                (None, None) => return false,
                (None, Some((after_any, from))) => {
                    let Some(from) = self.without_first(from) else { return false };
                    (at, rest) = (after_any, from);
                    latest_any = Some((after_any, from));
                }
            }
        }
    }

    /// The text without the literal at its start; `None` if another stands there.
    fn strip<'t>(self, text: &'t str, literal: &str) -> Option<&'t str> {
        match self.letters {
            Letters::Distinct => text.strip_prefix(literal),
            Letters::Alike => {
                let start = text.as_bytes().get(..literal.len())?;
                if start.eq_ignore_ascii_case(literal.as_bytes()) { text.get(literal.len()..) } else { None }
            }
        }
    }

    /// Whether the literal stands at the text's end.
    fn ends(self, text: &str, literal: &str) -> bool {
        match self.letters {
            Letters::Distinct => text.ends_with(literal),
            Letters::Alike => {
                let start = text.len().checked_sub(literal.len());
                let end = start.and_then(|start| text.as_bytes().get(start..));
                end.is_some_and(|end| end.eq_ignore_ascii_case(literal.as_bytes()))
            }
        }
    }

    /// The text without its first character, unless that is a colon between segments.
    fn without_first(self, text: &str) -> Option<&str> {
        let mut chars = text.chars();
        let first = chars.next()?;
        (first != ':' || text.len() <= self.free).then_some(chars.as_str())
    }

    /// Whether the value has no colon where `rest`, at whose start it would stand, ends a segment.
    fn may_put_in(self, value: &str, rest: &str) -> bool {
        let bound = rest.len().saturating_sub(self.free);
        !value.bytes().take(bound).any(|byte| byte == b':')
    }
}
