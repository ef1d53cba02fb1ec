//! The universes and the term of the one that proofs are over.

use std::collections::BTreeSet;

use super::super::arena::Arena;
use super::super::subject::Subject;
use super::super::term::{Atom, TermId, Test};
use super::{caller, keys, known};
use crate::eval::Scope;
use crate::model::{Assumption, Key, PolicyType, Segments, Template};

/// Which requests a question is about.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
pub enum Universe {
    /// Any assignment of texts to attributes.
    Free,
    /// Requests whose attributes are consistent; actions may be ones that AWS has yet to add.
    #[default]
    Any,
    /// Of these the requests that the service catalogue admits: of actions that AWS has, on resources that they work on,
    /// with keys that they supply.
    Known,
}

impl Universe {
    /// The universe of this name.
    pub fn parse(name: &str) -> Option<Universe> {
        match name {
            "free" => Some(Universe::Free),
            "any" => Some(Universe::Any),
            "known" => Some(Universe::Known),
            _ => None,
        }
    }
}

/// The requests of the universe, as far as `term` can tell: what it does not look at stays unconstrained.
/// `policy_type` says who can send them: nobody is anonymous to an identity policy. The assumption that the
/// term depends on, if it does, is noted in `consulted`.
pub fn wellformed(
    arena: &mut Arena,
    term: TermId,
    universe: Universe,
    policy_type: PolicyType,
    scope: Scope,
    consulted: &mut BTreeSet<Assumption>,
) -> TermId {
    match universe {
        Universe::Free => Arena::TRUE,
        Universe::Any | Universe::Known => {
            let mut rules = Rules { arena, terms: Vec::new(), keys: BTreeSet::new(), looks_at_caller: false };
            rules.keys = rules.arena.keys(term);
            rules.looks_at_caller = rules.looks_at(term, &Subject::Principal);
            rules.syntax(term);
            caller::rules(&mut rules, policy_type);
            keys::rules(&mut rules, term, scope, consulted);
            if universe == Universe::Known {
                known::rules(&mut rules, term);
            }
            let terms = std::mem::take(&mut rules.terms);
            rules.arena.and(terms)
        }
    }
}

/// The rules collected so far, and what the question looks at.
pub(super) struct Rules<'a> {
    pub(super) arena: &'a mut Arena,
    pub(super) terms: Vec<TermId>,
    pub(super) keys: BTreeSet<Key>,
    pub(super) looks_at_caller: bool,
}

impl Rules<'_> {
    /// The key of this name, if the question looks at it.
    pub(super) fn key(&self, name: &str) -> Option<Key> {
        self.keys.iter().find(|key| key.is(name)).cloned()
    }

    pub(super) fn require(&mut self, term: TermId) {
        self.terms.push(term);
    }

    pub(super) fn require_if(&mut self, premise: TermId, conclusion: TermId) {
        let rule = self.arena.implies(premise, conclusion);
        self.terms.push(rule);
    }

    pub(super) fn text(&mut self, subject: &Subject, template: Template) -> TermId {
        self.arena.test(subject, Test::Text(template))
    }

    pub(super) fn segments(&mut self, subject: &Subject, segments: Segments) -> TermId {
        self.arena.test(subject, Test::Segments(Box::new(segments)))
    }

    /// The requests in which the key is present with this very text.
    pub(super) fn is_text(&mut self, key: &Key, text: &str) -> TermId {
        self.arena.some(key, |arena, value| arena.test(value, Test::Text(Template::literal(text))))
    }

    /// Whether a rule collected so far looks at the caller.
    pub(super) fn constrains_caller(&self) -> bool {
        self.terms.iter().any(|&term| self.looks_at(term, &Subject::Principal))
    }

    fn looks_at(&self, term: TermId, wanted: &Subject) -> bool {
        let atoms = self.arena.atoms(term);
        atoms.iter().any(|atom| matches!(atom, Atom::Test(subject, _) if subject == wanted))
    }

    /// Actions are `service:Name`; resources are ARNs, or `*` where the action takes none.
    fn syntax(&mut self, term: TermId) {
        // Most patterns settle the colon themselves, and then the rule would only be work.
        let settles_colon = |atom: &&Atom| match atom {
            Atom::Test(Subject::Action, Test::Text(template)) => {
                let parts = template.split_colons(2);
                parts.len() == 2 && parts.first().is_some_and(|service| !service.has_wildcard())
            }
            Atom::Test(..) | Atom::Present(_) | Atom::Some(..) => true,
        };
        if !self.arena.atoms(term).iter().all(settles_colon) {
            let action = self.text(&Subject::Action, Template::glob("?*:?*"));
            self.require(action);
        }
        if self.looks_at(term, &Subject::Resource) {
            let none = self.text(&Subject::Resource, Template::literal("*"));
            let arn = ["arn", "?*", "?*", "*", "*", "?*"].map(Template::glob);
            let arn = self.segments(&Subject::Resource, arn);
            let resource = self.arena.or([none, arn]);
            self.require(resource);
        }
    }
}
