//! Patterns of `*` and `?` in normal form, and whether a text is in one.
//!
//! A run of wildcards is a gap of at least *n* letters (`?` n times, then `*`) or of exactly *n*; so every
//! run is written as its `?`s before at most one `*`. Over an alphabet that always has a letter more than a
//! pattern names, this form is canonical: two patterns are the same set iff they are equal. For the shortest
//! texts of a set give the pattern without its `*`s (a place that always has the same letter is that letter,
//! any other a `?`), and a gap has a `*` iff the text stays in the set as the gap is filled with more and
//! more of a letter that the pattern does not name, since the named letters still have to meet their own
//! places. A pattern that ignores case is folded to small letters, and one without letters does not ignore
//! case.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use super::bytes::{ends, starts};
use super::greedy::greedy;

/// One symbol of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Symbol {
    /// This letter.
    Char(char),
    /// `?`: any one letter.
    One,
    /// `*`: any text, also the empty one.
    Any,
}

/// The set of texts of a `*`/`?` pattern over all Unicode scalar values; if it ignores case, A–Z and a–z are
/// taken as equal in pattern and text, and no other letters are.
///
/// Two patterns are equal iff they are the same set.
#[derive(Clone, Debug)]
pub struct Pattern {
    symbols: Box<[Symbol]>,
    ignore_case: bool,
    /// The letters of the pattern, in order.
    letters: Box<str>,
    /// How many bytes of `letters` stand before the first wildcard; all if there is none.
    prefix: usize,
    /// How many bytes of `letters` stand after the last wildcard; all if there is none.
    suffix: usize,
    /// How many `*` there are.
    stars: usize,
    /// How many `?` there are.
    ones: usize,
    /// How many runs of wildcards there are.
    gaps: usize,
    /// Whether some `*` has a `?` before it, that is, whether some gap has a least length and no greatest.
    spaced: bool,
    /// The ASCII letters that occur, as the bits of their codes; both cases where case is ignored.
    ascii: u128,
}

/// A–Z and a–z as the bits of their codes.
pub(super) const ALPHABETIC: u128 = 0x07ff_fffe_07ff_fffe << 64;

/// More symbols than this are not made room for before they come.
const GENEROUS: usize = 256;

impl Pattern {
    /// The texts that are a text for each symbol, in order.
    pub fn new(symbols: impl IntoIterator<Item = Symbol>, ignore_case: bool) -> Pattern {
        let symbols = symbols.into_iter();
        let capacity = symbols.size_hint().1.unwrap_or_default().min(GENEROUS);
        let mut normal = Vec::with_capacity(capacity);
        let (mut letters, mut prefix, mut suffix) = (String::with_capacity(capacity), None, 0);
        let (mut stars, mut ones, mut gaps, mut spaced, mut ascii) = (0, 0, 0, false, 0u128);
        let (mut ones_of_gap, mut any_in_gap) = (0, false);
        for symbol in symbols.map(Some).chain([None]) {
            match symbol {
                Some(Symbol::One) => ones_of_gap += 1,
                Some(Symbol::Any) => any_in_gap = true,
                Some(Symbol::Char(_)) | None => {
                    if ones_of_gap > 0 || any_in_gap {
                        prefix.get_or_insert(letters.len());
                        suffix = letters.len();
                        gaps += 1;
                        stars += usize::from(any_in_gap);
                        ones += ones_of_gap;
                        spaced |= any_in_gap && ones_of_gap > 0;
                        normal.extend(std::iter::repeat_n(Symbol::One, ones_of_gap));
                        normal.extend(any_in_gap.then_some(Symbol::Any));
                        (ones_of_gap, any_in_gap) = (0, false);
                    }
                }
            }
            if let Some(Symbol::Char(letter)) = symbol {
                let letter = if ignore_case { letter.to_ascii_lowercase() } else { letter };
                if letter.is_ascii() {
                    ascii |= 1 << u32::from(letter);
                }
                letters.push(letter);
                normal.push(Symbol::Char(letter));
            }
        }
        let ignore_case = ignore_case && ascii & ALPHABETIC != 0;
        if ignore_case {
            ascii |= (ascii & ALPHABETIC) >> 32;
        }
        Pattern {
            symbols: normal.into(),
            ignore_case,
            prefix: prefix.unwrap_or(letters.len()),
            suffix: letters.len() - suffix,
            letters: letters.into(),
            stars,
            ones,
            gaps,
            spaced,
            ascii,
        }
    }

    /// The texts of a pattern in which every `*` and `?` is a wildcard.
    pub fn glob(text: &str, ignore_case: bool) -> Pattern {
        let symbols = text.chars().map(|letter| match letter {
            '*' => Symbol::Any,
            '?' => Symbol::One,
            letter => Symbol::Char(letter),
        });
        Pattern::new(symbols, ignore_case)
    }

    /// The text itself, and where case is ignored its variants.
    pub fn literal(text: &str, ignore_case: bool) -> Pattern {
        Pattern::new(text.chars().map(Symbol::Char), ignore_case)
    }

    /// The symbols of the normal form.
    pub fn symbols(&self) -> &[Symbol] {
        &self.symbols
    }

    /// Whether A–Z and a–z are taken as equal. Never so for a pattern without such letters.
    pub fn ignores_case(&self) -> bool {
        self.ignore_case
    }

    /// The text *t* such that the set is {*t*}, if there is one.
    pub fn as_literal(&self) -> Option<&str> {
        (self.gaps == 0 && !self.ignore_case).then_some(&*self.letters)
    }

    /// Whether every text is in the set.
    pub fn is_anything(&self) -> bool {
        matches!(*self.symbols, [Symbol::Any])
    }

    /// Whether the letter occurs in the pattern; the other case of a letter counts where case is ignored. The
    /// letters that do not occur are alike: no text leaves the set when one of them is put for another.
    pub fn names(&self, letter: char) -> bool {
        if letter.is_ascii() {
            self.ascii >> u32::from(letter) & 1 == 1
        } else {
            self.letters.contains(letter)
        }
    }

    /// Whether the text is in the set.
    pub fn contains(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        if self.gaps == 0 {
            return bytes.len() == self.letters.len() && starts(bytes, self.prefix(), self.ignore_case);
        }
        let Some(inside) = bytes.len().checked_sub(self.prefix + self.suffix) else { return false };
        if !starts(bytes, self.prefix(), self.ignore_case) || !ends(bytes, self.suffix(), self.ignore_case) {
            return false;
        }
        if self.gaps == 1 && self.stars == 1 && !self.spaced {
            return true;
        }
        // What stands between prefix and suffix begins and ends where a letter does, since these are letters.
        let Some(middle) = text.get(self.prefix..self.prefix + inside) else { return false };
        if self.ignore_case {
            greedy(self.inner_symbols(), middle.chars(), |symbol, letter| match symbol {
                Symbol::Char(own) => own.eq_ignore_ascii_case(&letter),
                Symbol::One | Symbol::Any => true,
            })
        } else {
            greedy(self.inner_symbols(), middle.chars(), |symbol, letter| match symbol {
                Symbol::Char(own) => own == letter,
                Symbol::One | Symbol::Any => true,
            })
        }
    }

    /// The symbols from the first to the last wildcard.
    fn inner_symbols(&self) -> &[Symbol] {
        let is_wildcard = |symbol: &Symbol| !matches!(symbol, Symbol::Char(_));
        let first = self.symbols.iter().position(is_wildcard);
        let last = self.symbols.iter().rposition(is_wildcard);
        first.zip(last).and_then(|(first, last)| self.symbols.get(first..=last)).unwrap_or_default()
    }

    /// The letters before the first wildcard; all if there is none.
    pub(super) fn prefix(&self) -> &[u8] {
        self.letters.as_bytes().get(..self.prefix).unwrap_or_default()
    }

    /// The letters after the last wildcard; all if there is none.
    pub(super) fn suffix(&self) -> &[u8] {
        self.letters.as_bytes().get(self.letters.len() - self.suffix..).unwrap_or_default()
    }

    /// How many letters the shortest texts of the set have.
    pub fn least_length(&self) -> usize {
        self.symbols.len() - self.stars
    }

    /// How many `*` there are.
    pub(super) fn stars(&self) -> usize {
        self.stars
    }

    /// How many `?` there are.
    pub(super) fn ones(&self) -> usize {
        self.ones
    }

    /// How many runs of wildcards there are.
    pub(super) fn gaps(&self) -> usize {
        self.gaps
    }

    /// Whether some `*` has a `?` before it.
    pub(super) fn is_spaced(&self) -> bool {
        self.spaced
    }

    /// Whether all letters that occur are ASCII.
    pub(super) fn is_ascii(&self) -> bool {
        self.letters.is_ascii()
    }

    /// Whether one of A–Z and a–z occurs.
    pub(super) fn has_cases(&self) -> bool {
        self.ascii & ALPHABETIC != 0
    }

    /// The ASCII letters that occur, as the bits of their codes; both cases where case is ignored.
    pub(super) fn ascii(&self) -> u128 {
        self.ascii
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Pattern) -> bool {
        self.ignore_case == other.ignore_case && self.symbols == other.symbols
    }
}

impl Eq for Pattern {}

impl PartialOrd for Pattern {
    fn partial_cmp(&self, other: &Pattern) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Pattern {
    fn cmp(&self, other: &Pattern) -> Ordering {
        (&self.symbols, self.ignore_case).cmp(&(&other.symbols, other.ignore_case))
    }
}

/// Leaves out where the wildcards stand, but for the first: enough to tell patterns apart, and quickly read.
impl Hash for Pattern {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.letters.hash(state);
        state.write_usize(self.symbols.len() << 1 | usize::from(self.ignore_case));
        state.write_usize(self.prefix);
    }
}
