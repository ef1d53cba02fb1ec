//! What the checks by meaning ask the prover, and what they may say then.
//!
//! A check speaks only of what is certain: a proof or a request that does not hang on a contested reading of AWS's
//! documents, found within a small budget. Everything else is silence.

use std::cell::Cell;
use std::time::Duration;

use super::loose::is_loose;
use super::parts::reduced;
use crate::decide::{Budget, Native, Portfolio, Verdict};
use crate::lint::{Evidence, Subject};
use crate::model::{Effect, Policy, PolicyType, Request, Statement};
use crate::question::{Conclusion, Prover, no_new_access};

/// The most that one question of a check may cost.
const BUDGET: Budget = Budget { time: Duration::from_millis(200), megabytes: 256, steps: 4_000_000 };

/// How many questions one check may ask about one policy; the largest of AWS's own want some hundred.
const MOST: u32 = 2_000;

/// A policy about which questions are asked.
pub(super) struct Asking<'p> {
    policy: &'p Policy,
    prover: Prover,
    /// How many more questions may be asked.
    left: Cell<u32>,
}

impl<'p> Asking<'p> {
    /// About the subject's policy, over the universe and with the readings of its prover; none if the prover cannot
    /// read the policy.
    pub(super) fn of(subject: &Subject<'p>) -> Option<Asking<'p>> {
        let prover = Prover {
            portfolio: Portfolio::of(vec![Box::new(Native)], false),
            budget: BUDGET,
            universe: subject.prover.universe,
            assumptions: subject.prover.assumptions,
        };
        Some(Asking { policy: subject.policy?, prover, left: Cell::new(MOST) })
    }

    /// A proof that every request that `new` allows is one that `reference` allows; `requests` are those that there are
    /// none of.
    pub(super) fn proof(&self, new: &Policy, reference: &Policy, requests: &str) -> Option<Evidence> {
        // Most claims are wrong, and then neither a plain witness nor other readings are of interest.
        if !self.seems(new, reference) {
            return None;
        }
        let answer = no_new_access(&self.prover, reference, new);
        let certain = answer.conclusion == Conclusion::Holds && answer.assumptions.is_empty();
        certain.then(|| Evidence::None { requests: requests.to_owned(), engine: answer.engine })
    }

    /// Whether every request that `new` allows is one that `reference` allows, under the usual readings; false also where
    /// that is not known.
    pub(super) fn seems(&self, new: &Policy, reference: &Policy) -> bool {
        if !self.may_ask() {
            return false;
        }
        let (arena, term) = self.prover.query(new, reference);
        let (verdict, _) = self.prover.portfolio.decide(&arena, term, &self.prover.budget);
        verdict == Verdict::Empty
    }

    /// A request that `new` allows and `reference` does not.
    pub(super) fn request(&self, new: &Policy, reference: &Policy) -> Option<Request> {
        if !self.may_ask() {
            return None;
        }
        let answer = no_new_access(&self.prover, reference, new);
        let certain = answer.conclusion == Conclusion::Fails && answer.assumptions.is_empty();
        answer.witnesses.into_iter().next().map(|witness| witness.request).filter(|_| certain)
    }

    /// Whether another question may be asked; counts it.
    fn may_ask(&self) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        left > 0
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
