//! A shortest text that satisfies some constraints.
//!
//! Let *z* be a letter that no pattern names. If *s* satisfies all constraints, put *z* for every letter of
//! *s* that every wanted pattern meets with a wildcard (in one fixed way of meeting the whole text each).
//! Every wanted pattern still meets the text the same way. If a pattern that is not wanted met it, it would
//! meet the *z*s with wildcards, and so would meet *s*. The text is as long as before. So a search over the
//! product of position sets need only follow the letters that a wanted pattern names at a position at hand,
//! and *z*. (The way of meeting may change with the letters; putting *z* again and again comes to an end, and
//! then every letter but *z* is named at hand. What stands around the unknown text is fixed and stays.) The
//! sets are finitely many, so the search ends; `steps` bounds it, since they may be exponentially many
//! (emptiness of an intersection of patterns with complements is PSPACE-complete).
//!
//! Before the search: a wanted text that is alone in its set; and the shortest samples of the wanted
//! patterns, which are members more often than not.

use super::alphabet::{Alphabet, Letters, unnamed_letter};
use super::constraint::Constraint;
use super::front::Front;
use super::pattern::{Pattern, Symbol};
use super::product::Product;

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

/// How many texts of the length after the least are tried without a search.
const LONGER_SAMPLES: usize = 8;

/// A shortest text that satisfies all constraints and has no letter `without`; the same one on every run.
///
/// `steps` is counted down, by the number of constraints (or that of the words that their positions take, if
/// it is greater) for each letter followed from each set of positions, and by the size of the automaton
/// before; at zero the search is [`Shortest::Exhausted`]. So steps bound time and memory.
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
        let text = sample(pattern, unnamed, None);
        if is_member(&text) {
            return Shortest::Member(text);
        }
    }
    let narrowest = narrowest(constraints);
    if let Some(pattern) = narrowest.filter(|pattern| only_samples(constraints, pattern)) {
        let longer = (0..pattern.stars()).map(|star| sample(pattern, unnamed, Some(star)));
        if let Some(text) = longer.take(LONGER_SAMPLES).find(|text| is_member(text)) {
            return Shortest::Member(text);
        }
    }
    let mut needed = Vec::with_capacity(constraints.len());
    for constraint in constraints {
        if constraint.wanted {
            if narrowest.is_some_and(|narrowest| constraint.pattern != narrowest) {
                continue;
            }
        } else if constraint.is_bare() {
            if bare_wanted().any(|wanted| constraint.pattern.is_disjoint(wanted)) {
                continue;
            }
            if bare_wanted().any(|wanted| is_implied(constraint, wanted)) {
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

/// The wanted pattern that all others include, if there is one: it makes them needless.
fn narrowest<'a>(constraints: &[Constraint<'a>]) -> Option<&'a Pattern> {
    let wanted = || constraints.iter().filter(|constraint| constraint.wanted);
    let bare = wanted().filter(|constraint| constraint.is_bare()).map(|constraint| constraint.pattern);
    let longest = bare.max_by_key(|pattern| pattern.least_length())?;
    wanted().all(|other| is_implied(other, longest)).then_some(longest)
}

fn is_implied(constraint: &Constraint<'_>, by: &Pattern) -> bool {
    constraint.is_bare() && constraint.pattern.includes_at_sight(by) == Some(true)
}

/// Whether the samples of the one wanted pattern are all that need be looked at: with *z* for the `?`s and in
/// one of its `*`s they are then the only candidates of their length, up to the case of letters, once the
/// shortest sample is no member.
fn only_samples(constraints: &[Constraint<'_>], wanted: &Pattern) -> bool {
    !(wanted.ignores_case() && Alphabet::case_matters(constraints))
}

/// The text of the pattern with this letter for its `?`s, and one of it in that of its `*`s.
fn sample(pattern: &Pattern, unnamed: char, filled: Option<usize>) -> String {
    let mut stars = 0;
    let letters = pattern.symbols().iter().filter_map(|&symbol| match symbol {
        Symbol::Char(letter) => Some(letter),
        Symbol::One => Some(unnamed),
        Symbol::Any => {
            stars += 1;
            (filled == Some(stars - 1)).then_some(unnamed)
        }
    });
    letters.collect()
}

fn search_with(
    constraints: &[Constraint<'_>],
    without: Option<char>,
    unnamed: char,
    steps: &mut u64,
) -> Shortest {
    let Some(product) = Product::new(constraints, Letters::OfWanted, without, steps) else {
        return Shortest::Exhausted;
    };
    let Some(mut state) = product.start() else { return Shortest::Empty };
    let (mut next, mut letters) = (state.clone(), Vec::new());
    let price = product.price();
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
        state.copy_from_slice(front.state(at));
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

/// The letters with which every text of the wanted patterns begins, as far as a prefix of one of them shows
/// them and only one case of them is looked for.
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
