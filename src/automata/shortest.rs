//! A shortest text that satisfies some constraints.
//!
//! Let *z* be a letter that no pattern names. If *s* satisfies all constraints, put *z* for every letter of *s* that every
//! wanted pattern meets with a wildcard (in one fixed way of meeting the whole text each). Every wanted pattern still
//! meets the text the same way. If a pattern that is not wanted met it, it would meet the *z*s with wildcards, and
//! so would meet *s*. The text is as long as before. So a search over the product of position
//! sets need only follow the letters that a wanted pattern names at a position at hand, and *z*.
//! (The way of meeting may change with the letters; putting *z* again and again comes to an end, and then every letter but
//! *z* is named at hand. What stands around the unknown text is fixed and stays.) The sets are finitely many, so the
//! search ends; `steps` bounds it, since they may be exponentially many (emptiness of an intersection of patterns with
//! complements is PSPACE-complete).
//!
//! Before the search: a wanted text that is alone in its set; and the shortest samples of the wanted patterns, which
//! are members more often than not.

use super::constraint::{Constraint, unnamed_letter};
use super::pattern::{Pattern, Symbol};
use super::product::{Letters, Product};
use super::states::States;

/// What a search for a shortest text has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shortest {
    /// A text that satisfies all constraints; no shorter one does.
    Member(String),
    /// No text does.
    Empty,
    /// The steps are spent.
    Exhausted,
}

/// A shortest text that satisfies all constraints and has no letter `without`; the same one on every run.
/// `steps` is counted down, by the number of constraints for each letter followed from each set of positions;
/// at zero the search is [`Shortest::Exhausted`].
pub fn shortest(constraints: &[Constraint<'_>], without: Option<char>, steps: &mut u64) -> Shortest {
    let is_member = |text: &str| {
        without.is_none_or(|letter| !text.contains(letter))
            && constraints.iter().all(|constraint| constraint.admits(text))
    };
    let wanted = || constraints.iter().filter(|constraint| constraint.wanted);
    for constraint in wanted() {
        if let Some(text) = constraint.pattern.as_literal() {
            let text =
                text.strip_prefix(constraint.before).and_then(|text| text.strip_suffix(constraint.after));
            return match text {
                Some(text) if is_member(text) => Shortest::Member(text.to_owned()),
                Some(_) | None => Shortest::Empty,
            };
        }
    }
    let Some(unnamed) = unnamed_letter(constraints, without) else { return Shortest::Exhausted };
    // No text is shorter than the shortest of a wanted pattern.
    let bare_wanted =
        || wanted().filter(|constraint| constraint.is_bare()).map(|constraint| constraint.pattern);
    let least = bare_wanted().map(Pattern::least_length).max();
    if least.is_none_or(|least| least == 0) && is_member("") {
        return Shortest::Member(String::new());
    }
    for pattern in bare_wanted().filter(|pattern| Some(pattern.least_length()) == least) {
        let text = sample(pattern, unnamed);
        if is_member(&text) {
            return Shortest::Member(text);
        }
    }
    let mut needed = Vec::with_capacity(constraints.len());
    for constraint in constraints {
        if !constraint.wanted && constraint.is_bare() {
            if bare_wanted().any(|wanted| constraint.pattern.is_disjoint(wanted)) {
                continue;
            }
            if bare_wanted().any(|wanted| constraint.pattern.includes_at_sight(wanted) == Some(true)) {
                return Shortest::Empty;
            }
        }
        needed.push(*constraint);
    }
    search_with(&needed, without, unnamed, steps)
}

/// As [`shortest()`], by search alone.
pub(super) fn search(constraints: &[Constraint<'_>], without: Option<char>, steps: &mut u64) -> Shortest {
    match unnamed_letter(constraints, without) {
        Some(unnamed) => search_with(constraints, without, unnamed, steps),
        None => Shortest::Exhausted,
    }
}

/// The shortest text of the pattern with this letter for its `?`.
fn sample(pattern: &Pattern, unnamed: char) -> String {
    let letters = pattern.symbols().iter().filter_map(|&symbol| match symbol {
        Symbol::Char(letter) => Some(letter),
        Symbol::One => Some(unnamed),
        Symbol::Any => None,
    });
    letters.collect()
}

fn search_with(
    constraints: &[Constraint<'_>],
    without: Option<char>,
    unnamed: char,
    steps: &mut u64,
) -> Shortest {
    let product = Product::new(constraints, Letters::OfWanted, without);
    let Some(start) = product.start() else { return Shortest::Empty };
    let price = constraints.len().max(1) as u64;
    let mut front = Front::new(&product, &start);
    let (mut state, mut next, mut rows) = (start.clone(), start, Vec::new());
    while let Some(at) = front.pop() {
        state.copy_from_slice(front.states.get(at));
        if product.accepts(&state) {
            let rows = front.rows_to(at);
            let letters = rows.iter().rev().map(|&row| product.letter(row).unwrap_or(unnamed));
            return Shortest::Member(letters.collect());
        }
        product.rows_at(&state, &mut rows);
        rows.push(product.other_row());
        for &row in &rows {
            *steps = steps.saturating_sub(price);
            if *steps == 0 {
                return Shortest::Exhausted;
            }
            if product.advance(&state, row, &mut next) {
                front.push(&next, product.distance(&next), at, row);
            }
        }
    }
    Shortest::Empty
}

/// The states met, and which to expand next: one of least length and distance together (Hart, Nilsson and Raphael's A*),
/// of these the latest. A letter lessens the distance by one at most, so that sum never falls along a path, and
/// the first path on which a state is expanded is a shortest one.
struct Front {
    states: States,
    paths: Vec<Path>,
    /// The states by the sum of length and distance, less that of the first.
    open: Vec<Vec<usize>>,
    /// No state is open below this.
    least: usize,
    first: usize,
}

/// A shortest path to a state that has been found so far.
struct Path {
    length: usize,
    before: usize,
    row: usize,
    is_expanded: bool,
}

impl Front {
    fn new(product: &Product, start: &[u64]) -> Front {
        let (states, first) = (States::new(product.width()), product.distance(start));
        let mut front = Front { states, paths: Vec::new(), open: Vec::new(), least: 0, first };
        front.states.insert(start);
        front.paths.push(Path { length: 0, before: 0, row: 0, is_expanded: false });
        front.open.push(vec![0]);
        front
    }

    /// Notes a path to the state, by a letter of the row after the state `before`.
    fn push(&mut self, state: &[u64], distance: usize, before: usize, row: usize) {
        let length = self.paths.get(before).map_or(0, |path| path.length + 1);
        let (number, is_new) = self.states.insert(state);
        let path = Path { length, before, row, is_expanded: false };
        if is_new {
            self.paths.push(path);
        } else if let Some(known) = self.paths.get_mut(number) {
            if known.length <= length {
                return;
            }
            *known = path;
        }
        let at = (length + distance).saturating_sub(self.first);
        if self.open.len() <= at {
            self.open.resize_with(at + 1, Vec::new);
        }
        if let Some(open) = self.open.get_mut(at) {
            open.push(number);
        }
    }

    fn pop(&mut self) -> Option<usize> {
        while let Some(open) = self.open.get_mut(self.least) {
            let Some(number) = open.pop() else {
                self.least += 1;
                continue;
            };
            if let Some(path) = self.paths.get_mut(number)
                && !path.is_expanded
            {
                path.is_expanded = true;
                return Some(number);
            }
        }
        None
    }

    /// The rows of the letters that lead to the state, the last first.
    fn rows_to(&self, state: usize) -> Vec<usize> {
        let (mut at, mut rows) = (state, Vec::new());
        while let Some(path) = self.paths.get(at)
            && path.length > 0
        {
            rows.push(path.row);
            at = path.before;
        }
        rows
    }
}
