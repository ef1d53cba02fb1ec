//! Where `${…}` stands in a text.

use std::ops::Range;

use crate::lint::Subject;
use crate::lint::document::Item;

/// What begins with `${`.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(in crate::lint::checks) struct Occurrence<'t> {
    /// Where the `$` stands, in bytes.
    pub(in crate::lint::checks) start: usize,
    /// Where the text goes on after it.
    pub(in crate::lint::checks) end: usize,
    /// The text between the braces, or what is there of it.
    pub(in crate::lint::checks) inside: &'t str,
    /// Whether there is a closing brace.
    pub(in crate::lint::checks) closed: bool,
}

impl<'t> Occurrence<'t> {
    /// The name: what stands before the comma, if there is a default.
    pub(in crate::lint::checks) fn name(&self) -> &'t str {
        self.inside.split_once(',').map_or(self.inside, |(name, _)| name)
    }

    /// What stands behind the comma, without the white space around it.
    pub(in crate::lint::checks) fn default(&self) -> Option<&'t str> {
        self.inside.split_once(',').map(|(_, default)| default.trim())
    }

    /// Whether it stands for the value of a key: closed, not empty, and not `${*}`, `${?}` or `${$}`, which
    /// stand for the character.
    pub(in crate::lint::checks) fn is_variable(&self) -> bool {
        self.closed && !self.inside.trim().is_empty() && !matches!(self.inside, "*" | "?" | "$")
    }
}

/// The most of one text that are looked at. More of them help nobody.
const MOST: usize = 200;

/// How far away a closing brace is looked for, in bytes. Names of keys and defaults are shorter.
const FARTHEST: usize = 2_000;

/// The `${` of the text, in order. One is open where the next begins before a brace closes it.
pub(in crate::lint::checks) fn occurrences(text: &str) -> Vec<Occurrence<'_>> {
    all(text).take(MOST).collect()
}

fn all(text: &str) -> impl Iterator<Item = Occurrence<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text.get(from..)?.find("${")?;
        let inside_start = start + 2;
        let rest = text.get(inside_start..)?;
        let near = rest.get(..rest.floor_char_boundary(FARTHEST)).unwrap_or(rest);
        let next = near.find("${").unwrap_or(near.len());
        let in_quotes = || near.get(..next).is_some_and(|name| name.contains('\''));
        let (length, closed) = match closing(near) {
            Some(brace) if brace < next || in_quotes() => (brace, true),
            Some(_) | None => (next, false),
        };
        let end = inside_start + length + usize::from(closed);
        from = end;
        Some(Occurrence { start, end, inside: rest.get(..length).unwrap_or_default(), closed })
    })
}

/// Where the closing brace stands: the first outside quotes, or else the first.
fn closing(rest: &str) -> Option<usize> {
    let mut quoted = false;
    for (at, character) in rest.char_indices() {
        match character {
            '\'' => quoted = !quoted,
            '}' if !quoted => return Some(at),
            _ => {}
        }
    }
    rest.find('}')
}

/// Where the first `*` or `?` stands that is a wildcard: outside every `${…}`, where there are variables.
pub(in crate::lint::checks) fn first_wildcard(text: &str, has_variables: bool) -> Option<usize> {
    let between = |from: usize, to: usize| Some(from + text.get(from..to)?.find(['*', '?'])?);
    let mut from = 0;
    for variable in all(text).filter(|_| has_variables) {
        if let Some(at) = between(from, variable.start) {
            return Some(at);
        }
        from = variable.end;
    }
    between(from, text.len())
}

/// The runs of wildcards in the text, in bytes and in order; the first few hundred.
pub(in crate::lint::checks) fn wildcards(text: &str, has_variables: bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| first_wildcard(rest, has_variables)) {
        let start = from + at;
        let run = text.get(start..).unwrap_or_default().bytes();
        let end = start + run.take_while(|byte| matches!(byte, b'*' | b'?')).count();
        found.push(start..end);
        if found.len() == MOST {
            break;
        }
        from = end;
    }
    found
}

/// The texts in which variables can stand: resources, and the values of conditions.
pub(in crate::lint::checks) fn places<'s, 'n>(
    subject: &'s Subject<'n>,
) -> impl Iterator<Item = &'s Item<'n>> {
    subject.document.statements.iter().flat_map(|statement| {
        let resources = statement.resources.iter().flat_map(|list| &list.items);
        resources.chain(statement.conditions.iter().flat_map(|condition| &condition.items))
    })
}

/// Every `${` of these places where the document's version has variables, each with its text.
pub(super) fn in_places<'s, 'n>(
    subject: &'s Subject<'n>,
) -> impl Iterator<Item = (&'s Item<'n>, Occurrence<'n>)> {
    let has_variables = subject.document.has_variables();
    places(subject)
        .filter(move |_| has_variables)
        .flat_map(|item| occurrences(item.text).into_iter().map(move |occurrence| (item, occurrence)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_and_quotes_are_told_apart() {
        let read = |text| -> Vec<(String, bool)> {
            occurrences(text).iter().map(|found| (found.inside.to_owned(), found.closed)).collect()
        };
        let is = |inside: &str, closed| (inside.to_owned(), closed);
        assert_eq!(read("a${aws:userid}b${*}"), [is("aws:userid", true), is("*", true)]);
        assert_eq!(read("${aws:userid/${aws:x}"), [is("aws:userid/", false), is("aws:x", true)]);
        assert_eq!(read("${a, 'x}y'}z"), [is("a, 'x}y'", true)]);
        assert_eq!(read("${a, 'x}"), [is("a, 'x", true)]);
        assert_eq!(read("${}${"), [is("", true), is("", false)]);
        assert_eq!(read("$a{b}"), []);
        assert_eq!(first_wildcard("${*}ab*", true), Some(6));
        assert_eq!(first_wildcard("?${*}", true), Some(0));
        assert_eq!(first_wildcard("${*}${?}", true), None);
        assert_eq!(wildcards("a*?b${*}*", true), [1..3, 8..9]);
        assert_eq!(first_wildcard("${*}ab*", false), Some(2));
    }

    #[test]
    fn long_texts_take_no_time() {
        for piece in ["${", "${*}", "'${", "${a'"] {
            let text = piece.repeat(10_000);
            assert_eq!(occurrences(&text).len(), MOST);
            assert_eq!(first_wildcard(&text, true), None);
        }
    }
}
