//! An engine against the small universe, over as many questions as wanted, on as many threads.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::super::rng::Rng;
use super::policies::{self, Pair};
use super::universe::Universe;
use hornbeam::decide::smt::Script;
use hornbeam::decide::{Budget, Engine, Reason, Verdict};
use hornbeam::eval::{self, Decision, Scope};
use hornbeam::formula::{self, Arena, Compiler, TermId, value, wellformed};
use hornbeam::model::{Arity, Assumption, Policy, PolicyType, Request};
use hornbeam::witness::complete;

/// How many requests of usual shape are looked at before the small universe is said to hold none.
const MOST_LOOKED_AT: usize = 200;

/// How often another question is made if the terms settle one.
const MOST_TRIES: usize = 4;

/// Which questions there are, and who answers.
pub(crate) struct Plan<'a> {
    pub(crate) engine: &'a dyn Engine,
    pub(crate) budget: Budget,
    pub(crate) seed: u64,
    pub(crate) cases: usize,
    pub(crate) threads: usize,
    /// Over all requests, or over those that can exist.
    pub(crate) universe: formula::Universe,
}

/// How the questions came out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Figures {
    /// Policies that were refused.
    pub(crate) refused: usize,
    /// No request, as the universe has it; `settled`: and the term is `False` already.
    pub(crate) empty: usize,
    pub(crate) settled: usize,
    /// A request, which the evaluator confirms.
    pub(crate) members: usize,
    /// Answers that only one half could be checked of.
    pub(crate) half: usize,
    /// Answers that were not given, of questions inside and outside of the argument for completeness.
    pub(crate) unknown: usize,
    pub(crate) unknown_open: usize,
    pub(crate) reasons: BTreeMap<String, usize>,
    /// Questions inside of the argument that were not answered.
    pub(crate) undecided: Vec<String>,
    /// Differences, each with what reproduces it.
    pub(crate) differences: Vec<String>,
}

impl Figures {
    /// How many questions were asked.
    pub(crate) fn asked(&self) -> usize {
        self.empty + self.members + self.unknown + self.unknown_open
    }

    fn add(&mut self, other: Figures) {
        self.refused += other.refused;
        self.empty += other.empty;
        self.settled += other.settled;
        self.members += other.members;
        self.half += other.half;
        self.unknown += other.unknown;
        self.unknown_open += other.unknown_open;
        other
            .reasons
            .into_iter()
            .for_each(|(reason, count)| *self.reasons.entry(reason).or_default() += count);
        self.undecided.extend(other.undecided);
        self.differences.extend(other.differences);
    }
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} differences; {} empty ({} settled by the terms), {} with a request, {} of these checked in one direction only; \
             undecided: {} inside the argument, {} outside; {} refused",
            self.differences.len(),
            self.empty,
            self.settled,
            self.members,
            self.half,
            self.unknown,
            self.unknown_open,
            self.refused
        )
    }
}

/// Asks all questions of the plan; the figures do not depend on the number of threads.
pub(crate) fn check(plan: &Plan<'_>) -> Figures {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut figures = Figures::default();
        loop {
            let case = next.fetch_add(1, Ordering::Relaxed);
            if case >= plan.cases || figures.differences.len() > 20 {
                return figures;
            }
            question(plan, case, &mut figures);
        }
    };
    let mut all = Figures::default();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..plan.threads).map(|_| scope.spawn(work)).collect();
        for thread in threads {
            all.add(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
    });
    all.undecided.sort();
    all.differences.sort();
    all
}

/// A question, compiled.
struct Question {
    pair: Pair,
    policies: [Policy; 2],
    scope: Scope,
    arena: Arena,
    term: TermId,
    simple: TermId,
    asked: TermId,
}

impl Question {
    fn new(plan: &Plan<'_>, rng: &mut Rng) -> Option<Question> {
        // What the terms settle tells little of an engine.
        let mut question = Question::any(plan, rng)?;
        for _ in 0..MOST_TRIES {
            if question.simple != Arena::FALSE {
                break;
            }
            question = Question::any(plan, rng)?;
        }
        Some(question)
    }

    fn any(plan: &Plan<'_>, rng: &mut Rng) -> Option<Question> {
        let mut pair = policies::pair(rng);
        let policies = [pair.new.policy()?, pair.existing.policy()?];
        let mut scope = Scope::default();
        if rng.chance(12) {
            scope.assumptions = scope.assumptions.flip(*rng.pick(&Assumption::ALL));
            pair.contained = false;
        }
        let mut arena = Arena::new();
        let [new, existing] = &policies;
        let mut compiler = Compiler::new(&mut arena, scope, &[new, existing]);
        let (new, existing) = (compiler.allows(new), compiler.allows(existing));
        let mut consulted = compiler.consulted;
        let outside = arena.not(existing);
        let gained = arena.and([new, outside]);
        let exists =
            wellformed(&mut arena, gained, plan.universe, PolicyType::Identity, scope, &mut consulted);
        let term = arena.and([gained, exists]);
        let simple = arena.simplify(term);
        let asked = if rng.chance(50) { simple } else { term };
        Some(Question { pair, policies, scope, arena, term, simple, asked })
    }

    /// Whether the evaluator has the first policy allow the request, and the second not.
    fn has(&self, request: &Request) -> bool {
        let [new, existing] = &self.policies;
        let allows = |policy| eval::evaluate(policy, request, self.scope).decision == Decision::Allow;
        allows(new) && !allows(existing)
    }
}

fn question(plan: &Plan<'_>, case: usize, figures: &mut Figures) {
    let mut rng = Rng::new(plan.seed, case as u64);
    let Some(question) = Question::new(plan, &mut rng) else {
        figures.refused += 1;
        return;
    };
    let is_free = plan.universe == formula::Universe::Free;
    let explain = |text: &str| {
        let [new, existing] = [&question.pair.new, &question.pair.existing].map(|document| document.json());
        let assumptions = question.scope.assumptions;
        format!(
            "seed {} case {case}, {:?}, {assumptions:?}: {text}\nnew      {new}\nexisting {existing}",
            plan.seed, plan.universe
        )
    };
    let [new, existing] = &question.policies;
    // Some universes hold more texts than they need, should texts be left out wrongly.
    let universe =
        Universe::new([new, existing], &question.arena, question.scope, !is_free, !case.is_multiple_of(16));
    let mut looked_at = 0;
    let held = universe.member(|request| {
        looked_at += 1;
        is_free || looked_at > MOST_LOOKED_AT || value(&question.arena, question.term, request)
    });
    let held = held.filter(|_| is_free || looked_at <= MOST_LOOKED_AT);
    if let Some(request) = &held {
        assert!(question.has(request), "{}", explain(&format!("the universe is wrong: {request:?}")));
        assert!(
            value(&question.arena, question.asked, request),
            "{}",
            explain(&format!("formula: {request:?}"))
        );
        assert!(
            !question.pair.contained,
            "{}",
            explain(&format!("not contained by construction: {request:?}"))
        );
    }
    let is_exact = universe.is_complete && is_free;
    figures.half += usize::from(!is_exact);
    match plan.engine.decide(&question.arena, question.asked, &plan.budget) {
        Verdict::Empty => {
            figures.empty += 1;
            figures.settled += usize::from(question.asked == Arena::FALSE);
            if let Some(request) = held {
                figures.differences.push(explain(&format!("called empty, and holds {request:?}")));
            }
        }
        Verdict::Member(assignment) => {
            let request = complete(&assignment);
            let several = assignment
                .context
                .iter()
                .find(|(key, values)| values.len() > 1 && question.arena.arity(key) == Arity::Single);
            if !question.has(&request)
                || several.is_some()
                || !value(&question.arena, question.term, &request)
            {
                // What is printed for a solver may hold more than was asked, and then says so.
                if plan.engine.name() != "native"
                    && !Script::new(&question.arena, question.asked).widened.is_empty()
                {
                    figures.unknown_open += 1;
                    return;
                }
                figures.differences.push(explain(&format!("called a member: {request:?}")));
            } else if is_exact && held.is_none() {
                figures.differences.push(explain(&format!("the universe is too small: {request:?}")));
            }
            figures.members += 1;
        }
        Verdict::Unknown(Reason(reason)) => {
            if is_exact {
                figures.unknown += 1;
                figures.undecided.push(explain(&reason));
            } else {
                figures.unknown_open += 1;
            }
            *figures.reasons.entry(reason).or_default() += 1;
        }
    }
}
