//! Invariants 1, 2 and 4: what an engine calls empty is empty, and what it calls a member is one.

use super::pairs::{self, Pair};
use super::requests::{Source, show};
use super::rng::Rng;
use super::run;
use hornbeam::decide::smt::Script;
use hornbeam::decide::{Engine, Native, Reason, Search, Verdict, Z3};
use hornbeam::eval::Scope;
use hornbeam::formula::{Arena, Compiler, TermId, Universe, value, wellformed};
use hornbeam::model::Assumption;
use hornbeam::witness::complete;

const REQUESTS: usize = 300;

/// The requests of the universe that the new policy allows and the existing one does not.
fn term(arena: &mut Arena, rng: &mut Rng, pair: &Pair) -> Option<TermId> {
    let (new, existing) = (pair.new.policy()?, pair.existing.policy()?);
    let mut scope = Scope::default();
    if rng.chance(40) {
        scope.assumptions = scope.assumptions.flip(*rng.pick(&Assumption::ALL));
    }
    let universe = if rng.chance(60) { Universe::Free } else { Universe::Any };
    let mut compiler = Compiler::new(arena, scope, &[&new, &existing]);
    let (new, existing) = (compiler.allows(&new), compiler.allows(&existing));
    let mut consulted = compiler.consulted;
    let outside = arena.not(existing);
    let gained = arena.and([new, outside]);
    let exists = wellformed(arena, gained, universe, pair.new.policy_type, scope, &mut consulted);
    Some(arena.and([gained, exists]))
}

#[derive(Debug, Default)]
struct Figures {
    refused: usize,
    native_empty: usize,
    native_members: usize,
    native_unknown: usize,
    empty: usize,
    trivial: usize,
    replayed: usize,
    wider: usize,
    not_replayed: usize,
    unknown: usize,
}

#[test]
fn z3_is_right_about_small_pairs() {
    let figures = check(21, run::cases(80), true, pairs::mixed);
    assert!(figures.empty > figures.trivial && figures.replayed > 0);
}

#[test]
fn z3_is_right_about_single_elements() {
    let figures = check(22, run::cases(450), true, pairs::focused);
    assert!(figures.empty > figures.trivial && figures.replayed > figures.unknown);
}

#[test]
fn the_native_engine_is_right_about_small_pairs() {
    let figures = check(23, run::cases(1_500), false, pairs::mixed);
    assert!(figures.native_empty > 100 && figures.native_members > 10 * figures.native_unknown);
}

#[test]
fn the_native_engine_is_right_about_single_elements() {
    let figures = check(24, run::cases(4_000), false, pairs::focused);
    assert!(figures.native_empty > 100 && figures.native_members > 5 * figures.native_unknown);
}

/// Asks the native engine about each pair, and Z3 too if it is wanted, and holds their answers against random requests
/// and the evaluator.
fn check(stream: u64, cases: usize, with_z3: bool, make: impl Fn(&mut Rng) -> Pair) -> Figures {
    let budget = run::budget();
    let mut figures = Figures::default();
    let mut faults = Vec::new();
    for case in 0..cases {
        let mut rng = Rng::new(run::seed(stream), case as u64);
        let pair = make(&mut rng);
        let mut arena = Arena::new();
        let Some(term) = term(&mut arena, &mut rng, &pair) else {
            figures.refused += 1;
            continue;
        };
        let simpler = arena.simplify(term);
        let asked = if rng.chance(50) { simpler } else { term };
        let script = Script::new(&arena, asked);
        let explain = |text: &str| {
            let (new, existing) = (pair.new.json(), pair.existing.json());
            format!("case {case}: {text}\n{new}\n{existing}\n{}\nwidened: {:?}", script.body, script.widened)
        };
        let source = Source::new(&arena, &[&pair.new, &pair.existing]);
        let mut found = None;
        for _ in 0..REQUESTS {
            let request = source.request(&mut rng);
            let is_member = value(&arena, term, &request);
            assert_eq!(value(&arena, simpler, &request), is_member, "{}", explain(&show(&request)));
            found = found.or(is_member.then_some(request));
        }
        match Native.decide(&arena, asked, &budget) {
            Verdict::Empty => {
                figures.native_empty += usize::from(term != Arena::FALSE);
                if let Some(request) = &found {
                    panic!("{}", explain(&format!("not empty: {}", show(request))));
                }
            }
            Verdict::Member(assignment) => {
                figures.native_members += 1;
                let request = complete(&assignment);
                assert!(value(&arena, term, &request), "{}", explain(&format!("native: {}", show(&request))));
                found = Some(request);
            }
            Verdict::Unknown(Reason(reason)) => {
                figures.native_unknown += 1;
                run::report(&reason);
                assert!(!reason.contains("internal"), "{}", explain(&reason));
            }
        }
        // The search is slow where it finds nothing: every third question is enough.
        if case % 3 == 0
            && with_z3
            && let Verdict::Member(assignment) = Search.decide(&arena, term, &budget)
        {
            let request = complete(&assignment);
            assert!(value(&arena, term, &request), "{}", explain(&format!("searched: {}", show(&request))));
            found = Some(request);
        }
        if let (true, Some(request)) = (pair.contained, &found) {
            panic!("{}", explain(&format!("not contained after all: {}", show(request))));
        }
        if !with_z3 {
            continue;
        }
        match Z3.decide(&arena, asked, &budget) {
            Verdict::Empty => {
                figures.empty += 1;
                figures.trivial += usize::from(term == Arena::FALSE);
                if let Some(request) = found {
                    panic!("{}", explain(&format!("not empty: {}", show(&request))));
                }
            }
            Verdict::Member(assignment) => {
                let request = complete(&assignment);
                let is_member = value(&arena, term, &request);
                if is_member {
                    figures.replayed += 1;
                    assert!(!pair.contained, "{}", explain(&show(&request)));
                } else if script.widened.is_empty() {
                    figures.not_replayed += 1;
                    faults.push(explain(&format!("does not replay: {}", show(&request))));
                } else {
                    figures.wider += 1;
                }
            }
            Verdict::Unknown(_) => figures.unknown += 1,
        }
    }
    run::report(&format!("{figures:?}"));
    assert!(
        faults.is_empty(),
        "{} faults, such as\n{}",
        faults.len(),
        faults[..faults.len().min(5)].join("\n\n")
    );
    figures
}
