//! Leaving out what the rest of a conjunction settles.

use rustc_hash::FxHashMap;

use super::arena::Arena;
use super::term::{Node, TermId};

/// How often a conjunction is gone through again after it became simpler.
const MOST_ROUNDS: usize = 8;

impl Arena {
    /// A term of the same requests: wherever a part of a conjunction stands inside another part, it is
    /// replaced by what it must be. Two policies that differ in one statement share all others, so most of a
    /// containment between them is settled here.
    ///
    /// Sound although all parts are gone through at once: of two parts at most one contains the other, so
    /// there is always a part that nothing was put into, and the rest follow by induction.
    pub fn simplify(&mut self, term: TermId) -> TermId {
        let mut term = term;
        for _ in 0..MOST_ROUNDS {
            let parts = self.conjuncts(term);
            let mut settled = FxHashMap::default();
            for &part in &parts {
                match self.node(part) {
                    Node::Not(inner) => settled.insert(*inner, Arena::FALSE),
                    Node::True | Node::False | Node::And(_) | Node::Or(_) | Node::Atom(_) => {
                        settled.insert(part, Arena::TRUE)
                    }
                };
            }
            let simpler: Vec<_> = parts
                .iter()
                .map(|&part| match self.node(part) {
                    &Node::Not(inner) => {
                        let inner = self.inside(inner, &mut settled);
                        self.not(inner)
                    }
                    Node::True | Node::False | Node::And(_) | Node::Or(_) | Node::Atom(_) => {
                        self.inside(part, &mut settled)
                    }
                })
                .collect();
            let simplified = self.and(simpler);
            if simplified == term {
                break;
            }
            term = simplified;
        }
        term
    }

    /// The terms whose intersection this is; a negated union is an intersection too.
    fn conjuncts(&mut self, term: TermId) -> Vec<TermId> {
        let mut open = vec![term];
        let mut conjuncts = Vec::new();
        while let Some(term) = open.pop() {
            match self.node(term) {
                Node::And(parts) => open.extend_from_slice(parts),
                Node::Not(inner) => match self.node(*inner) {
                    Node::Or(parts) => {
                        for part in parts.clone() {
                            open.push(self.not(part));
                        }
                    }
                    Node::True | Node::False | Node::Not(_) | Node::And(_) | Node::Atom(_) => {
                        conjuncts.push(term)
                    }
                },
                Node::True | Node::False | Node::Or(_) | Node::Atom(_) => conjuncts.push(term),
            }
        }
        conjuncts
    }

    /// The term with what is settled put in below its root. Recursion goes as deep as the term.
    fn inside(&mut self, term: TermId, settled: &mut FxHashMap<TermId, TermId>) -> TermId {
        let mut put_in = |arena: &mut Arena, parts: &[TermId]| -> Vec<TermId> {
            parts.iter().map(|&part| arena.settle_term(part, settled)).collect()
        };
        match self.node(term) {
            Node::True | Node::False | Node::Atom(_) => term,
            &Node::Not(inner) => {
                let inner = self.settle_term(inner, settled);
                self.not(inner)
            }
            Node::And(parts) => {
                let parts = parts.clone();
                let parts = put_in(self, &parts);
                self.and(parts)
            }
            Node::Or(parts) => {
                let parts = parts.clone();
                let parts = put_in(self, &parts);
                self.or(parts)
            }
        }
    }

    /// What the term is given what is settled, which grows by the answer.
    fn settle_term(&mut self, term: TermId, settled: &mut FxHashMap<TermId, TermId>) -> TermId {
        if let Some(&known) = settled.get(&term) {
            return known;
        }
        let simpler = self.inside(term, settled);
        settled.insert(term, simpler);
        simpler
    }
}
