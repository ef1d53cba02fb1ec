//! From a term to clauses over atoms on unknown texts.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::gates::Gates;
use super::literal::Literal;
use super::shapes::{Holder, Shapes};
use super::texts::{Form, Texts};
use crate::formula::{Arena, Atom, Node, Subject, TermId};
use crate::model::{Arity, Key};

/// Why a term is outside the fragment, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Outside(pub(super) String);

/// A literal, or why there is none.
pub(super) type Encoded = Result<Literal, Outside>;

/// The encoding of one term, as it grows.
pub(super) struct Encoder<'a> {
    pub(super) arena: &'a Arena,
    pub(super) gates: Gates,
    pub(super) texts: Texts,
    pub(super) shapes: Shapes,
    pub(super) forms: BTreeMap<Holder, Form>,
    /// The constructs of which only a part was said.
    pub(super) widened: Vec<String>,
    present: BTreeMap<Key, Literal>,
    sets: BTreeMap<Key, Vec<(TermId, Literal)>>,
    terms: FxHashMap<(TermId, Option<Holder>), Literal>,
    about_elements: FxHashMap<TermId, bool>,
}

/// What solving needs, and what reading a model off needs.
pub(super) struct Encoding {
    pub(super) gates: Gates,
    pub(super) texts: Texts,
    pub(super) forms: BTreeMap<Holder, Form>,
    /// The keys that the term looks at, with the literal that they are present.
    pub(super) present: BTreeMap<Key, Literal>,
    /// The elements that multi-valued keys may have, with the literal that they do.
    pub(super) elements: BTreeMap<Key, Vec<(Holder, Literal)>>,
    /// The constructs of which only a part was said: a model may be no request's because of them.
    pub(super) widened: Vec<String>,
}

/// Clauses that are satisfiable, together with what their atoms mean, if some request is in the term; and only if, unless
/// something was widened.
pub(super) fn encode(arena: &Arena, term: TermId) -> Encoding {
    let mut encoder = Encoder {
        arena,
        gates: Gates::new(),
        texts: Texts::default(),
        shapes: Shapes::new(arena, term),
        forms: BTreeMap::new(),
        widened: Vec::new(),
        present: BTreeMap::new(),
        sets: BTreeMap::new(),
        terms: FxHashMap::default(),
        about_elements: FxHashMap::default(),
    };
    encoder.require(term);
    let elements = encoder.elements();
    encoder.order_bounds();
    encoder.relate_templates();
    let Encoder { gates, texts, forms, present, widened, .. } = encoder;
    Encoding { gates, texts, forms, present, elements, widened }
}

impl Encoder<'_> {
    /// Requires the term. Conjunctions fall apart, and a disjunction is one clause.
    fn require(&mut self, term: TermId) {
        let mut open = vec![(term, true)];
        while let Some((term, wanted)) = open.pop() {
            match (self.arena.node(term).clone(), wanted) {
                (Node::Not(inner), wanted) => open.push((inner, !wanted)),
                (Node::And(parts), true) | (Node::Or(parts), false) => {
                    open.extend(parts.iter().rev().map(|&part| (part, wanted)));
                }
                (Node::And(parts), false) | (Node::Or(parts), true) => {
                    let mut clause = Vec::with_capacity(parts.len());
                    for &part in &parts {
                        let literal = self.term(part, None);
                        clause.push(if wanted { literal } else { !literal });
                    }
                    self.gates.solver.clause(&clause);
                }
                (Node::True | Node::False | Node::Atom(_), wanted) => {
                    let literal = self.term(term, None);
                    self.gates.solver.clause(&[if wanted { literal } else { !literal }]);
                }
            }
        }
    }

    /// The literal of a term; `element` is what it says of [`Subject::Element`]. Recursion goes as deep as the term:
    /// a policy's terms are a handful of levels, whatever its size.
    fn term(&mut self, term: TermId, element: Option<&Holder>) -> Literal {
        let element = element.filter(|_| self.is_about_elements(term));
        let place = (term, element.cloned());
        if let Some(&known) = self.terms.get(&place) {
            return known;
        }
        let literal = match self.arena.node(term) {
            Node::True => self.gates.constant(true),
            Node::False => self.gates.constant(false),
            Node::Not(inner) => !self.term(*inner, element),
            Node::And(parts) => {
                let parts: Vec<Literal> = parts.iter().map(|&part| self.term(part, element)).collect();
                self.gates.and(parts)
            }
            Node::Or(parts) => {
                let parts: Vec<Literal> = parts.iter().map(|&part| self.term(part, element)).collect();
                self.gates.or(parts)
            }
            Node::Atom(Atom::Present(key)) => self.present(key),
            Node::Atom(Atom::Some(key, inner)) => self.some(key, *inner),
            Node::Atom(Atom::Test(subject, test)) => {
                let holder = match subject {
                    Subject::Principal => Some(Holder::Principal),
                    Subject::Action => Some(Holder::Action),
                    Subject::Resource => Some(Holder::Resource),
                    Subject::Key(key) => self.single(key).ok().map(Holder::Key),
                    Subject::Element => element.cloned(),
                };
                match (holder, subject) {
                    (Some(holder), _) => self.test(&holder, test),
                    (None, Subject::Key(key)) => {
                        self.widened.push(format!("the only value of `{key}`, which can have several"));
                        let (literal, present) = (self.gates.fresh(), self.present(key));
                        self.gates.implies(literal, present);
                        literal
                    }
                    // An element of no set is no text, and passes no test.
                    (None, _) => self.gates.constant(false),
                }
            }
        };
        self.terms.insert(place, literal);
        literal
    }

    /// Whether the term speaks of the elements of a set that it stands in.
    fn is_about_elements(&mut self, term: TermId) -> bool {
        if let Some(&known) = self.about_elements.get(&term) {
            return known;
        }
        let is = match self.arena.node(term) {
            Node::True | Node::False | Node::Atom(Atom::Present(_) | Atom::Some(..)) => false,
            Node::Not(inner) => self.is_about_elements(*inner),
            Node::And(parts) | Node::Or(parts) => parts.iter().any(|&part| self.is_about_elements(part)),
            Node::Atom(Atom::Test(subject, _)) => *subject == Subject::Element,
        };
        self.about_elements.insert(term, is);
        is
    }

    /// The key, if it is one that has at most one value. A key that only a set operator makes one with several
    /// values is a value for the other operators iff it has exactly one, which nothing here says.
    pub(super) fn single(&self, key: &Key) -> Result<Key, Outside> {
        match self.arena.arity(key) {
            Arity::Single => Ok(key.clone()),
            Arity::Multi => Err(Outside(format!("`{key}`, with several values, as a variable"))),
        }
    }

    /// The literal that the key has a value.
    pub(super) fn present(&mut self, key: &Key) -> Literal {
        if let Some(&known) = self.present.get(key) {
            return known;
        }
        let present = self.gates.fresh();
        self.present.insert(key.clone(), present);
        present
    }

    fn some(&mut self, key: &Key, inner: TermId) -> Literal {
        if let Some(&(_, known)) =
            self.sets.get(key).and_then(|claims| claims.iter().find(|(known, _)| *known == inner))
        {
            return known;
        }
        let some = self.gates.fresh();
        self.sets.entry(key.clone()).or_default().push((inner, some));
        some
    }

    /// The elements of multi-valued keys. A set with any elements can be cut down to one witness for each claim
    /// "some element is so" that is true, and one for its presence; and every element there is must not witness a
    /// claim that is false. So there is one candidate a claim, and one more.
    fn elements(&mut self) -> BTreeMap<Key, Vec<(Holder, Literal)>> {
        let mut keys: Vec<Key> = self.sets.keys().cloned().collect();
        keys.extend(self.present.keys().filter(|key| self.arena.arity(key) == Arity::Multi).cloned());
        keys.sort();
        keys.dedup();
        let mut elements = BTreeMap::new();
        for key in keys {
            let claims = self.sets.get(&key).cloned().unwrap_or_default();
            let present = self.present(&key);
            let mut members = Vec::new();
            // Claims that are settled by now need no witness, or are no matter for the others'.
            let is = |encoder: &Self, some, value| encoder.gates.solver.values.of(some) == Some(value);
            let open = |at: usize| claims.get(at).is_none_or(|&(_, some)| !is(self, some, false));
            let open: Vec<usize> = (0..=claims.len()).filter(|&at| open(at)).collect();
            for at in open {
                let holder = Holder::Element(key.clone(), at);
                let exists = self.gates.fresh();
                self.gates.implies(exists, present);
                members.push((holder, exists));
            }
            let any: Vec<Literal> = members.iter().map(|&(_, exists)| exists).chain([!present]).collect();
            self.gates.solver.clause(&any);
            for (holder, exists) in &members {
                for (number, &(inner, some)) in claims.iter().enumerate() {
                    let is_own = matches!(holder, Holder::Element(_, at) if *at == number);
                    if is(self, some, true) && !is_own {
                        continue;
                    }
                    let is_so = self.element_term(inner, holder, *exists);
                    if is_own {
                        self.gates.implies(some, *exists);
                        self.gates.implies(some, is_so);
                    }
                    self.gates.solver.clause(&[!*exists, some, !is_so]);
                }
            }
            elements.insert(key, members);
        }
        elements
    }

    fn element_term(&mut self, inner: TermId, holder: &Holder, exists: Literal) -> Literal {
        self.present_element(holder, exists);
        self.term(inner, Some(holder))
    }
}
