//! What a term is for one request: the simple reading that tests and the shrinking of witnesses use.

use super::arena::Arena;
use super::subject::{Subject, with_hidden};
use super::term::{Atom, Node, TermId, Test};
use crate::eval::text;
use crate::model::{Address, Context, Decimal, Key, Request, parse_instant};

/// Whether `request` is in `term`.
pub fn value(arena: &Arena, term: TermId, request: &Request) -> bool {
    Reading::new(arena, request).term(term, None)
}

/// The same of a term that attributes with open ends were put into: `ends` are the reserved names with the ends.
pub fn value_with_ends(
    arena: &Arena,
    term: TermId,
    request: &Request,
    ends: &[(&'static str, &str)],
) -> bool {
    let mut reading = Reading::new(arena, request);
    for &(name, end) in ends {
        reading.context.set(Key::reserved(name), vec![end.to_owned()]);
    }
    reading.term(term, None)
}

/// How far the request is from being in `term`: 0 iff it is, and otherwise how many atoms would have to come out
/// otherwise, each on its own, along the cheapest way. What a search can go down by.
pub fn distance(arena: &Arena, term: TermId, request: &Request) -> u32 {
    Reading::new(arena, request).distance(term, true)
}

struct Reading<'a> {
    arena: &'a Arena,
    request: &'a Request,
    action: String,
    context: Context,
}

impl<'a> Reading<'a> {
    fn new(arena: &'a Arena, request: &'a Request) -> Reading<'a> {
        Reading { arena, request, action: request.action.to_ascii_lowercase(), context: with_hidden(request) }
    }

    /// Recursion goes as deep as the term: a policy's terms are a handful of levels, whatever its size.
    fn term(&self, term: TermId, element: Option<&str>) -> bool {
        match self.arena.node(term) {
            Node::True => true,
            Node::False => false,
            Node::Not(inner) => !self.term(*inner, element),
            Node::And(parts) => parts.iter().all(|&part| self.term(part, element)),
            Node::Or(parts) => parts.iter().any(|&part| self.term(part, element)),
            Node::Atom(Atom::Present(key)) => !self.context.values(key).is_empty(),
            Node::Atom(Atom::Some(key, inner)) => {
                self.context.values(key).iter().any(|value| self.term(*inner, Some(value)))
            }
            Node::Atom(Atom::Test(subject, test)) => {
                let text = match subject {
                    Subject::Principal => Some(self.request.principal.text()),
                    Subject::Action => Some(self.action.as_str()),
                    Subject::Resource => Some(self.request.resource.as_str()),
                    Subject::Key(key) => self.context.values(key).first().map(String::as_str),
                    Subject::Element => element,
                };
                text.is_some_and(|text| passes(test, text, &self.context))
            }
        }
    }

    /// The distance from the term having the wanted value. As deep as the term, too.
    fn distance(&self, term: TermId, wanted: bool) -> u32 {
        let all = |parts: &[TermId]| {
            parts.iter().fold(0u32, |sum, &part| sum.saturating_add(self.distance(part, wanted)))
        };
        let best =
            |parts: &[TermId]| parts.iter().map(|&part| self.distance(part, wanted)).min().unwrap_or(1);
        match (self.arena.node(term), wanted) {
            (Node::True, wanted) => u32::from(!wanted),
            (Node::False, wanted) => u32::from(wanted),
            (Node::Not(inner), wanted) => self.distance(*inner, !wanted),
            (Node::And(parts), true) | (Node::Or(parts), false) => all(parts),
            (Node::And(parts), false) | (Node::Or(parts), true) => best(parts),
            (Node::Atom(_), wanted) => u32::from(self.term(term, None) != wanted),
        }
    }
}

/// Whether the text passes the test, with the variables' values from `context`.
pub(super) fn passes(test: &Test, text: &str, context: &Context) -> bool {
    match test {
        Test::Text(template) => text::matches(template, text, context),
        Test::TextIgnoreCase(template) => text::matches_ignore_case(template, text, context),
        Test::Segments(segments) => text::matches_segments(segments, text, context),
        Test::Number(order, operand) => {
            Decimal::parse(text).is_some_and(|value| order.admits(value.cmp(operand)))
        }
        Test::IsNumber => Decimal::parse(text).is_some(),
        Test::Instant(order, operand) => {
            parse_instant(text).is_some_and(|value| order.admits(value.cmp(operand)))
        }
        Test::IsInstant => parse_instant(text).is_some(),
        Test::Within(network) => text.parse::<Address>().is_ok_and(|address| network.contains(address)),
        Test::IsAddress => text.parse::<Address>().is_ok(),
    }
}
