//! The product of the automata of some constraints, their positions as bits of one row of words.
//!
//! A pattern without its `*`s has *m* symbols and so *m* + 1 positions; position *i* has met *i* of them, and
//! *loops* if a `*` stands there. One letter takes a set S of positions to ((S « 1) ∧ M) ∨ (S ∧ L), where M
//! holds the positions behind a symbol that the letter meets, and L those that loop (Baeza-Yates and Gonnet's
//! Shift-And). The sets of all constraints lie side by side; M never holds a first position, so what is
//! shifted from one set into the next is lost.
//!
//! Two rules keep the number of sets small, and neither changes which texts are accepted:
//! - Call the positions around the `?`s that stand before a `*`, up to the one that loops, *open*. The
//!   positions of S before its last open one are dropped: a text accepted from one of them passes the looping
//!   position after more letters than the open one is away from it, so that the open one gets there with the
//!   same letters and goes on the same. (What remains is the failure function of Knuth, Morris and Pratt, as
//!   many sets as positions, unless a piece between two `*`s has a letter, `?`s and a letter; only these make
//!   for many sets.)
//! - A set with an accepting position that loops accepts every text; it becomes the last such position alone.
//!
//! What stands around the unknown text moves the first positions (`before`) and the accepting ones (`after`,
//! read backwards); positions behind the last accepting one are dropped. `layout` does that.

use super::alphabet::Alphabet;

/// The product automaton. A state is a row of words.
pub(super) struct Product {
    /// For each word of a state its positions of each kind.
    pub(super) marks: Vec<Marks>,
    /// M for each letter of the alphabet, then for a letter that nobody names: rows as long as a state.
    pub(super) rows: Vec<u64>,
    pub(super) spans: Vec<Span>,
    pub(super) alphabet: Alphabet,
    pub(super) positions: Vec<Position>,
}

/// Positions in one word.
#[derive(Clone, Copy, Default)]
pub(super) struct Marks {
    /// Those at the beginning of the unknown text.
    pub(super) start: u64,
    /// Those at which a `*` stands.
    pub(super) loops: u64,
    /// Those with a `*`, and those around the `?`s before it.
    pub(super) open: u64,
    /// Those at which the unknown text may end.
    pub(super) accepting: u64,
    /// Of these, those of constraints that are not wanted.
    pub(super) refusing: u64,
}

/// Where the positions of one constraint lie.
pub(super) struct Span {
    pub(super) first: usize,
    /// One past the last word.
    pub(super) end: usize,
    /// The bits of the words. Of several words all bits.
    pub(super) bits: u64,
    pub(super) wanted: bool,
    /// The last position that loops and accepts, if there is one, as a word and a bit of it.
    pub(super) everything: Option<(usize, u64)>,
}

/// No letter: the symbol is a wildcard, or its letter is not looked for.
pub(super) const NONE: u32 = u32::MAX;

/// What is known of a position.
#[derive(Clone, Copy)]
pub(super) struct Position {
    /// The places in the alphabet of the letters that the symbol behind it names.
    pub(super) named: [u32; 2],
    /// How many letters it takes at least to an accepting position.
    pub(super) distance: u32,
}

impl Product {
    /// The words of a state.
    pub(super) fn width(&self) -> usize {
        self.marks.len()
    }

    /// What one letter followed costs.
    pub(super) fn price(&self) -> u64 {
        self.spans.len().max(self.width()).max(1) as u64
    }

    /// The first state; `None` if nothing is accepted from it.
    pub(super) fn start(&self) -> Option<Vec<u64>> {
        let mut state: Vec<u64> = self.marks.iter().map(|marks| marks.start).collect();
        self.settle(&mut state).then_some(state)
    }

    /// The letters that nobody names, as a place in the alphabet.
    pub(super) fn others(&self) -> usize {
        self.alphabet.len()
    }

    /// The places of the letters that a symbol at hand names, each once, in a fixed order.
    pub(super) fn letters_at(&self, state: &[u64], letters: &mut Vec<usize>) {
        letters.clear();
        for (at, &word) in state.iter().enumerate() {
            for position in self.positions_in(at, word) {
                for &letter in position.named.iter().filter(|&&letter| letter != NONE) {
                    if !letters.contains(&(letter as usize)) {
                        letters.push(letter as usize);
                    }
                }
            }
        }
    }

    /// Makes `next` the state after the letter at that place; whether anything may be accepted from it.
    pub(super) fn advance(&self, state: &[u64], letter: usize, next: &mut [u64]) -> bool {
        let row = self.rows.get(letter * self.width()..).unwrap_or_default();
        let mut carry = 0;
        for (((next, &word), &meets), marks) in next.iter_mut().zip(state).zip(row).zip(&self.marks) {
            *next = ((word << 1 | carry) & meets) | (word & marks.loops);
            carry = word >> 63;
        }
        self.settle(next)
    }

    /// Applies the two rules to each set. False if a wanted set is empty or another accepts everything.
    fn settle(&self, state: &mut [u64]) -> bool {
        for span in &self.spans {
            let (mut is_closed, mut is_empty, mut accepts_everything) = (false, true, false);
            for at in (span.first..span.end).rev() {
                let (Some(word), Some(marks)) = (state.get_mut(at), self.marks.get(at)) else { return false };
                let own = *word & span.bits;
                let mut kept = if is_closed { 0 } else { own };
                if let Some(last) = (kept & marks.open).checked_ilog2() {
                    kept &= u64::MAX << last;
                    is_closed = true;
                    accepts_everything |= kept & marks.loops & marks.accepting != 0;
                }
                *word ^= own ^ kept;
                is_empty &= kept == 0;
            }
            if accepts_everything {
                if !span.wanted {
                    return false;
                }
                span.become_everything(state);
            } else if is_empty && span.wanted {
                return false;
            }
        }
        true
    }

    /// A number of letters that it takes at least from here to satisfy the wanted constraints. One letter on
    /// it is less by at most one.
    pub(super) fn distance(&self, state: &[u64]) -> usize {
        let mut distance = 0;
        for span in self.spans.iter().filter(|span| span.wanted) {
            let words = state.iter().enumerate().take(span.end).skip(span.first);
            let own = words.flat_map(|(at, &word)| self.positions_in(at, word & span.bits));
            distance = own.map(|position| position.distance).min().map_or(distance, |own| own.max(distance));
        }
        distance as usize
    }

    /// Whether the texts that lead here satisfy all constraints.
    pub(super) fn accepts(&self, state: &[u64]) -> bool {
        let pairs = || state.iter().zip(&self.marks);
        pairs().all(|(&word, marks)| word & marks.refusing == 0)
            && self.spans.iter().filter(|span| span.wanted).all(|span| {
                let mut own = pairs().take(span.end).skip(span.first);
                own.any(|(&word, marks)| word & marks.accepting & span.bits != 0)
            })
    }

    /// The positions that are these bits of a word.
    fn positions_in(&self, at: usize, word: u64) -> impl Iterator<Item = &Position> {
        let mut left = word;
        std::iter::from_fn(move || {
            let position = at * 64 + left.checked_ilog2()? as usize;
            left ^= 1 << (position % 64);
            self.positions.get(position)
        })
    }
}

impl Span {
    /// The position at its least bit.
    pub(super) fn base(&self) -> usize {
        self.first * 64 + self.bits.trailing_zeros() as usize
    }

    fn become_everything(&self, state: &mut [u64]) {
        for word in state.iter_mut().take(self.end).skip(self.first) {
            *word &= !self.bits;
        }
        if let Some((word, bit)) = self.everything
            && let Some(word) = state.get_mut(word)
        {
            *word |= bit;
        }
    }
}
