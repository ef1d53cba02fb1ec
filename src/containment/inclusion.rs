//! Whether one pattern's texts are among another's, or apart from them: quickly, and "no" where it is not plain.
//!
//! `p` is included in `q` if `q` matches `p` read as a text, whose `*` only a `*` of `q` matches, whose `?` only a `?` or
//! `*`, and whose variables only the same variable or a `*`. Then every text of `p`, in whatever request, comes
//! from `p` by putting texts for these letters, and `q` matches it in the same way. A variable that has no value
//! leaves `p` without texts. What is missed is, for instance, that `a*` lies in `*a*|b`; a prover finds it.

use crate::model::{Piece, ResourcePattern, SEGMENTS, Segments, Template, Variable};

/// A template, a letter a symbol.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    symbols: Box<[Symbol]>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Symbol {
    Letter(char),
    One,
    Any,
    Variable(std::sync::Arc<Variable>),
}

impl Shape {
    pub(super) fn new(template: &Template) -> Shape {
        let symbols = template.pieces().iter().flat_map(|piece| match piece {
            Piece::Text(text) => text.chars().map(Symbol::Letter).collect(),
            Piece::One => vec![Symbol::One],
            Piece::Any => vec![Symbol::Any],
            Piece::Variable(variable) => vec![Symbol::Variable(std::sync::Arc::new(variable.clone()))],
        });
        Shape { symbols: symbols.collect() }
    }

    fn is_anything(&self) -> bool {
        matches!(*self.symbols, [Symbol::Any])
    }

    /// True only if every text of `inner` is one of this, in every request.
    ///
    /// Exactly then, if `inner` is a text and this has no variable.
    pub(super) fn includes(&self, inner: &Shape) -> bool {
        let (outer, inner) = (&*self.symbols, &*inner.symbols);
        let (mut at, mut place) = (0, 0);
        // Greedy, with one point of return: the latest `*`. Where that could take more of `inner`, earlier ones need not.
        let mut latest = None;
        loop {
            let fits = match (outer.get(at), inner.get(place)) {
                (Some(Symbol::Any), _) => {
                    latest = Some((at + 1, place));
                    at += 1;
                    continue;
                }
                (None, None) => return true,
                (Some(Symbol::One), Some(Symbol::Letter(_) | Symbol::One)) => true,
                (Some(Symbol::Letter(one)), Some(Symbol::Letter(other))) => one == other,
                (Some(Symbol::Variable(one)), Some(Symbol::Variable(other))) => one == other,
                (None, Some(_)) | (Some(_), None | Some(_)) => false,
            };
            if fits {
                (at, place) = (at + 1, place + 1);
                continue;
            }
            let Some((after, from)) = latest else { return false };
            if from >= inner.len() {
                return false;
            }
            (at, place) = (after, from + 1);
            latest = Some((after, from + 1));
        }
    }

    /// True only if no text is in both, in any request. Exactly then, if one is a text and the other has no variable.
    pub(super) fn is_disjoint(&self, other: &Shape) -> bool {
        let is_text = |shape: &Shape| shape.symbols.iter().all(|symbol| matches!(symbol, Symbol::Letter(_)));
        let varies = |shape: &Shape| shape.symbols.iter().any(|symbol| matches!(symbol, Symbol::Variable(_)));
        if is_text(self) && !varies(other) {
            return !other.includes(self);
        }
        if is_text(other) && !varies(self) {
            return !self.includes(other);
        }
        let differ = |(one, other): (&Symbol, &Symbol)| match (one, other) {
            (Symbol::Letter(one), Symbol::Letter(other)) => Some(one != other),
            (Symbol::Letter(_) | Symbol::One, Symbol::Letter(_) | Symbol::One) => Some(false),
            (Symbol::Any | Symbol::Variable(_), _) | (_, Symbol::Any | Symbol::Variable(_)) => None,
        };
        // The letters before anything of unknown length, from either end.
        let front = self.symbols.iter().zip(&other.symbols).map_while(differ).any(|differ| differ);
        front
            || self
                .symbols
                .iter()
                .rev()
                .zip(other.symbols.iter().rev())
                .map_while(differ)
                .any(|differ| differ)
    }
}

/// A resource pattern, shaped.
#[derive(Clone, Debug)]
pub(super) enum ResourceShape {
    Whole(Shape),
    Arn { segments: Box<[Shape; SEGMENTS]>, whole: Shape },
    Short { padded: Box<[Shape; SEGMENTS]>, padded_whole: Shape, whole: Shape },
}

fn each(segments: &Segments) -> Box<[Shape; SEGMENTS]> {
    Box::new(segments.each_ref().map(Shape::new))
}

fn included(outer: &[Shape; SEGMENTS], inner: &[Shape; SEGMENTS]) -> bool {
    outer.iter().zip(inner).all(|(outer, inner)| outer.includes(inner))
}

impl ResourceShape {
    /// The shape of a pattern; `by_segment` is the reading of `arn-wildcard-crosses-colon`.
    pub(super) fn new(pattern: &ResourcePattern, by_segment: bool) -> ResourceShape {
        match pattern {
            ResourcePattern::Whole(whole) => ResourceShape::Whole(Shape::new(whole)),
            ResourcePattern::Arn(arn) if !by_segment => ResourceShape::Whole(Shape::new(arn.whole())),
            ResourcePattern::Arn(arn) => {
                ResourceShape::Arn { segments: each(arn.segments()), whole: Shape::new(arn.whole()) }
            }
            ResourcePattern::Short { padded, whole } => {
                let colon = || Piece::Text(":".to_owned());
                let joined = padded.iter().enumerate().flat_map(|(at, segment)| {
                    (at > 0).then(colon).into_iter().chain(segment.pieces().iter().cloned())
                });
                ResourceShape::Short {
                    padded: each(padded),
                    padded_whole: Shape::new(&Template::new(joined)),
                    whole: Shape::new(whole),
                }
            }
        }
    }

    /// Whether every resource is in it.
    pub(super) fn is_anything(&self) -> bool {
        match self {
            ResourceShape::Whole(whole) => whole.is_anything(),
            ResourceShape::Arn { .. } | ResourceShape::Short { .. } => false,
        }
    }

    /// True only if every resource of `inner` is one of this, in every request. A text that matches by segment
    /// also matches the whole, which is the segments with colons between.
    pub(super) fn includes(&self, inner: &ResourceShape) -> bool {
        use ResourceShape::{Arn, Short, Whole};
        match (self, inner) {
            (Whole(outer), Whole(inner) | Arn { whole: inner, .. }) => outer.includes(inner),
            (Whole(outer), Short { padded_whole, whole, .. }) => {
                outer.includes(padded_whole) && outer.includes(whole)
            }
            (Arn { segments: outer, .. }, Arn { segments: inner, .. }) => included(outer, inner),
            (Arn { .. }, Whole(_) | Short { .. }) => false,
            (Short { whole: outer, .. }, Whole(inner)) => outer.includes(inner),
            (Short { padded, whole: outer, .. }, Arn { segments, whole }) => {
                included(padded, segments) || outer.includes(whole)
            }
            (Short { padded: a, whole: b, .. }, Short { padded: c, whole: d, .. }) => {
                included(a, c) && b.includes(d)
            }
        }
    }

    /// True only if no resource is in both, in any request.
    pub(super) fn is_disjoint(&self, other: &ResourceShape) -> bool {
        use ResourceShape::{Arn, Short, Whole};
        match (self, other) {
            (Arn { segments: one, whole: a }, Arn { segments: other, whole: b }) => {
                one.iter().zip(&**other).any(|(one, other)| one.is_disjoint(other)) || a.is_disjoint(b)
            }
            (Whole(one) | Arn { whole: one, .. }, Whole(other) | Arn { whole: other, .. }) => {
                one.is_disjoint(other)
            }
            (Short { padded_whole, whole, .. }, Whole(other) | Arn { whole: other, .. })
            | (Whole(other) | Arn { whole: other, .. }, Short { padded_whole, whole, .. }) => {
                padded_whole.is_disjoint(other) && whole.is_disjoint(other)
            }
            (Short { padded_whole: a, whole: b, .. }, Short { padded_whole: c, whole: d, .. }) => {
                [c, d].into_iter().all(|other| a.is_disjoint(other) && b.is_disjoint(other))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::text::matches;
    use crate::model::Context;

    /// Every text of up to `length` letters over a small alphabet, from what `grow` adds.
    fn words(letters: &[char], length: usize) -> Vec<String> {
        let mut words = vec![String::new()];
        let mut at = 0;
        while let Some(word) = words.get(at).filter(|word| word.len() < length).cloned() {
            words.extend(letters.iter().map(|letter| format!("{word}{letter}")));
            at += 1;
        }
        words
    }

    #[test]
    fn what_is_said_of_patterns_is_so_of_every_short_text() {
        let patterns = words(&['a', 'b', '*', '?'], 4);
        let texts = words(&['a', 'b', 'c'], 5);
        let sets: Vec<(Shape, Vec<bool>, bool)> = patterns
            .iter()
            .map(|pattern| {
                let template = Template::glob(pattern);
                let set = texts.iter().map(|text| matches(&template, text, &Context::default())).collect();
                (Shape::new(&template), set, template.as_literal().is_some())
            })
            .collect();
        let (mut included, mut apart) = (0, 0);
        for (outer, wide, _) in &sets {
            for (inner, narrow, is_text) in &sets {
                let is = narrow.iter().zip(wide).all(|(inner, outer)| !inner || *outer);
                let meets = narrow.iter().zip(wide).any(|(inner, outer)| *inner && *outer);
                assert!(!outer.includes(inner) || is, "{outer:?} {inner:?}");
                assert!(!outer.is_disjoint(inner) || !meets, "{outer:?} {inner:?}");
                if *is_text {
                    assert_eq!(
                        (outer.includes(inner), outer.is_disjoint(inner)),
                        (is, !meets),
                        "{outer:?} {inner:?}"
                    );
                }
                included += usize::from(outer.includes(inner));
                apart += usize::from(outer.is_disjoint(inner));
            }
        }
        assert!(included > 5_000 && apart > 30_000, "{included} {apart}");
    }
}
