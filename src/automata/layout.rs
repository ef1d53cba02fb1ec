//! Laying out constraints side by side as one product automaton.

use super::alphabet::{Alphabet, Letters};
use super::constraint::Constraint;
use super::pattern::Symbol;
use super::positions::{positions_after, positions_before};
use super::product::{Marks, NONE, Position, Product, Span};

/// How many words of the automaton take as long to lay out as one constraint to follow by a letter.
const WORDS_A_STEP: u64 = 8;

impl Product {
    /// The automaton of the texts that satisfy the constraints, for the letters looked for and those that
    /// nobody names. `None` if it would cost more than the steps, which are counted down by what it costs.
    pub(super) fn new(
        constraints: &[Constraint<'_>],
        letters: Letters,
        without: Option<char>,
        steps: &mut u64,
    ) -> Option<Product> {
        let alphabet = Alphabet::of(constraints, letters, without);
        let (spans, width) = spans(constraints);
        *steps = steps.saturating_sub(width as u64 * (alphabet.len() as u64 + 1) / WORDS_A_STEP);
        if *steps == 0 {
            return None;
        }
        let mut product = Product {
            marks: vec![Marks::default(); width],
            rows: vec![0; width * (alphabet.len() + 1)],
            spans: Vec::new(),
            alphabet,
            positions: vec![Position { named: [NONE; 2], distance: 0 }; width * 64],
        };
        for (constraint, span) in constraints.iter().zip(&spans) {
            product.enter_symbols(span.base(), constraint, constraint.wanted || letters == Letters::All);
        }
        product.spans = spans;
        for (at, constraint) in constraints.iter().enumerate() {
            product.enter_ends(at, constraint);
        }
        Some(product)
    }

    /// What the symbols of the pattern say of the positions from `base` on.
    fn enter_symbols(&mut self, base: usize, constraint: &Constraint<'_>, is_named: bool) {
        let width = self.marks.len();
        // The position, and the first one behind the last letter.
        let (mut at, mut behind_letter) = (base, base);
        for &symbol in constraint.pattern.symbols() {
            let (word, bit) = place(at + 1);
            match symbol {
                Symbol::Any => {
                    self.mark(at, |marks, bit| marks.loops |= bit);
                    for open in behind_letter..=at {
                        self.mark(open, |marks, bit| marks.open |= bit);
                    }
                    continue;
                }
                Symbol::One => {
                    for meets in self.rows.iter_mut().skip(word).step_by(width) {
                        *meets |= bit;
                    }
                }
                Symbol::Char(letter) => {
                    let other_case = constraint.pattern.ignores_case().then(|| letter.to_ascii_uppercase());
                    let other_case = other_case.filter(|&other| other != letter);
                    let named = [Some(letter), other_case].map(|letter| self.alphabet.row(letter?));
                    for row in named.into_iter().flatten() {
                        if let Some(meets) = self.rows.get_mut(row * width + word) {
                            *meets |= bit;
                        }
                    }
                    if is_named && let Some(position) = self.positions.get_mut(at) {
                        position.named =
                            named.map(|row| row.and_then(|row| row.try_into().ok()).unwrap_or(NONE));
                    }
                    behind_letter = at + 1;
                }
            }
            at += 1;
        }
    }

    /// Where the unknown text may begin and end, and what follows from that.
    fn enter_ends(&mut self, at: usize, constraint: &Constraint<'_>) {
        let Some(base) = self.spans.get(at).map(Span::base) else { return };
        for position in positions_after(constraint.pattern, constraint.before) {
            self.mark(base + position, |marks, bit| marks.start |= bit);
        }
        let (mut everything, mut from) = (None, 0);
        for position in positions_before(constraint.pattern, constraint.after) {
            self.mark(base + position, |marks, bit| {
                marks.accepting |= bit;
                marks.refusing |= if constraint.wanted { 0 } else { bit };
                if marks.loops & bit != 0 {
                    everything = Some(place(base + position));
                }
            });
            for (distance, before) in (from..=position).rev().enumerate() {
                if let Some(before) = self.positions.get_mut(base + before) {
                    before.distance = u32::try_from(distance).unwrap_or(u32::MAX);
                }
            }
            from = position + 1;
        }
        if let Some(span) = self.spans.get_mut(at) {
            span.everything = everything;
        }
        // Nothing is accepted from the positions behind the last accepting one.
        for position in from..=constraint.pattern.least_length() {
            self.mark(base + position, |marks, bit| marks.start &= !bit);
            let (word, bit) = place(base + position);
            for meets in self.rows.iter_mut().skip(word).step_by(self.marks.len()) {
                *meets &= !bit;
            }
        }
    }

    fn mark(&mut self, position: usize, mark: impl FnOnce(&mut Marks, u64)) {
        let (word, bit) = place(position);
        if let Some(marks) = self.marks.get_mut(word) {
            mark(marks, bit);
        }
    }
}

/// Gives each constraint its words, a whole number of its own or a part of one, and counts them.
fn spans(constraints: &[Constraint<'_>]) -> (Vec<Span>, usize) {
    let (mut word, mut used) = (0, 0);
    let mut spans = Vec::with_capacity(constraints.len());
    for constraint in constraints {
        let positions = constraint.pattern.least_length() + 1;
        if used + positions > 64 && used > 0 {
            (word, used) = (word + 1, 0);
        }
        let words = positions.div_ceil(64);
        let bits = if positions < 64 { ((1u64 << positions) - 1) << used } else { u64::MAX };
        spans.push(Span {
            first: word,
            end: word + words,
            bits,
            wanted: constraint.wanted,
            everything: None,
        });
        if words > 1 {
            word += words;
        } else {
            used += positions;
        }
    }
    (spans, if used > 0 { word + 1 } else { word })
}

/// The word of a position and its bit there.
fn place(position: usize) -> (usize, u64) {
    (position / 64, 1 << (position % 64))
}
