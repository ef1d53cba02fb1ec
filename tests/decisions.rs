//! Every scenario of `tests/corpus/simulate`, decided by formula and engine: the setting becomes a term, the request
//! is pinned down by a test for each of its attributes, and an engine says whether anything is left. It is iff the
//! documents allow the request.

#![expect(clippy::panic, reason = "the functions of a test fail by panicking")]

mod scenario_cases;

use std::time::Duration;

use hornbeam::decide::{Budget, EngineChoice, Portfolio, Reason, Verdict};
use hornbeam::eval::{self, Scope};
use hornbeam::formula::{Arena, Compiler, Subject, TermId, Test, decision::Sides, hidden, value};
use hornbeam::model::{Arity, Policy, Request, Scenario, Template};
use hornbeam::witness::complete;
use scenario_cases::{cases, read};

/// The one request, as far as `term` looks at it.
fn pinned(arena: &mut Arena, term: TermId, request: &Request) -> TermId {
    let literal = |arena: &mut Arena, subject: &Subject, text: &str| {
        arena.test(subject, Test::Text(Template::literal(text)))
    };
    let mut parts = vec![
        literal(arena, &Subject::Principal, request.principal.text()),
        literal(arena, &Subject::Action, &request.action.to_ascii_lowercase()),
        literal(arena, &Subject::Resource, &request.resource),
    ];
    for key in arena.keys(term) {
        assert!(!hidden::is_hidden(&key), "a decision looks at {key}");
        let values = match (arena.arity(&key), request.context.values(&key)) {
            // What a key with one value has beyond its first is not looked at.
            (Arity::Single, [first, ..]) => std::slice::from_ref(first),
            (Arity::Single | Arity::Multi, values) => values,
        };
        for value in values {
            parts.push(arena.some(&key, |arena, subject| literal(arena, subject, value)));
        }
        parts.push(arena.every(&key, |arena, subject| {
            let each: Vec<_> = values.iter().map(|value| literal(arena, subject, value)).collect();
            arena.or(each)
        }));
    }
    arena.and(parts)
}

/// Asks about every case of those that `stride` leaves. A general solver may leave a few undecided, which take it long.
fn decide(engine: EngineChoice, solver: Option<&str>, stride: usize, may_be_undecided: usize) {
    let portfolio = Portfolio::new(engine, solver).unwrap_or_else(|error| panic!("{error}"));
    let budget = Budget { time: Duration::from_secs(10), ..Budget::default() };
    let (mut wrong, mut asked, mut allowed, mut undecided) = (Vec::new(), 0, 0, 0);
    for (name, case) in cases().iter().step_by(stride) {
        let Scenario { request, setting } = read(&case["scenario"]);
        let policies: Vec<&Policy> = setting.policies().map(AsRef::as_ref).collect();
        let mut arena = Arena::new();
        let mut compiler = Compiler::new(&mut arena, Scope::default(), &policies);
        let decision = compiler.decision(&setting, &Sides::of(&request), &eval::decision::looks_public);
        let pinned = pinned(&mut arena, decision, &request);
        let term = arena.and([decision, pinned]);
        asked += 1;
        match portfolio.decide(&arena, term, &budget).0 {
            Verdict::Empty if case["decision"] != "allow" => {}
            Verdict::Member(found)
                if case["decision"] == "allow" && value(&arena, term, &complete(&found)) =>
            {
                allowed += 1;
            }
            Verdict::Empty => wrong.push(format!("{name}: there is no such request")),
            Verdict::Member(found) => wrong.push(format!("{name}: {found:?}")),
            Verdict::Unknown(Reason(reason)) if reason.contains("timeout") => undecided += 1,
            Verdict::Unknown(Reason(reason)) => wrong.push(format!("{name}: unknown, {reason}")),
        }
    }
    assert!(wrong.is_empty(), "{} of {asked} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(undecided <= may_be_undecided, "{undecided} are undecided");
    assert!(asked > 800 / stride && 4 * allowed > asked, "{allowed} of {asked} are allowed");
}

#[test]
fn the_native_engine_decides_the_scenarios() {
    decide(EngineChoice::Native, None, 1, 0);
}

#[test]
fn z3_decides_the_scenarios() {
    decide(EngineChoice::Z3, None, 1, 3);
}

/// Another solver, where one is named: `HORNBEAM_SOLVER="python3 benchmarks/versus/cvc5.py" cargo test`.
#[test]
fn an_external_solver_decides_the_scenarios() {
    if let Ok(solver) = std::env::var("HORNBEAM_SOLVER") {
        decide(EngineChoice::SmtLib, Some(&solver), 4, 2);
    }
}
