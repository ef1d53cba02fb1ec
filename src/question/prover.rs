//! Is one policy's access inside another's? Decided, replayed, blamed, and checked against assumptions.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::answer::{Blame, Conclusion, Witness};
use super::reference::empty;
use crate::decide::{Budget, Native, Portfolio, Reason, Verdict, smt::Script};
use crate::eval::{self, Scope};
use crate::formula::{Arena, Compiler, TermId, Universe, value, wellformed};
use crate::model::catalog::lack;
use crate::model::{Assumption, Assumptions, Effect, Policy, Request, Statement};
use crate::witness::{Candidates, complete, known, shrink, spelt};

/// How long one engine may look for whether an answer hangs on an assumption, or on the universe.
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

impl Default for Prover {
    /// The native engine with the usual budget, over the universe `any`, with the default readings.
    fn default() -> Prover {
        Prover {
            portfolio: Portfolio::of(vec![Box::new(Native)], false),
            budget: Budget::default(),
            universe: Universe::Any,
            assumptions: Assumptions::default(),
        }
    }
}

/// What is known of the requests that `new` allows and `reference` does not.
pub(super) struct Excess {
    pub(super) conclusion: Conclusion,
    pub(super) witnesses: Vec<Witness>,
    pub(super) unknown: Vec<String>,
    pub(super) assumptions: BTreeSet<Assumption>,
    pub(super) engine: &'static str,
    /// The conclusion for the requests that AWS has today, where it is another or could not be found.
    pub(super) known: Option<Conclusion>,
}

/// One containment, being decided.
struct Inquiry<'a> {
    prover: &'a Prover,
    arena: Arena,
    new: &'a Policy,
    reference: &'a Policy,
    /// Plain values, collected when the first witness is made plain.
    candidates: OnceCell<Candidates>,
}

impl<'a> Inquiry<'a> {
    fn new(prover: &'a Prover, new: &'a Policy, reference: &'a Policy) -> Inquiry<'a> {
        Inquiry { prover, arena: Arena::new(), new, reference, candidates: OnceCell::new() }
    }
}

/// One query's outcome.
struct Found {
    conclusion: Conclusion,
    request: Option<Request>,
    reason: Option<String>,
    engine: &'static str,
}

impl Excess {
    /// What one query says of it, before witnesses and assumptions are looked into.
    fn of(found: &Found) -> Excess {
        Excess {
            conclusion: found.conclusion,
            witnesses: Vec::new(),
            unknown: found.reason.iter().cloned().collect(),
            assumptions: BTreeSet::new(),
            engine: found.engine,
            known: None,
        }
    }
}

/// A containment as terms, together with what compiling them met.
struct Claim {
    scope: Scope,
    /// The requests that `new` allows and `reference` does not.
    term: TermId,
    /// The requests that no `Deny` of `new` speaks of and that `reference` does not allow.
    beyond: TermId,
    /// The requests that there are, as far as `term` can tell.
    universe: TermId,
    consulted: BTreeSet<Assumption>,
}

/// One `Allow` statement of `new`, and the requests that it matches.
#[derive(Copy, Clone)]
struct Through<'a> {
    statement: &'a Statement,
    term: TermId,
}

impl Prover {
    /// The term of the requests of the universe that `new` allows and `reference` does not, with its arena.
    pub fn query(&self, new: &Policy, reference: &Policy) -> (Arena, TermId) {
        let mut inquiry = Inquiry::new(self, new, reference);
        let claim = inquiry.claim(Scope { assumptions: self.assumptions });
        let term = inquiry.arena.and([claim.term, claim.universe]);
        let term = inquiry.arena.simplify(term);
        (inquiry.arena, term)
    }

    /// The assumptions that the policies' meaning depends on.
    pub(super) fn consulted(&self, policies: &[Policy]) -> Vec<Assumption> {
        let scope = Scope { assumptions: self.assumptions };
        let of = |policy: &Policy| {
            let nothing = empty("nothing", policy.policy_type);
            let mut inquiry = Inquiry::new(self, policy, &nothing);
            inquiry.claim(scope).consulted
        };
        let all: BTreeSet<Assumption> = policies.par_iter().map(of).flatten_iter().collect();
        all.into_iter().collect()
    }

    /// Whether every request that `inner` allows is one that `outer` allows, and nothing more about it: neither
    /// is a request that breaks the claim made plain, nor are all assumptions tried. `Unknown` where the meaning
    /// of an operator that AWS leaves open decides it, as everywhere.
    pub(super) fn contains(&self, outer: &Policy, inner: &Policy) -> Excess {
        let mut inquiry = Inquiry::new(self, inner, outer);
        let scope = Scope { assumptions: self.assumptions };
        let mut claim = inquiry.claim(scope);
        let found = inquiry.find(&claim, None, &self.budget);
        let mut excess = Excess::of(&found);
        claim.consulted.retain(|assumption| *assumption == Assumption::PlainOperatorOnMultivaluedKey);
        inquiry.check_assumptions(&claim, found.request.as_ref(), &mut excess);
        excess
    }

    /// The engine that decided that every request that `new` allows is one that `reference` allows, if that is so under each
    /// reading that the policies depend on.
    pub(crate) fn proof(&self, new: &Policy, reference: &Policy) -> Option<&'static str> {
        let mut inquiry = Inquiry::new(self, new, reference);
        let claim = inquiry.claim(Scope { assumptions: self.assumptions });
        let mut excess = Excess::of(&inquiry.find(&claim, None, &self.budget));
        if excess.conclusion != Conclusion::Holds {
            return None;
        }
        inquiry.check_assumptions(&claim, None, &mut excess);
        (excess.conclusion == Conclusion::Holds && excess.assumptions.is_empty()).then_some(excess.engine)
    }

    /// A request that `new` allows and `reference` does not, made plain, if there is one under each reading that the
    /// policies depend on. One that AWS has today is preferred, but not looked for among all actions there are.
    pub(crate) fn certain_excess(&self, new: &Policy, reference: &Policy) -> Option<Request> {
        let mut inquiry = Inquiry::new(self, new, reference);
        let claim = inquiry.claim(Scope { assumptions: self.assumptions });
        let found = inquiry.decide(&claim, None, &self.budget);
        let mut excess = Excess::of(&found);
        inquiry.check_assumptions(&claim, found.request.as_ref(), &mut excess);
        let is_certain = excess.conclusion == Conclusion::Fails && excess.assumptions.is_empty();
        found.request.filter(|_| is_certain)
    }

    /// Whether every request that `new` allows is one that `reference` allows. If not, one witness for each
    /// `Allow` statement of `new` that some such request comes from, or only for the first of them.
    pub(super) fn excess(&self, new: &Policy, reference: &Policy, every_statement: bool) -> Excess {
        let mut inquiry = Inquiry::new(self, new, reference);
        let scope = Scope { assumptions: self.assumptions };
        let claim = inquiry.claim(scope);
        let mut found = inquiry.decide(&claim, None, &self.budget);
        let mut excess = Excess::of(&found);
        if let Some(request) = found.request.as_mut()
            && self.universe == Universe::Any
            && lack(request).is_some()
        {
            let today = inquiry.today(scope);
            match today.request {
                Some(of_today) => *request = of_today,
                None => excess.known = Some(today.conclusion),
            }
        }
        inquiry.check_assumptions(&claim, found.request.as_ref(), &mut excess);
        if let (Conclusion::Fails, Some(request)) = (excess.conclusion, found.request) {
            let (witnesses, undecided) = inquiry.blame(&claim, request, every_statement);
            excess.witnesses = witnesses;
            excess.unknown.extend(undecided);
        }
        excess
    }
}

impl Inquiry<'_> {
    /// The claim that `new` allows nothing that `reference` does not, in the prover's universe.
    fn claim(&mut self, scope: Scope) -> Claim {
        self.claim_in(self.prover.universe, scope)
    }

    /// The same claim decided for the requests that AWS has today, in short time.
    fn today(&mut self, scope: Scope) -> Found {
        let claim = self.claim_in(Universe::Known, scope);
        let budget = Budget { time: self.prover.budget.time.min(ASSUMPTION_TIME), ..self.prover.budget };
        self.decide(&claim, None, &budget)
    }

    fn claim_in(&mut self, universe: Universe, scope: Scope) -> Claim {
        let mut compiler = Compiler::new(&mut self.arena, scope, &[self.new, self.reference]);
        let allowed = compiler.speaks(self.new, Effect::Allow);
        let denied = compiler.speaks(self.new, Effect::Deny);
        let inside = compiler.allows(self.reference);
        let consulted = compiler.consulted;
        let mut claim =
            Claim { scope, term: Arena::FALSE, beyond: Arena::FALSE, universe: Arena::TRUE, consulted };
        let (not_denied, outside) = (self.arena.not(denied), self.arena.not(inside));
        claim.beyond = self.arena.and([not_denied, outside]);
        claim.term = self.arena.and([allowed, claim.beyond]);
        let policy_type = self.new.policy_type;
        let (term, consulted) = (claim.term, &mut claim.consulted);
        claim.universe = wellformed(&mut self.arena, term, universe, policy_type, scope, consulted);
        claim
    }

    /// Decides the claim, through the statement if one is named; a request that breaks it is made plain.
    fn decide(&mut self, claim: &Claim, through: Option<Through<'_>>, budget: &Budget) -> Found {
        let mut found = self.find(claim, through, budget);
        let plain = |request: Request| {
            let policies = [self.new, self.reference];
            let candidates = self.candidates.get_or_init(|| Candidates::of(&policies));
            let holds = |request: &Request| self.breaks(claim, through, request);
            let of_today = |request: &Request| holds(request) && lack(request).is_none();
            if self.prover.universe != Universe::Free && of_today(&request) {
                return shrink(request, candidates, &of_today);
            }
            let plain = shrink(request, candidates, &holds);
            if self.prover.universe == Universe::Free || lack(&plain).is_none() {
                return plain;
            }
            match known(&plain, &policies, candidates, &holds) {
                Some(known) => shrink(known, candidates, &of_today),
                None => plain,
            }
        };
        let plain = found.request.take().map(plain);
        found.request = plain.map(|request| spelt(request, &|request| self.breaks(claim, through, request)));
        found
    }

    /// Decides the claim, through the statement if one is named; a request that breaks it has been replayed.
    fn find(&mut self, claim: &Claim, through: Option<Through<'_>>, budget: &Budget) -> Found {
        // What comes through an `Allow` statement is allowed unless it is denied.
        let term = match through {
            None => self.arena.and([claim.term, claim.universe]),
            Some(through) => self.arena.and([through.term, claim.beyond, claim.universe]),
        };
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
                if !self.breaks(claim, through, &request) {
                    return unknown(self.not_replayed(term, &request));
                }
                Found { conclusion: Conclusion::Fails, request: Some(request), reason: None, engine }
            }
        }
    }

    /// Whether the evaluator and the universe say that this request breaks the claim.
    fn breaks(&self, claim: &Claim, through: Option<Through<'_>>, request: &Request) -> bool {
        let allows = |policy| eval::allows(policy, request, claim.scope);
        let through = through.is_none_or(|through| eval::matches(through.statement, request, claim.scope));
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
            let other = self.claim(Scope { assumptions: self.prover.assumptions.flip(assumption) });
            if (other.term, other.universe) == (claim.term, claim.universe) {
                continue;
            }
            if known.is_some_and(|request| self.breaks(&other, None, request)) {
                continue;
            }
            let found = self.decide(&other, None, &budget);
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
    fn blame(&mut self, claim: &Claim, known: Request, every_statement: bool) -> (Vec<Witness>, Vec<String>) {
        let mut witnesses = Vec::new();
        let mut undecided = Vec::new();
        let (new, reference) = (self.new, self.reference);
        // A statement that the reference has too adds nothing, if nothing is denied.
        let mut compiler = Compiler::new(&mut self.arena, claim.scope, &[new, reference]);
        let mut old: BTreeSet<TermId> = BTreeSet::new();
        if every_statement && compiler.speaks(reference, Effect::Deny) == Arena::FALSE {
            old.extend(reference.statements.iter().map(|statement| compiler.statement(statement)));
        }
        // All statements together may cost what the question did.
        let start = Instant::now();
        for statement in new.statements.iter().filter(|statement| statement.effect == Effect::Allow) {
            let time = self.prover.budget.time.saturating_sub(start.elapsed());
            let budget = Budget { time, ..self.prover.budget };
            let request = if eval::matches(statement, &known, claim.scope) {
                Some(known.clone())
            } else if every_statement {
                let mut compiler = Compiler::new(&mut self.arena, claim.scope, &[]);
                let through = Through { statement, term: compiler.statement(statement) };
                if old.contains(&through.term) {
                    continue;
                }
                let found = self.decide(claim, Some(through), &budget);
                if let Some(reason) = found.reason {
                    undecided
                        .push(format!("whether statement {} adds access too: {reason}", statement.index));
                }
                found.request
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
            let lack = if self.prover.universe == Universe::Free { None } else { lack(&request) };
            witnesses.push(Witness { request, blame, direction: None, lack });
            if !every_statement {
                break;
            }
        }
        (witnesses, undecided)
    }
}
