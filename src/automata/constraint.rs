//! Constraints on an unknown text, and letters that none of them names.

use super::pattern::Pattern;

/// One constraint on an unknown text *v*: (`before` · *v* · `after` ∈ `pattern`) = `wanted`.
#[derive(Clone, Copy, Debug)]
pub struct Constraint<'a> {
    /// The set of texts.
    pub pattern: &'a Pattern,
    /// What stands before the unknown text.
    pub before: &'a str,
    /// What stands after it.
    pub after: &'a str,
    /// Whether the whole is to be in the set, or out of it.
    pub wanted: bool,
}

impl Constraint<'_> {
    /// Whether the text satisfies the constraint.
    pub fn admits(&self, text: &str) -> bool {
        if self.is_bare() {
            return self.pattern.contains(text) == self.wanted;
        }
        self.pattern.contains(&[self.before, text, self.after].concat()) == self.wanted
    }

    /// Whether nothing stands around the unknown text.
    pub(super) fn is_bare(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }
}

/// A letter that no pattern names and that is not `without`: *x* if it can be, else another small letter or
/// digit, else the first scalar value that will do. `None` is not to be expected: the patterns name all.
pub(super) fn unnamed_letter(constraints: &[Constraint<'_>], without: Option<char>) -> Option<char> {
    let named = constraints.iter().fold(0, |named, constraint| named | constraint.pattern.ascii());
    let plain = "xyzabcdefghijklmnopqrstuvw0123456789".chars();
    let plain = plain.filter(|&letter| named >> u32::from(letter) & 1 == 0);
    let other = ('\u{a1}'..=char::MAX)
        .filter(|&letter| constraints.iter().all(|constraint| !constraint.pattern.names(letter)));
    plain.chain(other).find(|&letter| Some(letter) != without)
}
