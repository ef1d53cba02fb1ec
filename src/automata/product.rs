//! The product of the automata of some constraints, their positions as bits of one row of words.
//!
//! A pattern without its `*`s has *m* symbols and so *m* + 1 positions; position *i* has met *i* of them, and *loops*
//! if a `*` stands there. One letter takes a set S of positions to ((S « 1) ∧ M) ∨ (S ∧ L), where M holds the
//! positions behind a symbol that the letter meets, and L those that loop (Baeza-Yates and Gonnet's Shift-And). The sets of all
//! constraints lie side by side; M never holds a first position, so what is shifted from one set into the next is lost.
//!
//! Two rules keep the number of sets small, and neither changes which texts are accepted:
//! - Call the positions around the `?`s that stand before a `*`, up to the one that loops, *open*. The positions of S
//!   before its last open one are dropped: a text accepted from one of them passes the looping position after more letters than
//!   the open one is away from it, so that the open one gets there with the same letters and goes on the same. (What
//!   remains is the failure function of Knuth, Morris and Pratt, as many sets as positions, unless a piece between two
//!   `*`s has a letter, `?`s and a letter; only these make for many sets.)
//! - A set with an accepting position that loops accepts every text; it becomes the last such position alone.
//!
//! What stands around the unknown text moves the first positions (`before`) and the accepting ones (`after`, read
//! backwards); positions behind the last accepting one are dropped.

use super::constraint::Constraint;
use super::pattern::Symbol;
use super::positions::Positions;

/// The letters to look for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    /// What wanted patterns name, and one case of letters where case cannot matter: enough to find a member.
    OfWanted,
    /// What any pattern names.
    All,
}

/// Where the positions of one constraint lie.
struct Span {
    first: usize,
    /// One past the last word.
    end: usize,
    /// The bits of the words; more than one word is always whole.
    bits: u64,
    wanted: bool,
    /// The word and bit of the position that stands for "every text", if there is one.
    everything: Option<(usize, u64)>,
}

/// No row: the symbol is a wildcard, or its letter is not looked for.
const NO_ROW: u32 = u32::MAX;

/// The product automaton. A state is a row of words.
pub(super) struct Product {
    width: usize,
    start: Vec<u64>,
    loops: Vec<u64>,
    open: Vec<u64>,
    accepting: Vec<u64>,
    /// The accepting positions of the constraints that are not wanted.
    refusing: Vec<u64>,
    spans: Vec<Span>,
    letters: Vec<char>,
    /// A row of M for each of `letters`, and one for a letter that nobody names.
    rows: Vec<u64>,
    /// For each position how many letters it takes at least to an accepting one.
    distances: Vec<u32>,
    /// For each position the rows of the letters that its symbol names.
    named: Vec<[u32; 2]>,
}

impl Product {
    pub(super) fn new(constraints: &[Constraint<'_>], letters: Letters, without: Option<char>) -> Product {
        let mut product = Product {
            width: 0,
            start: Vec::new(),
            loops: Vec::new(),
            open: Vec::new(),
            accepting: Vec::new(),
            refusing: Vec::new(),
            spans: Vec::with_capacity(constraints.len()),
            letters: letters_of(constraints, letters, without),
            rows: Vec::new(),
            distances: Vec::new(),
            named: Vec::new(),
        };
        let width = product.lay_out(constraints);
        product.width = width;
        product.start = vec![0; width];
        product.loops = vec![0; width];
        product.open = vec![0; width];
        product.accepting = vec![0; width];
        product.refusing = vec![0; width];
        product.rows = vec![0; width * (product.letters.len() + 1)];
        product.distances = vec![0; width * 64];
        product.named = vec![[NO_ROW; 2]; width * 64];
        for (at, constraint) in constraints.iter().enumerate() {
            product.enter(at, constraint, constraint.wanted || letters == Letters::All);
        }
        product
    }

    /// Gives each constraint its words: a whole number of its own, or a part of one. Returns their number.
    fn lay_out(&mut self, constraints: &[Constraint<'_>]) -> usize {
        let (mut word, mut used) = (0, 0);
        for constraint in constraints {
            let positions = constraint.pattern.least_length() + 1;
            if used + positions > 64 && used > 0 {
                (word, used) = (word + 1, 0);
            }
            let words = positions.div_ceil(64);
            let bits = if positions < 64 { ((1u64 << positions) - 1) << used } else { u64::MAX };
            let wanted = constraint.wanted;
            self.spans.push(Span { first: word, end: word + words, bits, wanted, everything: None });
            if words > 1 {
                word += words;
            } else {
                used += positions;
            }
        }
        if used > 0 { word + 1 } else { word }
    }

    fn enter(&mut self, at: usize, constraint: &Constraint<'_>, is_named: bool) {
        let Some(span) = self.spans.get(at) else { return };
        let base = span.first * 64 + span.bits.trailing_zeros() as usize;
        let positions = Positions::of(constraint.pattern);
        let ignore_case = constraint.pattern.ignores_case();
        let meets = |symbol: Symbol, letter: char| match symbol {
            Symbol::Char(own) => own == letter || (ignore_case && own.eq_ignore_ascii_case(&letter)),
            Symbol::One | Symbol::Any => true,
        };
        let start = positions.after(constraint.before, meets);
        let accepting = positions.before(constraint.after, meets);
        let Positions { skeleton, loops, open } = positions;
        let last_accepting = accepting.iter().rposition(|&accepts| accepts);
        let is_alive = |position: usize| last_accepting.is_some_and(|last| position <= last);
        let (mut everything, mut next_accepting) = (None, 0);
        for (position, (((&starts, &accepts), &is_loop), &is_open)) in
            start.iter().zip(&accepting).zip(&loops).zip(&open).enumerate().rev()
        {
            if !is_alive(position) {
                continue;
            }
            let (word, bit) = ((base + position) / 64, 1 << ((base + position) % 64));
            set(&mut self.start, word, bit, starts);
            set(&mut self.accepting, word, bit, accepts);
            set(&mut self.refusing, word, bit, accepts && !constraint.wanted);
            set(&mut self.loops, word, bit, is_loop);
            set(&mut self.open, word, bit, is_open);
            if is_loop && accepts && everything.is_none() {
                everything = Some((word, bit));
            }
            if accepts {
                next_accepting = position;
            }
            if let Some(distance) = self.distances.get_mut(base + position) {
                *distance = u32::try_from(next_accepting - position).unwrap_or(u32::MAX);
            }
        }
        if let Some(span) = self.spans.get_mut(at) {
            span.everything = everything;
        }
        for (position, &symbol) in skeleton.iter().enumerate().filter(|(position, _)| is_alive(position + 1))
        {
            let (word, bit) = ((base + position + 1) / 64, 1 << ((base + position + 1) % 64));
            match symbol {
                Symbol::Char(own) => {
                    let cases = if ignore_case { [own, own.to_ascii_uppercase()] } else { [own, own] };
                    let mut rows = cases.map(|case| self.letters.binary_search(&case).ok());
                    if cases.first() == cases.last() {
                        rows = [rows.into_iter().flatten().next(), None];
                    }
                    for row in rows.into_iter().flatten() {
                        set(&mut self.rows, row * self.width + word, bit, true);
                    }
                    if is_named && let Some(named) = self.named.get_mut(base + position) {
                        *named =
                            rows.map(|row| row.and_then(|row| u32::try_from(row).ok()).unwrap_or(NO_ROW));
                    }
                }
                Symbol::One | Symbol::Any => {
                    for row in 0..=self.letters.len() {
                        set(&mut self.rows, row * self.width + word, bit, true);
                    }
                }
            }
        }
    }

    /// The words of a state.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// The first state; `None` if nothing is accepted from it.
    pub(super) fn start(&self) -> Option<Vec<u64>> {
        let mut state = self.start.clone();
        self.settle(&mut state).then_some(state)
    }

    /// The row of the letters that nobody names.
    pub(super) fn other_row(&self) -> usize {
        self.letters.len()
    }

    /// The letter of a row; `None` for that of the letters that nobody names.
    pub(super) fn letter(&self, row: usize) -> Option<char> {
        self.letters.get(row).copied()
    }

    /// The rows of the letters that a symbol at hand names, each once, in a fixed order.
    pub(super) fn rows_at(&self, state: &[u64], rows: &mut Vec<usize>) {
        rows.clear();
        for (at, &word) in state.iter().enumerate() {
            let mut left = word;
            while left != 0 {
                let position = at * 64 + left.trailing_zeros() as usize;
                left &= left - 1;
                for &row in self.named.get(position).into_iter().flatten() {
                    if row != NO_ROW && !rows.contains(&(row as usize)) {
                        rows.push(row as usize);
                    }
                }
            }
        }
    }

    /// Makes `next` the state after a letter of that row; whether anything may be accepted from it.
    pub(super) fn advance(&self, state: &[u64], row: usize, next: &mut [u64]) -> bool {
        let row = self.rows.get(row * self.width..(row + 1) * self.width).unwrap_or_default();
        let mut carry = 0;
        for (((next, &word), &meets), &loops) in next.iter_mut().zip(state).zip(row).zip(&self.loops) {
            *next = ((word << 1 | carry) & meets) | (word & loops);
            carry = word >> 63;
        }
        self.settle(next)
    }

    /// Applies the two rules to each set. False if a wanted set is empty or another accepts everything.
    fn settle(&self, state: &mut [u64]) -> bool {
        for span in &self.spans {
            let whole = span.first..span.end;
            let (Some(words), Some(open)) = (state.get_mut(whole.clone()), self.open.get(whole.clone()))
            else {
                return false;
            };
            let last = words.iter().zip(open).rposition(|(&word, &open)| word & open & span.bits != 0);
            if let Some(last) = last {
                for word in words.iter_mut().take(last) {
                    *word = 0;
                }
                if let Some((word, &open)) = words.get_mut(last).zip(open.get(last)) {
                    let before = (1u64 << (*word & open & span.bits).ilog2()) - 1;
                    *word &= !(before & span.bits);
                }
                if let Some((word, bit)) = span.everything
                    && self.accepts_everything(state, whole.clone(), span.bits)
                {
                    if !span.wanted {
                        return false;
                    }
                    for word in state.get_mut(whole).into_iter().flatten() {
                        *word &= !span.bits;
                    }
                    set(state, word, bit, true);
                }
            } else if span.wanted && words.iter().all(|&word| word & span.bits == 0) {
                return false;
            }
        }
        true
    }

    fn accepts_everything(&self, state: &[u64], whole: std::ops::Range<usize>, bits: u64) -> bool {
        let triples = state.iter().zip(&self.loops).zip(&self.accepting);
        let mut own = triples.skip(whole.start).take(whole.len());
        own.any(|((&word, &loops), &accepting)| word & loops & accepting & bits != 0)
    }

    /// A number of letters that it takes at least from here to satisfy the wanted constraints. One letter on it is
    /// less by at most one.
    pub(super) fn distance(&self, state: &[u64]) -> usize {
        let mut distance = 0;
        for span in self.spans.iter().filter(|span| span.wanted) {
            let mut of_span = u32::MAX;
            for (at, &word) in state.iter().enumerate().take(span.end).skip(span.first) {
                let mut left = word & span.bits;
                while left != 0 {
                    let position = at * 64 + left.trailing_zeros() as usize;
                    left &= left - 1;
                    of_span = of_span.min(self.distances.get(position).copied().unwrap_or_default());
                }
            }
            distance = distance.max(of_span);
        }
        distance as usize
    }

    /// Whether the texts that lead here satisfy all constraints.
    pub(super) fn accepts(&self, state: &[u64]) -> bool {
        state.iter().zip(&self.refusing).all(|(&word, &refusing)| word & refusing == 0)
            && self.spans.iter().filter(|span| span.wanted).all(|span| {
                let words = state.get(span.first..span.end).unwrap_or_default();
                let accepting = self.accepting.get(span.first..span.end).unwrap_or_default();
                words.iter().zip(accepting).any(|(&word, &accepting)| word & accepting & span.bits != 0)
            })
    }
}

fn set(words: &mut [u64], word: usize, bit: u64, is_set: bool) {
    if is_set && let Some(word) = words.get_mut(word) {
        *word |= bit;
    }
}

/// The letters of the rows, sorted.
///
/// If every pattern that has letters A–Z or a–z ignores case, texts that differ in case only satisfy the same
/// constraints, so that one case of each letter will do for a member.
fn letters_of(constraints: &[Constraint<'_>], letters: Letters, without: Option<char>) -> Vec<char> {
    let both_cases = letters == Letters::All
        || constraints
            .iter()
            .any(|constraint| !constraint.pattern.ignores_case() && constraint.pattern.has_cases());
    let mut found = Vec::new();
    for constraint in constraints.iter().filter(|constraint| constraint.wanted || letters == Letters::All) {
        for &symbol in constraint.pattern.symbols() {
            let Symbol::Char(letter) = symbol else { continue };
            let is_small_enough = !both_cases && Some(letter) != without;
            found.push(letter);
            if constraint.pattern.ignores_case() && !is_small_enough {
                found.push(letter.to_ascii_uppercase());
            }
        }
    }
    if letters == Letters::OfWanted {
        found.retain(|&letter| Some(letter) != without);
    }
    found.sort_unstable();
    found.dedup();
    found
}
