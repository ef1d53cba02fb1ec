//! One policy. Mirrors `eval/policy.rs`.

use std::sync::Arc;

use super::compiler::Compiler;
use super::term::TermId;
use crate::model::{Effect, Policy, Statement};

impl Compiler<'_> {
    /// The requests that the policy alone allows: some `Allow` matches and no `Deny`.
    pub fn allows(&mut self, policy: &Policy) -> TermId {
        let (allowed, denied) = (self.speaks(policy, Effect::Allow), self.speaks(policy, Effect::Deny));
        let not_denied = self.arena.not(denied);
        self.arena.and([allowed, not_denied])
    }

    /// The requests that some statement of this effect matches.
    pub fn speaks(&mut self, policy: &Policy, effect: Effect) -> TermId {
        let statements = policy.statements.iter().filter(|statement| statement.effect == effect);
        let terms: Vec<_> = statements.map(|statement| self.statement(statement)).collect();
        self.arena.or(terms)
    }

    /// The requests that the statement matches.
    pub fn statement(&mut self, statement: &Statement) -> TermId {
        let (principal, rest) = (self.principal(&statement.principal), self.beyond_principal(statement));
        self.arena.and([principal, rest])
    }

    /// The requests that the statement matches, whoever sends them.
    pub fn beyond_principal(&mut self, statement: &Statement) -> TermId {
        let mut terms = vec![self.action(&statement.action), self.resource(&statement.resource)];
        terms.extend(statement.conditions.iter().map(|condition| self.condition(condition)));
        self.arena.and(terms)
    }

    /// The same as [`Compiler::speaks`] of a policy that several settings share: compiled once.
    pub fn speaks_shared(&mut self, policy: &Arc<Policy>, effect: Effect) -> TermId {
        let place = Arc::as_ptr(policy) as usize;
        if let Some((_, terms)) = self.shared.policies.get(&place) {
            return terms.of(effect);
        }
        let (allowed, denied) = (self.speaks(policy, Effect::Allow), self.speaks(policy, Effect::Deny));
        let terms = Said { allowed, denied };
        // The policy is kept, so that no other comes to its place.
        self.shared.policies.insert(place, (Arc::clone(policy), terms));
        terms.of(effect)
    }
}

/// The requests that a policy's statements speak of, by effect.
#[derive(Copy, Clone, Debug)]
pub(super) struct Said {
    allowed: TermId,
    denied: TermId,
}

impl Said {
    fn of(self, effect: Effect) -> TermId {
        match effect {
            Effect::Allow => self.allowed,
            Effect::Deny => self.denied,
        }
    }
}
