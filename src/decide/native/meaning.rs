//! What an atom says of a text.

use std::cmp::Ordering;

use crate::automata::{Pattern, Symbol};
use crate::model::{Address, Decimal, Network, Order, Piece, Template, Variable, parse_instant};

/// A set of texts that depends on no other text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Meaning {
    /// The texts of the pattern.
    In(Pattern),
    /// The texts that read as a number.
    IsNumber,
    /// The texts that read as a number below the bound, or at most it.
    Number(Bound),
    /// The texts that read as a point in time.
    IsInstant,
    /// The texts that read as a point in time before the bound, or at most it.
    Instant(Bound),
    /// The texts that read as an address.
    IsAddress,
    /// The texts that read as an address of the network.
    Within(Network),
}

/// An upper bound: `closed` says that the bound itself is inside.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Bound {
    pub(super) at: Decimal,
    pub(super) closed: bool,
}

impl Bound {
    /// Whether the value is inside.
    pub(super) fn admits(&self, value: &Decimal) -> bool {
        let order = if self.closed { Order::LessThanEquals } else { Order::LessThan };
        order.admits(value.cmp(&self.at))
    }
}

impl Ord for Bound {
    /// By the sets that they bound, smaller ones first.
    fn cmp(&self, other: &Bound) -> Ordering {
        self.at.cmp(&other.at).then(self.closed.cmp(&other.closed))
    }
}

impl PartialOrd for Bound {
    fn partial_cmp(&self, other: &Bound) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Meaning {
    /// Whether the text is in the set.
    pub(super) fn holds(&self, text: &str) -> bool {
        match self {
            Meaning::In(pattern) => pattern.contains(text),
            Meaning::IsNumber => Decimal::parse(text).is_some(),
            Meaning::Number(bound) => Decimal::parse(text).is_some_and(|value| bound.admits(&value)),
            Meaning::IsInstant => parse_instant(text).is_some(),
            Meaning::Instant(bound) => parse_instant(text).is_some_and(|value| bound.admits(&value)),
            Meaning::IsAddress => text.parse::<Address>().is_ok(),
            Meaning::Within(network) => {
                text.parse::<Address>().is_ok_and(|address| network.contains(address))
            }
        }
    }

    /// How the set stands to another, as far as that is plain; what is not is for the check to find.
    pub(super) fn relation(&self, other: &Meaning) -> Relation {
        match (self, other) {
            (Meaning::In(one), Meaning::In(other)) => {
                if other.includes(one) == Some(true) {
                    Relation::Inside
                } else if one.is_disjoint(other) {
                    Relation::Apart
                } else {
                    Relation::Open
                }
            }
            (Meaning::In(pattern), other) => match pattern.as_literal() {
                Some(text) if other.holds(text) => Relation::Inside,
                Some(_) => Relation::Apart,
                None => Relation::Open,
            },
            (Meaning::Within(one), Meaning::Within(other)) => {
                if other.contains(one.address()) && one.prefix() >= other.prefix() {
                    Relation::Inside
                } else if one.contains(other.address()) {
                    Relation::Open
                } else {
                    Relation::Apart
                }
            }
            (
                Meaning::IsNumber
                | Meaning::Number(_)
                | Meaning::IsInstant
                | Meaning::Instant(_)
                | Meaning::IsAddress
                | Meaning::Within(_),
                _,
            ) => Relation::Open,
        }
    }
}

/// How one set of texts stands to another.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// Every text of the one is in the other.
    Inside,
    /// They have no text in common.
    Apart,
    /// Neither, or it is not known.
    Open,
}

/// The pattern of a template whose variables are replaced by what `value` gives.
pub(super) fn pattern(
    template: &Template,
    ignore_case: bool,
    value: &dyn Fn(&Variable) -> Vec<Symbol>,
) -> Pattern {
    let mut symbols = Vec::new();
    for piece in template.pieces() {
        match piece {
            Piece::Text(text) => symbols.extend(text.chars().map(Symbol::Char)),
            Piece::One => symbols.push(Symbol::One),
            Piece::Any => symbols.push(Symbol::Any),
            Piece::Variable(variable) => symbols.extend(value(variable)),
        }
    }
    Pattern::new(symbols, ignore_case)
}
