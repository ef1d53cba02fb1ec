//! Patterns joined by a letter.

use super::pattern::Pattern;

/// The texts t₁ · *joint* · t₂ · … · *joint* · tₙ, each tᵢ in its pattern, the joint not in t₁ … tₙ₋₁: what
/// splitting a text at its first N − 1 joints holds against a pattern each.
///
/// N is at least 1, and the joint is none of A–Z and a–z, whose case a pattern may ignore.
///
/// A text has at most one such split, so the set is a product, and the laws of products hold: one is in
/// another iff it is empty or each factor is in the other's; two share a text iff all factors do. Factors
/// before the last are sets of texts without joints. If a pattern names the joint, no such text is in it. If
/// two patterns do not name it, their relations are those of the patterns as they are: in a text that shows p
/// ⊄ q or p ∩ q ≠ ∅ any joints are met by wildcards, so that a letter can stand in for them that p and q do
/// not name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Joined<const N: usize> {
    parts: [Pattern; N],
    joint: char,
}

impl<const N: usize> Joined<N> {
    /// The texts with a part in each of these patterns.
    pub fn new(parts: [Pattern; N], joint: char) -> Joined<N> {
        Joined { parts, joint }
    }

    /// The patterns of the parts.
    pub fn parts(&self) -> &[Pattern; N] {
        &self.parts
    }

    /// Whether no text is in the set: a part before the last names the joint.
    pub fn is_empty(&self) -> bool {
        self.parts.iter().take(N.saturating_sub(1)).any(|part| part.names(self.joint))
    }

    /// Whether the text is in the set.
    pub fn contains(&self, text: &str) -> bool {
        let mut texts = text.splitn(N, self.joint);
        self.parts.iter().all(|part| texts.next().is_some_and(|text| part.contains(text)))
    }

    /// Whether every text of `inner`, which has the same joint, is in `self`; `None` as in
    /// [`Pattern::includes`].
    pub fn includes(&self, inner: &Joined<N>) -> Option<bool> {
        if inner.is_empty() {
            return Some(true);
        }
        if self.is_empty() {
            return Some(false);
        }
        let mut is_known = true;
        for (own, inner) in self.parts.iter().zip(&inner.parts) {
            match own.includes(inner) {
                Some(true) => {}
                Some(false) => return Some(false),
                None => is_known = false,
            }
        }
        is_known.then_some(true)
    }

    /// Whether no text is in both sets, which have the same joint.
    pub fn is_disjoint(&self, other: &Joined<N>) -> bool {
        self.is_empty()
            || other.is_empty()
            || self.parts.iter().zip(&other.parts).any(|(one, other)| one.is_disjoint(other))
    }
}
