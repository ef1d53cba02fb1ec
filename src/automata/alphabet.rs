//! The letters that matter to some constraints.

use super::constraint::Constraint;
use super::pattern::{ALPHABETIC, Pattern, Symbol};

/// Which letters are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    /// What wanted patterns name, and one case of letters where case cannot matter: enough to find a member.
    OfWanted,
    /// What any pattern names.
    All,
}

/// A set of letters, in order: the ASCII ones as the bits of their codes, then the others.
pub(super) struct Alphabet {
    ascii: u128,
    others: Vec<char>,
}

impl Alphabet {
    /// The letters that the constraints name. Of [`Letters::OfWanted`] the letter `without` is left out.
    ///
    /// If every pattern that has letters A–Z or a–z ignores case, texts that differ in case only satisfy the
    /// same constraints, so that one case of each letter will do for a member: the small one unless it is
    /// `without`.
    pub(super) fn of(constraints: &[Constraint<'_>], letters: Letters, without: Option<char>) -> Alphabet {
        let all = letters == Letters::All;
        let mut alphabet = Alphabet { ascii: 0, others: Vec::new() };
        for Constraint { pattern, wanted, .. } in constraints {
            if !(all || *wanted) {
                continue;
            }
            alphabet.ascii |= pattern.ascii();
            if !pattern.is_ascii() {
                alphabet.others.extend(pattern.symbols().iter().filter_map(|&symbol| match symbol {
                    Symbol::Char(letter) if !letter.is_ascii() => Some(letter),
                    Symbol::Char(_) | Symbol::One | Symbol::Any => None,
                }));
            }
        }
        let bit = without.filter(char::is_ascii).map_or(0, |letter| 1u128 << u32::from(letter));
        if !all && !Alphabet::case_matters(constraints) {
            let of_missing = (alphabet.ascii & bit & ALPHABETIC) >> 32;
            alphabet.ascii &= !(ALPHABETIC & (ALPHABETIC >> 32)) | of_missing;
        }
        if !all {
            alphabet.ascii &= !bit;
            alphabet.others.retain(|&letter| Some(letter) != without);
        }
        alphabet.others.sort_unstable();
        alphabet.others.dedup();
        alphabet
    }

    /// Whether texts that differ in the case of A–Z and a–z only may differ in which constraints they
    /// satisfy.
    pub(super) fn case_matters(constraints: &[Constraint<'_>]) -> bool {
        constraints
            .iter()
            .any(|constraint| !constraint.pattern.ignores_case() && constraint.pattern.has_cases())
    }

    /// How many letters there are.
    pub(super) fn len(&self) -> usize {
        self.ascii.count_ones() as usize + self.others.len()
    }

    /// The place of the letter, if it is there.
    pub(super) fn row(&self, letter: char) -> Option<usize> {
        if letter.is_ascii() {
            let bit = 1u128 << u32::from(letter);
            return (self.ascii & bit != 0).then_some((self.ascii & (bit - 1)).count_ones() as usize);
        }
        let place = self.others.binary_search(&letter).ok()?;
        Some(self.ascii.count_ones() as usize + place)
    }

    /// The letter of the place.
    pub(super) fn letter(&self, row: usize) -> Option<char> {
        let of_ascii = self.ascii.count_ones() as usize;
        if let Some(place) = row.checked_sub(of_ascii) {
            return self.others.get(place).copied();
        }
        let mut left = self.ascii;
        for _ in 0..row {
            left &= left - 1;
        }
        char::from_u32(left.trailing_zeros())
    }
}

/// A letter that no pattern names and that is not `without`: *x* if it can be, else another small letter or
/// digit, else the first scalar value that will do. `None` is not to be expected: the patterns name all.
pub(super) fn unnamed_letter(constraints: &[Constraint<'_>], without: Option<char>) -> Option<char> {
    let named = constraints.iter().fold(0, |named, constraint| named | constraint.pattern.ascii());
    let plain = "xyzabcdefghijklmnopqrstuvw0123456789".chars();
    let plain = plain.filter(|&letter| named >> u32::from(letter) & 1 == 0);
    let is_named = |letter| constraints.iter().any(|constraint| Pattern::names(constraint.pattern, letter));
    let others = ('\u{a1}'..=char::MAX).filter(|&letter| !is_named(letter));
    plain.chain(others).find(|&letter| Some(letter) != without)
}
