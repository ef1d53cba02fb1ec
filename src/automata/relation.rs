//! Inclusion and disjointness of two patterns.
//!
//! Let *z* be a letter that neither pattern names. Put *z* for every `?` of a pattern p and a text of *z*s
//! for every `*`: the texts so made are p's *samples*.
//!
//! *Inclusion* of p in q. If all samples of p are in q, so are all its texts (a text of p is a sample with
//! other letters in place of the *z*s, and q can only meet *z* with a wildcard). Read p itself as a text
//! whose `*` is a letter that only a `*` of q meets. If q meets that text, then p ⊆ q. The converse holds
//! - if p has no `*`, since p then is its one sample;
//! - if no `*` of q has a `?` before it: take the sample in which every `*` of p is a run of more *z*s than q
//!   has symbols. What q has between two `*`s then begins and ends with a letter, so it neither begins nor
//!   ends in such a run, nor reaches across; the same holds of what q has before its first or after its last
//!   `*`, which cannot reach into a run from the edge of the text and meet a letter behind it. So the runs
//!   are met by `*`s only, and q meets p read as a text.
//!
//! Otherwise lengths count: `*a` ⊆ `?*`. If the `?…?*` is q's only gap, its least length decides; else a
//! search over sets of positions of q does, within a budget.
//!
//! *Case.* If q ignores case or has no letters, p ⊆ q iff that holds of both folded. If q does not, has a
//! letter and p ignores case, then p ⊄ q: p has a sample without capital letters and one without small ones.
//!
//! *Disjointness* of p and q. If both have a `*`: they share a text iff what they have before their first `*`
//! agrees place by place, and what they have after their last as well. Then such a text is the longer
//! beginning (merged with the other), what p has between its first and last `*`, the same of q, and the
//! longer end: each pattern's first and last `*` take what is the other's. If q has no `*`: its texts have
//! one length, and the greedy match of p on q's places is exact, for every place is met once.

use super::bytes::{ends, starts};
use super::constraint::Constraint;
use super::greedy::greedy;
use super::pattern::{Pattern, Symbol};
use super::shortest::{Shortest, search};

/// What one inclusion may spend on its search: some milliseconds.
const INCLUSION_STEPS: u64 = 100_000;

/// The long sample is left to the search from this length on.
const LONG_SAMPLE: usize = 100_000;

impl Pattern {
    /// Whether every text of `inner` is in `self`; `None` only when a small fixed budget is spent, which
    /// takes an `inner` with `*`s and a `self` with several gaps, one of them of the form `?…?*`.
    pub fn includes(&self, inner: &Pattern) -> Option<bool> {
        self.includes_at_sight(inner).or_else(|| {
            let constraints = [
                Constraint { pattern: inner, before: "", after: "", wanted: true },
                Constraint { pattern: self, before: "", after: "", wanted: false },
            ];
            let mut steps = INCLUSION_STEPS;
            match search(&constraints, None, &mut steps) {
                Shortest::Member(_) => Some(false),
                Shortest::Empty => Some(true),
                Shortest::Exhausted => None,
            }
        })
    }

    /// As [`Pattern::includes`], without a search: `None` when lengths of gaps may count.
    pub(super) fn includes_at_sight(&self, inner: &Pattern) -> Option<bool> {
        if self.is_anything() {
            return Some(true);
        }
        if let Some(text) = inner.as_literal() {
            return Some(self.contains(text));
        }
        if inner.ignores_case() && !self.ignores_case() && self.has_cases() {
            return Some(false);
        }
        // A sample of `inner` has *z* right after its prefix, or ends there, and right before its suffix. Two
        // that ignore case are folded both, and if `inner` alone does, `self` has no letters A–Z or a–z here.
        let ignore_case = self.ignores_case() && !inner.ignores_case();
        if self.least_length() > inner.least_length()
            || !starts(inner.prefix(), self.prefix(), ignore_case)
            || !ends(inner.suffix(), self.suffix(), ignore_case)
        {
            return Some(false);
        }
        if self.gaps() == 1 && self.stars() == 1 {
            return Some(true);
        }
        if self.gaps() == 0 {
            return Some(inner.gaps() == 0 && self.least_length() == inner.least_length());
        }
        if self.stars() == 0 && inner.stars() > 0 {
            return Some(false);
        }
        let meets = |own: Symbol, of_inner: Symbol| match (own, of_inner) {
            (Symbol::Char(own), Symbol::Char(letter)) => same(own, letter, ignore_case),
            (Symbol::Char(_), Symbol::One | Symbol::Any) | (Symbol::One, Symbol::Any) => false,
            (Symbol::One, Symbol::Char(_) | Symbol::One) | (Symbol::Any, _) => true,
        };
        let symbols = inner.symbols().iter().copied();
        if greedy(self.symbols(), symbols.clone(), meets) {
            return Some(true);
        }
        if inner.stars() == 0 || !self.is_spaced() {
            return Some(false);
        }
        // The sample with the shortest runs, or that with long ones, may show that lengths do not help.
        let sample = |length| {
            symbols.clone().flat_map(move |symbol| match symbol {
                Symbol::Any => std::iter::repeat_n(Symbol::One, length),
                Symbol::Char(_) | Symbol::One => std::iter::repeat_n(symbol, 1),
            })
        };
        let long = self.symbols().len() + 1;
        if !greedy(self.symbols(), sample(0), meets)
            || (inner.stars() * long < LONG_SAMPLE && !greedy(self.symbols(), sample(long), meets))
        {
            return Some(false);
        }
        None
    }

    /// Whether no text is in both sets.
    pub fn is_disjoint(&self, other: &Pattern) -> bool {
        if let Some(text) = self.as_literal() {
            return !other.contains(text);
        }
        if let Some(text) = other.as_literal() {
            return !self.contains(text);
        }
        let ignore_case = self.ignores_case() != other.ignores_case();
        if !agree_from_start(self.prefix(), other.prefix(), ignore_case)
            || !agree_from_end(self.suffix(), other.suffix(), ignore_case)
        {
            return true;
        }
        let agree = |one: Symbol, other: Symbol| match (one, other) {
            (Symbol::Char(one), Symbol::Char(other)) => same(one, other, ignore_case),
            (Symbol::One | Symbol::Any, _) | (_, Symbol::One | Symbol::Any) => true,
        };
        let (symbols, others) = (self.symbols(), other.symbols());
        match (self.stars(), other.stars()) {
            (0, 0) => {
                symbols.len() != others.len()
                    || !symbols.iter().zip(others).all(|(&one, &other)| agree(one, other))
            }
            (0, _) => !greedy(others, symbols.iter().copied(), agree),
            (_, 0) => !greedy(symbols, others.iter().copied(), agree),
            // The places before the first `*` and after the last are prefix and suffix then.
            (_, _) if self.ones() + other.ones() == 0 => false,
            (_, _) => {
                let both = |pair: &(&Symbol, &Symbol)| *pair.0 != Symbol::Any && *pair.1 != Symbol::Any;
                let mut starts = symbols.iter().zip(others).take_while(both);
                let mut ends = symbols.iter().rev().zip(others.iter().rev()).take_while(both);
                !(starts.all(|(&one, &other)| agree(one, other))
                    && ends.all(|(&one, &other)| agree(one, other)))
            }
        }
    }
}

fn same(one: char, other: char, ignore_case: bool) -> bool {
    one == other || (ignore_case && one.eq_ignore_ascii_case(&other))
}

/// Whether one text may start the other. That of fewer bytes ends where a letter ends, so that this is
/// about letters.
fn agree_from_start(one: &[u8], other: &[u8], ignore_case: bool) -> bool {
    if one.len() <= other.len() { starts(other, one, ignore_case) } else { starts(one, other, ignore_case) }
}

fn agree_from_end(one: &[u8], other: &[u8], ignore_case: bool) -> bool {
    if one.len() <= other.len() { ends(other, one, ignore_case) } else { ends(one, other, ignore_case) }
}
