//! Is one policy's access inside another's? Decided, replayed, blamed, and checked against assumptions.

use std::collections::BTreeSet;
use std::time::Duration;

use super::answer::{Blame, Conclusion, Witness};
use crate::decide::{Budget, Portfolio, Reason, Verdict, smt::Script};
use crate::eval::{self, Decision, Scope};
use crate::formula::{Arena, Compiler, TermId, Universe, value, wellformed};
use crate::model::{Assumption, Assumptions, Effect, Policy, Request, Statement};
use crate::witness::{Candidates, complete, shrink};

/// How long one engine may look for whether an answer hangs on an assumption.
const ASSUMPTION_TIME: Duration = Duration::from_secs(1);

/// What questions are decided with.
pub struct Prover {
    /// The engines.
    pub portfolio: Portfolio,
    /// How much each query may cost.
    pub budget: Budget,
    /// Which requests there are.
    pub universe: Universe,
    /// The readings of contested rules.
    pub assumptions: Assumptions,
}

/// What is known of the requests that `new` allows and `reference` does not.
pub(super) struct Excess {
    pub(super) conclusion: Conclusion,
    pub(super) witnesses: Vec<Witness>,
    pub(super) unknown: Vec<String>,
    pub(super) assumptions: BTreeSet<Assumption>,
    pub(super) engine: &'static str,
}

/// One containment, being decided.
struct Inquiry<'a> {
    prover: &'a Prover,
    arena: Arena,
    new: &'a Policy,
    reference: &'a Policy,
}

/// One query's outcome.
struct Found {
    conclusion: Conclusion,
    request: Option<Request>,
    reason: Option<String>,
    engine: &'static str,
}

/// A term together with what its compilation met.
struct Claim {
    term: TermId,
    universe: TermId,
    consulted: BTreeSet<Assumption>,
}

impl Prover {
    /// The term of the requests of the universe that `new` allows and `reference` does not, with its arena.
    pub fn query(&self, new: &Policy, reference: &Policy) -> (Arena, TermId) {
        let mut inquiry = Inquiry { prover: self, arena: Arena::new(), new, reference };
        let claim = inquiry.claim(Scope { assumptions: self.assumptions }, None);
        let term = inquiry.arena.and([claim.term, claim.universe]);
        let term = inquiry.arena.simplify(term);
        (inquiry.arena, term)
    }

    /// Whether every request that `new` allows is one that `reference` allows. If not, one witness for each
    /// `Allow` statement of `new` that some such request comes from, or only for the first of them.
    pub(super) fn excess(&self, new: &Policy, reference: &Policy, every_statement: bool) -> Excess {
        let mut inquiry = Inquiry { prover: self, arena: Arena::new(), new, reference };
        let scope = Scope { assumptions: self.assumptions };
        let claim = inquiry.claim(scope, None);
        let found = inquiry.decide(&claim, scope, None, &self.budget);
        let mut excess = Excess {
            conclusion: found.conclusion,
            witnesses: Vec::new(),
            unknown: found.reason.into_iter().collect(),
            assumptions: BTreeSet::new(),
            engine: found.engine,
        };
        inquiry.check_assumptions(&claim, found.request.as_ref(), &mut excess);
        if let (Conclusion::Fails, Some(request)) = (excess.conclusion, found.request) {
            let (witnesses, undecided) = inquiry.blame(scope, request, every_statement);
            excess.witnesses = witnesses;
            excess.unknown.extend(undecided);
        }
        excess
    }
}

impl Inquiry<'_> {
    /// The requests that `new` allows (through this statement, if one is named) and `reference` does not.
    fn claim(&mut self, scope: Scope, statement: Option<&Statement>) -> Claim {
        let mut compiler = Compiler::new(&mut self.arena, scope, &[self.new, self.reference]);
        let allowed = compiler.allows(self.new);
        let through = statement.map_or(Arena::TRUE, |statement| compiler.statement(statement));
        let inside = compiler.allows(self.reference);
        let outside = compiler.arena.not(inside);
        let term = compiler.arena.and([allowed, through, outside]);
        let mut consulted = compiler.consulted;
        let universe = wellformed(
            &mut self.arena,
            term,
            self.prover.universe,
            self.new.policy_type,
            scope,
            &mut consulted,
        );
        Claim { term, universe, consulted }
    }

    fn decide(
        &mut self,
        claim: &Claim,
        scope: Scope,
        statement: Option<&Statement>,
        budget: &Budget,
    ) -> Found {
        let term = self.arena.and([claim.term, claim.universe]);
        let term = self.arena.simplify(term);
        if term == Arena::FALSE {
            return Found { conclusion: Conclusion::Holds, request: None, reason: None, engine: "terms" };
        }
        let (verdict, engine) = self.prover.portfolio.decide(&self.arena, term, budget);
        let unknown =
            |reason| Found { conclusion: Conclusion::Unknown, request: None, reason: Some(reason), engine };
        match verdict {
            Verdict::Empty => Found { conclusion: Conclusion::Holds, request: None, reason: None, engine },
            Verdict::Unknown(Reason(reason)) => unknown(reason),
            Verdict::Member(assignment) => {
                let request = complete(&assignment);
                if !self.breaks(claim, scope, statement, &request) {
                    return unknown(self.not_replayed(term, &request));
                }
                let candidates = Candidates::of(&[self.new, self.reference]);
                let holds = |request: &Request| self.breaks(claim, scope, statement, request);
                let request = shrink(request, &candidates, &holds);
                Found { conclusion: Conclusion::Fails, request: Some(request), reason: None, engine }
            }
        }
    }

    /// Whether the evaluator and the universe say that this request breaks the claim.
    fn breaks(&self, claim: &Claim, scope: Scope, statement: Option<&Statement>, request: &Request) -> bool {
        let allows = |policy| eval::evaluate(policy, request, scope).decision == Decision::Allow;
        let through = statement.is_none_or(|statement| eval::matches(statement, request, scope));
        through && allows(self.new) && !allows(self.reference) && value(&self.arena, claim.universe, request)
    }

    /// Why a request that an engine gave was not believed.
    fn not_replayed(&self, term: TermId, request: &Request) -> String {
        let widened = Script::new(&self.arena, term).widened;
        if widened.is_empty() {
            tracing::error!(?request, new = ?self.new, reference = ?self.reference, "a witness does not replay");
            return "internal error: the witness does not replay; please report it with the policies"
                .to_owned();
        }
        format!("what was decided is wider than what was asked, because of {}", widened.join(" and "))
    }

    /// Decides the claim anew under the other reading of each assumption that it depends on; `known` is a
    /// request that breaks it. What cannot be decided quickly is named too: the answer may hang on it.
    fn check_assumptions(&mut self, claim: &Claim, known: Option<&Request>, excess: &mut Excess) {
        if excess.conclusion == Conclusion::Unknown {
            return;
        }
        let budget = Budget { time: self.prover.budget.time.min(ASSUMPTION_TIME), ..self.prover.budget };
        for &assumption in &claim.consulted {
            let scope = Scope { assumptions: self.prover.assumptions.flip(assumption) };
            let other = self.claim(scope, None);
            if (other.term, other.universe) == (claim.term, claim.universe) {
                continue;
            }
            if known.is_some_and(|request| self.breaks(&other, scope, None, request)) {
                continue;
            }
            let found = self.decide(&other, scope, None, &budget);
            if found.conclusion == excess.conclusion {
                continue;
            }
            excess.assumptions.insert(assumption);
            if assumption == Assumption::PlainOperatorOnMultivaluedKey {
                let reason = match found.reason {
                    Some(reason) => format!("under the other reading of `{}`: {reason}", assumption.name()),
                    None => "an operator without `ForAllValues` or `ForAnyValue` looks at a key with several values, \
                             and the answer depends on what that means"
                        .to_owned(),
                };
                excess.unknown.push(reason);
            }
        }
        if !excess.unknown.is_empty() {
            excess.conclusion = Conclusion::Unknown;
        }
    }

    /// One witness for each `Allow` statement that some excess request comes from. `known` is one such request.
    /// Of a statement for which that could not be decided, this is said instead.
    fn blame(&mut self, scope: Scope, known: Request, every_statement: bool) -> (Vec<Witness>, Vec<String>) {
        let mut witnesses = Vec::new();
        let mut undecided = Vec::new();
        let new = self.new;
        for statement in new.statements.iter().filter(|statement| statement.effect == Effect::Allow) {
            let request = if eval::matches(statement, &known, scope) {
                Some(known.clone())
            } else if every_statement {
                let claim = self.claim(scope, Some(statement));
                {
                    let found = self.decide(&claim, scope, Some(statement), &self.prover.budget);
                    if let Some(reason) = found.reason {
                        undecided
                            .push(format!("whether statement {} adds access too: {reason}", statement.index));
                    }
                    found.request
                }
            } else {
                None
            };
            let Some(request) = request else { continue };
            let blame = Blame {
                policy: new.name.clone(),
                statement_index: statement.index,
                sid: statement.sid.clone(),
                span: statement.span,
            };
            witnesses.push(Witness { request, blame, direction: None });
            if !every_statement {
                break;
            }
        }
        (witnesses, undecided)
    }
}
