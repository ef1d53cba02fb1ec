//! Where terms live: made only by smart constructors, each distinct term once.

use std::collections::BTreeSet;

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use super::subject::Subject;
use super::term::{Atom, Node, TermId, Test};
use crate::model::{Arity, Key, Piece, Policy, Template, Variable};

/// An arena of terms. Ids of one arena mean nothing in another.
#[derive(Clone, Debug)]
pub struct Arena {
    nodes: IndexSet<Node, FxBuildHasher>,
    multivalued: BTreeSet<Key>,
}

impl Default for Arena {
    fn default() -> Arena {
        Arena { nodes: IndexSet::from_iter([Node::True, Node::False]), multivalued: BTreeSet::new() }
    }
}

impl Arena {
    /// Every request.
    pub const TRUE: TermId = TermId(0);
    /// No request.
    pub const FALSE: TermId = TermId(1);

    /// An arena without terms but the two constants.
    pub fn new() -> Arena {
        Arena::default()
    }

    /// Takes note of the keys that the policy asks for with a set operator: where the service authorization
    /// reference does not list such a key, or lists it as a service's own, it is one with several values. All policies of a question are
    /// declared before the first of them is compiled.
    pub fn declare(&mut self, policy: &Policy) {
        for condition in policy.statements.iter().flat_map(|statement| &statement.conditions) {
            if condition.operator.qualifier.is_some() && !condition.key.has_certain_arity() {
                self.multivalued.insert(condition.key.clone());
            }
        }
    }

    /// Takes note that `key` can have as many values as `other`.
    pub(super) fn declare_like(&mut self, key: &Key, other: &Key) {
        if self.arity(other) == Arity::Multi {
            self.multivalued.insert(key.clone());
        }
    }

    /// How many values the key can have.
    pub fn arity(&self, key: &Key) -> Arity {
        if self.multivalued.contains(key) { Arity::Multi } else { key.arity() }
    }

    /// The node of a term. Total: an id of another arena is read as [`Node::False`].
    pub fn node(&self, term: TermId) -> &Node {
        usize::try_from(term.0).ok().and_then(|at| self.nodes.get_index(at)).unwrap_or(&Node::False)
    }

    /// How many terms there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Never: the constants are always there.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    fn intern(&mut self, node: Node) -> TermId {
        let (at, _) = self.nodes.insert_full(node);
        TermId(u32::try_from(at).unwrap_or(u32::MAX))
    }

    /// The constant.
    pub fn constant(&self, value: bool) -> TermId {
        if value { Arena::TRUE } else { Arena::FALSE }
    }

    /// The complement.
    pub fn not(&mut self, term: TermId) -> TermId {
        match self.node(term) {
            Node::True => Arena::FALSE,
            Node::False => Arena::TRUE,
            Node::Not(inner) => *inner,
            Node::And(_) | Node::Or(_) | Node::Atom(_) => self.intern(Node::Not(term)),
        }
    }

    /// The intersection; of no terms: everything.
    pub fn and(&mut self, terms: impl IntoIterator<Item = TermId>) -> TermId {
        self.junction(terms, true)
    }

    /// The union; of no terms: nothing.
    pub fn or(&mut self, terms: impl IntoIterator<Item = TermId>) -> TermId {
        self.junction(terms, false)
    }

    /// `and` and `or` are one but for which constant is neutral.
    fn junction(&mut self, terms: impl IntoIterator<Item = TermId>, conjunction: bool) -> TermId {
        let (neutral, absorbing) = (self.constant(conjunction), self.constant(!conjunction));
        let mut parts = Vec::new();
        for term in terms {
            match self.node(term) {
                Node::And(inner) if conjunction => parts.extend_from_slice(inner),
                Node::Or(inner) if !conjunction => parts.extend_from_slice(inner),
                Node::True | Node::False | Node::Not(_) | Node::And(_) | Node::Or(_) | Node::Atom(_) => {
                    parts.push(term)
                }
            }
        }
        parts.retain(|&part| part != neutral);
        parts.sort_unstable();
        parts.dedup();
        let has = |part: &TermId| parts.binary_search(part).is_ok();
        // The complement of a junction of this kind meets the junction's parts, as the junction was dissolved.
        let complementary = |part: &TermId| match self.node(*part) {
            Node::Not(inner) => match self.node(*inner) {
                Node::And(inner) if conjunction => inner.iter().all(has),
                Node::Or(inner) if !conjunction => inner.iter().all(has),
                Node::True | Node::False | Node::Not(_) | Node::And(_) | Node::Or(_) | Node::Atom(_) => {
                    has(inner)
                }
            },
            Node::True | Node::False | Node::And(_) | Node::Or(_) | Node::Atom(_) => false,
        };
        if parts.contains(&absorbing) || parts.iter().any(complementary) {
            return absorbing;
        }
        match parts.as_slice() {
            [] => neutral,
            [only] => *only,
            _ if conjunction => self.intern(Node::And(parts.into())),
            _ => self.intern(Node::Or(parts.into())),
        }
    }

    /// The requests that are in the second if they are in the first.
    pub fn implies(&mut self, premise: TermId, conclusion: TermId) -> TermId {
        let outside = self.not(premise);
        self.or([outside, conclusion])
    }

    /// The requests that are in both or in neither.
    pub fn iff(&mut self, one: TermId, other: TermId) -> TermId {
        let there = self.implies(one, other);
        let back = self.implies(other, one);
        self.and([there, back])
    }

    /// The requests in which the key has a value.
    pub fn present(&mut self, key: &Key) -> TermId {
        self.intern(Node::Atom(Atom::Present(key.clone())))
    }

    /// The requests in which one of the key's values is in the term that `element` builds for a subject.
    pub fn some(&mut self, key: &Key, element: impl FnOnce(&mut Arena, &Subject) -> TermId) -> TermId {
        match self.arity(key) {
            Arity::Single => {
                let present = self.present(key);
                let term = element(self, &Subject::Key(key.clone()));
                self.and([present, term])
            }
            Arity::Multi => match element(self, &Subject::Element) {
                Arena::TRUE => self.present(key),
                Arena::FALSE => Arena::FALSE,
                term => self.intern(Node::Atom(Atom::Some(key.clone(), term))),
            },
        }
    }

    /// The requests in which every value of the key, if there is any, is in the term.
    pub fn every(&mut self, key: &Key, element: impl FnOnce(&mut Arena, &Subject) -> TermId) -> TermId {
        let exception = self.some(key, |arena, subject| {
            let term = element(arena, subject);
            arena.not(term)
        });
        self.not(exception)
    }

    /// The requests whose subject passes the test. Variables that can have no value (multi-valued keys) are
    /// replaced by their default; a test whose templates hold no wildcard where it would matter is made plain.
    pub fn test(&mut self, subject: &Subject, test: Test) -> TermId {
        let settled = match test {
            Test::Text(template) => match settle(template) {
                None => return Arena::FALSE,
                Some(template) if template.is_anything() => return Arena::TRUE,
                Some(template) if is_itself(subject, &template) => match subject {
                    Subject::Key(key) => return self.present(key),
                    Subject::Principal | Subject::Action | Subject::Resource | Subject::Element => {
                        Test::Text(template)
                    }
                },
                Some(template) => Test::Text(template),
            },
            Test::TextIgnoreCase(template) => match settle(template.to_ascii_lowercase()) {
                None => return Arena::FALSE,
                Some(template) if template.is_anything() => return Arena::TRUE,
                Some(template) => Test::TextIgnoreCase(template),
            },
            Test::Segments(mut segments) => {
                let before_last = segments.len() - 1;
                for (at, segment) in segments.iter_mut().enumerate() {
                    match settle(std::mem::take(segment)) {
                        None => return Arena::FALSE,
                        // No segment but the last holds a colon; a variable's default can.
                        Some(template) if at < before_last && template.has_colon() => {
                            return Arena::FALSE;
                        }
                        Some(template) => *segment = template,
                    }
                }
                Test::Segments(segments)
            }
            Test::Number(..)
            | Test::IsNumber
            | Test::Instant(..)
            | Test::IsInstant
            | Test::Within(_)
            | Test::IsAddress => test,
        };
        self.intern(Node::Atom(Atom::Test(subject.clone(), settled)))
    }

    /// Every atom below `term`, those inside `Some` included, each once, in a fixed order.
    pub fn atoms(&self, term: TermId) -> Vec<&Atom> {
        let mut seen: IndexSet<TermId, FxBuildHasher> = IndexSet::from_iter([term]);
        let mut atoms = Vec::new();
        let mut at = 0;
        while let Some(&term) = seen.get_index(at) {
            at += 1;
            match self.node(term) {
                Node::True | Node::False => {}
                Node::Not(inner) => drop(seen.insert(*inner)),
                Node::And(parts) | Node::Or(parts) => seen.extend(parts.iter().copied()),
                Node::Atom(atom) => {
                    atoms.push(atom);
                    match atom {
                        Atom::Some(_, inner) => drop(seen.insert(*inner)),
                        Atom::Present(_) | Atom::Test(..) => {}
                    }
                }
            }
        }
        atoms
    }

    /// The atoms of the terms, each with its term, once, in a fixed order; not those inside `Some`, which are about the
    /// elements of a key.
    pub(crate) fn outer_atoms(&self, terms: &[TermId]) -> Vec<(TermId, &Atom)> {
        let mut seen: IndexSet<TermId, FxBuildHasher> = terms.iter().copied().collect();
        let mut atoms = Vec::new();
        let mut at = 0;
        while let Some(&term) = seen.get_index(at) {
            at += 1;
            match self.node(term) {
                Node::True | Node::False => {}
                Node::Not(inner) => drop(seen.insert(*inner)),
                Node::And(parts) | Node::Or(parts) => seen.extend(parts.iter().copied()),
                Node::Atom(atom) => atoms.push((term, atom)),
            }
        }
        atoms
    }

    /// The keys that `term` depends on, variables' too, by name.
    pub fn keys(&self, term: TermId) -> BTreeSet<Key> {
        let mut keys = BTreeSet::new();
        for atom in self.atoms(term) {
            match atom {
                Atom::Present(key) | Atom::Some(key, _) => drop(keys.insert(key.clone())),
                Atom::Test(subject, test) => {
                    if let Subject::Key(key) = subject {
                        keys.insert(key.clone());
                    }
                    keys.extend(test.variables().cloned());
                }
            }
        }
        keys
    }
}

/// Whether the template is the value of the very key that it is asked of, which can have only one.
fn is_itself(subject: &Subject, template: &Template) -> bool {
    match (subject, template.as_variable()) {
        (Subject::Key(key), Some(variable)) => {
            variable.key == *key && variable.default.is_none() && key.is_reserved()
        }
        _ => false,
    }
}

/// The template with those variables replaced that never have a value; `None` if one has no default either.
fn settle(template: Template) -> Option<Template> {
    if !template.variables().any(never_has_a_value) {
        return Some(template);
    }
    let mut pieces = Vec::with_capacity(template.pieces().len());
    for piece in template.pieces() {
        pieces.push(match piece {
            Piece::Variable(variable) if never_has_a_value(variable) => {
                Piece::Text(variable.default.clone()?)
            }
            Piece::Text(_) | Piece::One | Piece::Any | Piece::Variable(_) => piece.clone(),
        });
    }
    Some(Template::new(pieces))
}

fn never_has_a_value(variable: &Variable) -> bool {
    variable.key.arity() == Arity::Multi
}
