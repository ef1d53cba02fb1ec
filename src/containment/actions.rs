//! Which statements speak of an action, for every action pattern of many policies at once.

use std::collections::HashMap;

use indexmap::IndexSet;
use rayon::prelude::*;

use super::inclusion::Shape;
use crate::model::{Action, Piece, Template, Variable};

/// An action pattern, by number.
pub(super) type PatternId = u32;
/// A statement, by its number among the statements of all policies.
pub(super) type StatementId = u32;

/// The action patterns of some statements, each once.
#[derive(Default)]
pub(super) struct Actions {
    patterns: IndexSet<Template>,
    statements: Vec<Element>,
}

/// A statement's `Action` or `NotAction`.
pub(super) struct Element {
    pub(super) patterns: Box<[PatternId]>,
    /// Whether it is `NotAction`.
    pub(super) negated: bool,
}

/// For each pattern, the statements whose element has all of its actions.
pub(super) struct ActionIndex {
    pub(super) statements: Vec<Element>,
    shapes: Vec<Shape>,
    including: Vec<Box<[StatementId]>>,
}

/// The pattern in small letters, which are all that counts, with variables as actions have them: none has a value, so
/// it is its default. `None` if one has no default: then no action matches.
fn settled(pattern: &Template) -> Option<Template> {
    let mut pieces = Vec::with_capacity(pattern.pieces().len());
    for piece in pattern.pieces() {
        pieces.push(match piece {
            Piece::Variable(Variable { key: _, default }) => Piece::Text(default.clone()?),
            Piece::Text(_) | Piece::One | Piece::Any => piece.clone(),
        });
    }
    Some(Template::new(pieces).to_ascii_lowercase())
}

/// The text before the first colon, if every text of the pattern has that one there.
fn service(pattern: &Template) -> Option<String> {
    let parts = pattern.split_colons(2);
    parts.first().filter(|_| parts.len() == 2).and_then(Template::as_literal).map(str::to_owned)
}

impl Actions {
    /// Takes note of one pattern.
    pub(super) fn pattern(&mut self, pattern: &Template) -> Option<PatternId> {
        let (at, _) = self.patterns.insert_full(settled(pattern)?);
        PatternId::try_from(at).ok()
    }

    /// Takes note of the next statement's element.
    pub(super) fn statement(&mut self, element: &Action) {
        let (Action::Action(patterns) | Action::NotAction(patterns)) = element;
        let patterns = patterns.iter().filter_map(|pattern| self.pattern(pattern)).collect();
        let negated = match element {
            Action::Action(_) => false,
            Action::NotAction(_) => true,
        };
        self.statements.push(Element { patterns, negated });
    }

    /// Works out which statements have all actions of each pattern.
    pub(super) fn index(self) -> ActionIndex {
        let shapes: Vec<Shape> = self.patterns.iter().map(Shape::new).collect();
        let mut listing: Vec<Vec<StatementId>> = vec![Vec::new(); shapes.len()];
        let mut negated = Vec::new();
        for (statement, element) in (0..).zip(&self.statements) {
            if element.negated {
                negated.push((statement, element));
                continue;
            }
            for &pattern in &element.patterns {
                if let Some(list) = at_mut(&mut listing, pattern) {
                    list.push(statement);
                }
            }
        }
        // Only a pattern with a wildcard has others inside, and only of its own service if it names one.
        let mut of_service: HashMap<String, Vec<PatternId>> = HashMap::new();
        let mut of_any = Vec::new();
        for (id, pattern) in (0..).zip(&self.patterns) {
            if pattern.has_wildcard() && at(&listing, id).is_some_and(|list| !list.is_empty()) {
                match service(pattern) {
                    Some(service) => of_service.entry(service).or_default().push(id),
                    None => of_any.push(id),
                }
            }
        }
        let patterns: Vec<&Template> = self.patterns.iter().collect();
        let including = |(id, pattern): (usize, &&Template)| {
            let own = shapes.get(id);
            let mut found = listing.get(id).cloned().unwrap_or_default();
            let of_service = service(pattern).and_then(|service| of_service.get(&service));
            for &wide in of_service.into_iter().flatten().chain(&of_any) {
                let includes = own.zip(at(&shapes, wide)).is_some_and(|(own, wide)| wide.includes(own));
                found.extend(at(&listing, wide).filter(|_| includes).into_iter().flatten());
            }
            for (statement, element) in &negated {
                let mut apart = element.patterns.iter().map(|&other| own.zip(at(&shapes, other)));
                if apart.all(|pair| pair.is_some_and(|(own, other)| own.is_disjoint(other))) {
                    found.push(*statement);
                }
            }
            found.sort_unstable();
            found.dedup();
            found.into_boxed_slice()
        };
        let including = patterns.par_iter().enumerate().map(including).collect();
        ActionIndex { statements: self.statements, shapes, including }
    }
}

impl ActionIndex {
    /// Statements whose element has every action of the pattern, in order. All such statements, if the pattern is
    /// one action.
    pub(super) fn including(&self, pattern: PatternId) -> &[StatementId] {
        at(&self.including, pattern).map_or(&[], |list| list)
    }

    /// True only if every action of one statement's element is one of the other's.
    pub(super) fn includes(&self, outer: StatementId, inner: StatementId) -> bool {
        let (Some(wide), Some(narrow)) = (at(&self.statements, outer), at(&self.statements, inner)) else {
            return false;
        };
        if !narrow.negated {
            return narrow.patterns.iter().all(|&pattern| self.has(outer, pattern));
        }
        let shape = |pattern: &PatternId| at(&self.shapes, *pattern);
        if wide.negated {
            // What is exempt there is exempt here.
            let exempt =
                |inner: &Shape| narrow.patterns.iter().filter_map(shape).any(|own| own.includes(inner));
            wide.patterns.iter().all(|pattern| shape(pattern).is_some_and(exempt))
        } else {
            let anything = Shape::new(&Template::anything());
            wide.patterns.iter().filter_map(shape).any(|own| own.includes(&anything))
        }
    }

    /// True only if every action of the pattern is one of the statement's element.
    pub(super) fn has(&self, statement: StatementId, pattern: PatternId) -> bool {
        self.including(pattern).binary_search(&statement).is_ok()
    }

    /// True only if no action is one of both elements'.
    pub(super) fn is_disjoint(&self, one: StatementId, other: StatementId) -> bool {
        let (Some(a), Some(b)) = (at(&self.statements, one), at(&self.statements, other)) else {
            return false;
        };
        let shape = |pattern: &PatternId| at(&self.shapes, *pattern);
        let exempt = |element: &Element, pattern: &PatternId| {
            let exempts =
                |inner: &Shape| element.patterns.iter().filter_map(shape).any(|own| own.includes(inner));
            shape(pattern).is_some_and(exempts)
        };
        match (a.negated, b.negated) {
            (true, true) => false,
            (true, false) => b.patterns.iter().all(|pattern| exempt(a, pattern)),
            (false, true) => a.patterns.iter().all(|pattern| exempt(b, pattern)),
            (false, false) => a.patterns.iter().all(|one| {
                let apart = |other: &PatternId| {
                    shape(one).zip(shape(other)).is_some_and(|(one, other)| one.is_disjoint(other))
                };
                b.patterns.iter().all(apart)
            }),
        }
    }
}

fn at<T>(list: &[T], id: u32) -> Option<&T> {
    usize::try_from(id).ok().and_then(|id| list.get(id))
}

fn at_mut<T>(list: &mut [T], id: u32) -> Option<&mut T> {
    usize::try_from(id).ok().and_then(|id| list.get_mut(id))
}
