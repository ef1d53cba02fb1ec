//! Texts against templates (IAM/reference_policies_variables, "Using wildcards").

use crate::model::{Arity, Context, Key, Piece, SEGMENTS, Segments, Template, Variable, segments_of};

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
    in_pieces(template.pieces(), text, context, |text, literal| text.strip_prefix(literal))
}

/// The same with A–Z and a–z taken as equal, in the template, its variables' values, and the text.
pub(crate) fn matches_ignore_case(template: &Template, text: &str, context: &Context) -> bool {
    in_pieces(template.pieces(), text, context, strip_prefix_ignore_case)
}

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
    segments_of(text).is_some_and(|segments| match_each(templates, &segments, context))
}

/// The same of a text that has been split.
pub(super) fn match_each(templates: &Segments, segments: &[&str; SEGMENTS], context: &Context) -> bool {
    templates.iter().zip(segments).all(|(template, segment)| matches(template, segment, context))
}

/// Whether `text` is in the pieces, where `strip` takes a literal off a text's start, if it stands there.
///
/// Greedy matching with one point of return: when a piece does not fit, the latest `*` takes one character
/// more. That suffices, as what an earlier `*` could take more of, the latest one can take as well.
fn in_pieces(
    pieces: &[Piece],
    text: &str,
    context: &Context,
    strip: impl for<'t> Fn(&'t str, &str) -> Option<&'t str>,
) -> bool {
    // Most templates are one text, and most of those have another length.
    if let [Piece::Text(literal)] = pieces {
        return literal.len() == text.len() && strip(text, literal).is_some();
    }
    let (mut at, mut rest) = (0, text);
    let mut latest_any: Option<(usize, &str)> = None;
    loop {
        let advanced = match pieces.get(at) {
            // The last `*` takes everything.
            Some(Piece::Any) if at + 1 == pieces.len() => return true,
            Some(Piece::Any) => {
                latest_any = Some((at + 1, rest));
                Some(rest)
            }
            Some(Piece::Text(literal)) => strip(rest, literal),
            Some(Piece::Variable(variable)) => match put_in(variable, context) {
                Some(value) => strip(rest, value),
                None => return false,
            },
            Some(Piece::One) => without_first(rest),
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
