//! What a term is made of.

use super::subject::Subject;
use crate::model::{Decimal, Key, Network, Order, Segments, Template};

/// A term of an [`Arena`](super::Arena); equal ids are equal terms.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TermId(pub(super) u32);

/// One node of a term: a set of requests (or, under [`Atom::Some`], of values).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    /// Every request.
    True,
    /// No request.
    False,
    /// The requests outside.
    Not(TermId),
    /// The requests in all of them: at least two, ordered, no two equal or complementary.
    And(Box<[TermId]>),
    /// The requests in one of them: at least two, ordered, no two equal or complementary.
    Or(Box<[TermId]>),
    /// One test.
    Atom(Atom),
}

/// One test on one attribute.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Atom {
    /// The key has a value.
    Present(Key),
    /// One of the values of this multi-valued key is in the term, which speaks of [`Subject::Element`].
    Some(Key, TermId),
    /// The subject is present and its value passes the test.
    Test(Subject, Test),
}

/// A set of texts. Tests with variables depend on the request that the text stands in; a variable without
/// value and default makes them empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Test {
    /// The texts of the template.
    Text(Template),
    /// The texts that are in the template if A–Z and a–z are taken as equal, on both sides.
    TextIgnoreCase(Template),
    /// The texts of six colon-separated segments, each in its template; the sixth takes the rest. No text of
    /// the first five templates holds a colon.
    Segments(Box<Segments>),
    /// The texts that read as a number, in this relation to the operand.
    Number(Order, Decimal),
    /// The texts that read as a number.
    IsNumber,
    /// The texts that read as a point in time, in this relation to the operand.
    Instant(Order, Decimal),
    /// The texts that read as a point in time.
    IsInstant,
    /// The texts that read as an address of the network.
    Within(Network),
    /// The texts that read as an address.
    IsAddress,
}

impl Test {
    /// The templates in it.
    pub fn templates(&self) -> &[Template] {
        match self {
            Test::Text(template) | Test::TextIgnoreCase(template) => std::slice::from_ref(template),
            Test::Segments(segments) => segments.as_slice(),
            Test::Number(..)
            | Test::IsNumber
            | Test::Instant(..)
            | Test::IsInstant
            | Test::Within(_)
            | Test::IsAddress => &[],
        }
    }

    /// The keys whose values it depends on.
    pub fn variables(&self) -> impl Iterator<Item = &Key> {
        self.templates().iter().flat_map(Template::variables).map(|variable| &variable.key)
    }
}
