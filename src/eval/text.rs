//! Texts against templates (IAM/reference_policies_variables, "Using wildcards").

use crate::model::{Arity, Context, Key, Piece, SEGMENTS, Segments, Template, segments_of};

/// The value that a policy variable of this key has: the key's only value. Keys that the service
/// authorization reference lists with several values are never variables.
pub(super) fn variable_value<'a>(key: &Key, context: &'a Context) -> Option<&'a str> {
    match (key.arity(), context.values(key)) {
        (Arity::Single, [value]) => Some(value),
        (Arity::Single | Arity::Multi, _) => None,
    }
}

/// Whether `text` is in the template, its variables replaced by what the context has. A variable without
/// value and default matches nothing. What is put in stands for itself, wildcards too (derived).
pub(crate) fn matches(template: &Template, text: &str, context: &Context) -> bool {
    in_pieces(template, text, context, |text, literal| text.strip_prefix(literal))
}

/// The same with A–Z and a–z taken as equal, in the template, its variables' values, and the text.
pub(crate) fn matches_ignore_case(template: &Template, text: &str, context: &Context) -> bool {
    in_pieces(template, text, context, strip_prefix_ignore_case)
}

/// Whether `text` is in the template, where `strip` takes a literal off a text's start, if it stands there.
fn in_pieces(template: &Template, text: &str, context: &Context, strip: Strip) -> bool {
    // Most templates are one text, and most of those have another length.
    if let Some(literal) = template.as_literal() {
        return literal.len() == text.len() && strip(text, literal).is_some();
    }
    let mut pieces = Vec::with_capacity(template.pieces().len());
    for piece in template.pieces() {
        pieces.push(match piece {
            Piece::Text(literal) if pieces.is_empty() && strip(text, literal).is_none() => return false,
            Piece::Text(literal) => Matcher::Text(literal),
            Piece::One => Matcher::One,
            Piece::Any => Matcher::Any,
            Piece::Variable(variable) => {
                match variable_value(&variable.key, context).or(variable.default.as_deref()) {
                    Some(value) => Matcher::Text(value),
                    None => return false,
                }
            }
        });
    }
    glob(&pieces, text, strip)
}

/// A text without a literal at its start; `None` if another stands there.
type Strip = for<'a> fn(&'a str, &str) -> Option<&'a str>;

fn strip_prefix_ignore_case<'a>(text: &'a str, literal: &str) -> Option<&'a str> {
    let starts = |text: &str| text.bytes().next().map(|first| first.to_ascii_lowercase());
    if starts(text) != starts(literal) && !literal.is_empty() {
        return None;
    }
    let start = text.get(..literal.len())?;
    if start.eq_ignore_ascii_case(literal) { text.get(literal.len()..) } else { None }
}

/// Whether each of the six segments of `text` is in its template; the sixth takes the rest of the text.
pub(crate) fn matches_segments(templates: &Segments, text: &str, context: &Context) -> bool {
    let Some(segments) = segments_of(text) else { return false };
    let pairs: [_; SEGMENTS] = std::array::from_fn(|at| templates.get(at).zip(segments.get(at)));
    pairs.into_iter().all(|pair| pair.is_some_and(|(template, segment)| matches(template, segment, context)))
}

#[derive(Clone, Copy)]
enum Matcher<'a> {
    Text(&'a str),
    One,
    Any,
}

/// Greedy matching with one point of return: when a piece does not fit, the latest `*` takes one character
/// more. That suffices, as what an earlier `*` could take more of, the latest one can take as well.
fn glob(pieces: &[Matcher<'_>], text: &str, strip: Strip) -> bool {
    let (mut at, mut rest) = (0, text);
    let mut latest_any: Option<(usize, &str)> = None;
    loop {
        let advanced = match pieces.get(at) {
            Some(Matcher::Any) => {
                latest_any = Some((at + 1, rest));
                Some(rest)
            }
            Some(Matcher::Text(literal)) => strip(rest, literal),
            Some(Matcher::One) => without_first(rest),
            None if rest.is_empty() => return true,
            None => None,
        };
        match (advanced, latest_any) {
            (Some(after), _) => (at, rest) = (at + 1, after),
            (None, None) => return false,
            (None, Some((after_any, from))) => {
                let Some(from) = without_first(from) else { return false };
                (at, rest) = (after_any, from);
                latest_any = Some((after_any, from));
            }
        }
    }
}

fn without_first(text: &str) -> Option<&str> {
    let mut chars = text.chars();
    chars.next().map(|_| chars.as_str())
}
