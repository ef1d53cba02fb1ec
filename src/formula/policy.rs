//! One policy. Mirrors `eval/policy.rs`.

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
        let mut terms = vec![
            self.principal(&statement.principal),
            self.action(&statement.action),
            self.resource(&statement.resource),
        ];
        terms.extend(statement.conditions.iter().map(|condition| self.condition(condition)));
        self.arena.and(terms)
    }
}
