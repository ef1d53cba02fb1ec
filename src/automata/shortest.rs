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

use super::alphabet::{Letters, unnamed_letter};
use super::constraint::Constraint;
use super::pattern::{Pattern, Symbol};
use super::product::Product;
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
    let Some(mut state) = product.start() else { return Shortest::Empty };
    let (mut next, mut letters) = (state.clone(), Vec::new());
    let price = constraints.len().max(1) as u64;
    // Every member begins with the prefix of every wanted pattern.
    let mut text = String::new();
    for letter in forced_letters(constraints, &product) {
        if *steps <= price {
            break;
        }
        *steps -= price;
        let Some(at) = product.alphabet.row(letter) else { break };
        if !product.advance(&state, at, &mut next) {
            return Shortest::Empty;
        }
        std::mem::swap(&mut state, &mut next);
        text.push(letter);
    }
    let mut front = Front::new(&product, &state);
    while let Some(at) = front.pop() {
        state.copy_from_slice(front.states.get(at));
        if product.accepts(&state) {
            let letters = front.letters_to(at).into_iter().rev();
            text.extend(letters.map(|letter| product.alphabet.letter(letter).unwrap_or(unnamed)));
            return Shortest::Member(text);
        }
        product.letters_at(&state, &mut letters);
        letters.push(product.others());
        for &letter in &letters {
            *steps = steps.saturating_sub(price);
            if *steps == 0 {
                return Shortest::Exhausted;
            }
            if product.advance(&state, letter, &mut next) {
                front.push(&next, product.distance(&next), at, letter);
            }
        }
    }
    Shortest::Empty
}

/// The letters with which every text of the wanted patterns begins, as far as a prefix of one of them shows them and only
/// one case of them is looked for.
fn forced_letters<'a>(
    constraints: &'a [Constraint<'a>],
    product: &'a Product,
) -> impl Iterator<Item = char> + 'a {
    let bare_wanted = constraints.iter().filter(|constraint| constraint.wanted && constraint.is_bare());
    let longest =
        bare_wanted.map(|constraint| constraint.pattern).max_by_key(|pattern| pattern.prefix().len());
    let ignore_case = longest.is_some_and(Pattern::ignores_case);
    let both_cases =
        move |letter: &char| ignore_case && product.alphabet.row(letter.to_ascii_uppercase()).is_some();
    let letters =
        longest.into_iter().flat_map(|pattern| pattern.symbols()).map_while(|&symbol| match symbol {
            Symbol::Char(letter) => Some(letter),
            Symbol::One | Symbol::Any => None,
        });
    letters.take_while(move |letter| !(letter.is_ascii_alphabetic() && both_cases(letter)))
}

/// The states met, and which to expand next: one of least length and distance together (Hart, Nilsson and Raphael's A*),
/// of these the latest. A letter lessens the distance by one at most, so that sum never falls along a path, and
/// the first path on which a state is expanded is a shortest one.
struct Front {
    states: States,
    paths: Vec<Path>,
    /// The open states by the sum of length and distance, less that of the first: the latest entry of each.
    sums: Vec<Option<usize>>,
    /// An open state, and the entry of the same sum before it.
    entries: Vec<(usize, Option<usize>)>,
    /// No state is open below this.
    least: usize,
    first: usize,
}

/// A shortest path to a state that has been found so far.
struct Path {
    length: usize,
    before: usize,
    letter: usize,
    is_expanded: bool,
}

impl Front {
    fn new(product: &Product, start: &[u64]) -> Front {
        let mut front = Front {
            states: States::new(product.width()),
            paths: Vec::with_capacity(32),
            sums: vec![Some(0)],
            entries: Vec::with_capacity(32),
            least: 0,
            first: product.distance(start),
        };
        front.states.insert(start);
        front.paths.push(Path { length: 0, before: 0, letter: 0, is_expanded: false });
        front.entries.push((0, None));
        front
    }

    /// Notes a path to the state, by a letter after the state `before`.
    fn push(&mut self, state: &[u64], distance: usize, before: usize, letter: usize) {
        let length = self.paths.get(before).map_or(0, |path| path.length + 1);
        let (number, is_new) = self.states.insert(state);
        let path = Path { length, before, letter, is_expanded: false };
        if is_new {
            self.paths.push(path);
        } else if let Some(known) = self.paths.get_mut(number) {
            if known.length <= length {
                return;
            }
            *known = path;
        }
        let at = (length + distance).saturating_sub(self.first);
        if self.sums.len() <= at {
            self.sums.resize(at + 1, None);
        }
        if let Some(latest) = self.sums.get_mut(at) {
            self.entries.push((number, *latest));
            *latest = Some(self.entries.len() - 1);
        }
    }

    fn pop(&mut self) -> Option<usize> {
        while let Some(latest) = self.sums.get_mut(self.least) {
            let Some(&(number, before)) = latest.and_then(|latest| self.entries.get(latest)) else {
                self.least += 1;
                continue;
            };
            *latest = before;
            if let Some(path) = self.paths.get_mut(number)
                && !path.is_expanded
            {
                path.is_expanded = true;
                return Some(number);
            }
        }
        None
    }

    /// The letters that lead to the state, the last first.
    fn letters_to(&self, state: usize) -> Vec<usize> {
        let (mut at, mut letters) = (state, Vec::new());
        while let Some(path) = self.paths.get(at)
            && path.length > 0
        {
            letters.push(path.letter);
            at = path.before;
        }
        letters
    }
}
