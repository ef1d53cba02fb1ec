//! What the checks by meaning ask the prover, and what they may say then.
//!
//! A check speaks only of what is certain: a proof or a request that does not hang on a contested reading of AWS's
//! documents, found within the document's [`Effort`]. Everything else is silence.

use super::loose::is_loose;
use super::parts::reduced;
use crate::decide::{Native, Portfolio, Verdict};
use crate::lint::{Effort, Evidence, Subject};
use crate::model::{Effect, Policy, PolicyType, Request, Statement};
use crate::question::Prover;

/// A policy about which questions are asked.
pub(in crate::lint::checks) struct Asking<'p> {
    policy: &'p Policy,
    prover: Prover,
    effort: &'p Effort,
    /// How long the document is.
    bytes: usize,
}

impl<'p> Asking<'p> {
    /// About the subject's policy, over the universe and with the readings of its prover; none if the prover cannot
    /// read the policy, or what questions may cost is spent.
    pub(in crate::lint::checks) fn of(subject: &Subject<'p>) -> Option<Asking<'p>> {
        let prover = Prover {
            portfolio: Portfolio::of(vec![Box::new(Native)], false),
            budget: subject.effort.question()?,
            universe: subject.prover.universe,
            assumptions: subject.prover.assumptions,
        };
        let span = subject.document.node.span;
        let bytes = span.end.saturating_sub(span.start);
        Some(Asking { policy: subject.policy?, prover, effort: subject.effort, bytes })
    }

    /// Whether it is certain that every request that `new` allows is one that `reference` allows.
    pub(super) fn holds(&self, new: &Policy, reference: &Policy) -> bool {
        self.proof(new, reference, "").is_some()
    }

    /// A proof that every request that `new` allows is one that `reference` allows; `requests` are those that there are
    /// none of.
    pub(super) fn proof(&self, new: &Policy, reference: &Policy, requests: &str) -> Option<Evidence> {
        let engine = self.proved(new, reference)?;
        Some(Evidence::None { requests: requests.to_owned(), engine })
    }

    /// The engine that proved it, if it is certain that every request that `new` allows is one that `reference` allows.
    pub(in crate::lint::checks) fn proved(&self, new: &Policy, reference: &Policy) -> Option<&'static str> {
        // Most claims are wrong, and then other readings are of no interest. A right one costs as much again.
        if !self.seems(new, reference) {
            return None;
        }
        self.prover.proof(new, reference)
    }

    /// Whether every request that `new` allows is one that `reference` allows, under the usual readings; false also where
    /// that is not known.
    pub(in crate::lint::checks) fn seems(&self, new: &Policy, reference: &Policy) -> bool {
        self.verdict(new, reference).is_some_and(|verdict| verdict == Verdict::Empty)
    }

    fn verdict(&self, new: &Policy, reference: &Policy) -> Option<Verdict> {
        let budget = self.effort.question()?;
        let (arena, term) = self.prover.query(new, reference);
        let (verdict, steps) = Native.decide_counting(&arena, term, &budget);
        self.effort.asked(arena.len(), steps);
        Some(verdict)
    }

    /// A request that `new` allows and `reference` does not.
    pub(super) fn request(&self, new: &Policy, reference: &Policy) -> Option<Request> {
        if !matches!(self.verdict(new, reference)?, Verdict::Member(_)) {
            return None;
        }
        self.effort.shown(self.bytes);
        self.prover.certain_excess(new, reference)
    }

    /// A request that `new` allows.
    pub(super) fn allowed(&self, new: &Policy) -> Option<Request> {
        self.request(new, &self.nothing())
    }

    /// Whether some of the statement's conditions are worth asking about ([`is_loose`]), and it seems that no request
    /// matches the statement.
    pub(super) fn contradicts_itself(&self, statement: &Statement) -> bool {
        let policy_type = self.policy.policy_type;
        let is_loose = |condition| is_loose(condition, statement, policy_type);
        !statement.conditions.iter().all(is_loose) && self.is_empty(&reduced(statement))
    }

    /// What the policy is attached to.
    pub(super) fn policy_type(&self) -> PolicyType {
        self.policy.policy_type
    }

    /// Whether no request seems to match the statement.
    pub(super) fn is_empty(&self, statement: &Statement) -> bool {
        self.seems(&self.allowing([statement]), &self.nothing())
    }

    /// The policy that allows nothing.
    pub(super) fn nothing(&self) -> Policy {
        self.of_statements(Vec::new())
    }

    /// The policy that allows what one of the statements speaks of, whether they allow or deny.
    pub(super) fn allowing<'s>(&self, statements: impl IntoIterator<Item = &'s Statement>) -> Policy {
        let allow = |statement: &Statement| Statement { effect: Effect::Allow, ..statement.clone() };
        self.of_statements(statements.into_iter().map(allow).collect())
    }

    /// The policy of these statements and the policy's own denials.
    pub(super) fn with_denials(&self, mut statements: Vec<Statement>) -> Policy {
        let denials = self.policy.statements.iter().filter(|statement| statement.effect == Effect::Deny);
        statements.extend(denials.cloned());
        self.of_statements(statements)
    }

    /// The policy of these statements.
    pub(super) fn of_statements(&self, statements: Vec<Statement>) -> Policy {
        let Policy { name, policy_type, version, statements: _ } = self.policy;
        Policy { name: name.clone(), policy_type: *policy_type, version: *version, statements }
    }
}
