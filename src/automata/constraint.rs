//! Constraints on an unknown text.

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
