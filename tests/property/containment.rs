//! What is plain about pairs of policies is true: no random request contradicts a proof, every request that is
//! given as evidence is in the question's term, and Z3 knows nothing better.

use super::document::Document;
use super::pairs;
use super::requests::{Source, show};
use super::rng::Rng;
use super::run;
use hornbeam::containment::{Collection, Plain};
use hornbeam::decide::{Engine, EngineChoice, Portfolio, Verdict, Z3};
use hornbeam::eval::{self, Decision, Scope};
use hornbeam::formula::{Universe, value};
use hornbeam::model::{Assumption, Assumptions, Policy, Request};
use hornbeam::question::Prover;

const REQUESTS: usize = 150;

#[derive(Debug, Default)]
struct Figures {
    groups: usize,
    contained: usize,
    excess: usize,
    unclear: usize,
    confirmed: usize,
    several_values: usize,
}

/// Documents of one type, some of them alike.
fn group(rng: &mut Rng) -> Vec<(Document, Policy)> {
    let first = pairs::mixed(rng);
    let policy_type = first.new.policy_type;
    let mut group = vec![first.new, first.existing];
    for _ in 0..8 {
        let pair = if rng.chance(50) { pairs::mixed(rng) } else { pairs::focused(rng) };
        if pair.new.policy_type == policy_type {
            group.extend([pair.new, pair.existing]);
        }
    }
    group.into_iter().filter_map(|document| document.policy().map(|policy| (document, policy))).collect()
}

#[test]
fn what_is_plain_is_true() {
    let mut figures = Figures::default();
    for case in 0..run::cases(120) {
        let mut rng = Rng::new(run::seed(61), case as u64);
        let (documents, policies): (Vec<_>, Vec<_>) = group(&mut rng).into_iter().unzip();
        let mut assumptions = Assumptions::default();
        if rng.chance(40) {
            assumptions = assumptions.flip(*rng.pick(&Assumption::ALL));
        }
        let universe = if rng.chance(30) { Universe::Free } else { Universe::Any };
        let collection = Collection::new(&policies, universe, Scope { assumptions });
        let prover = Prover {
            portfolio: Portfolio::new(EngineChoice::Z3, None).unwrap(),
            budget: run::budget(),
            universe,
            assumptions,
        };
        figures.groups += 1;
        for inner in 0..policies.len() {
            for outer in (0..policies.len()).filter(|outer| *outer != inner) {
                let explain = |request: &Request| {
                    let (inner, outer) = (documents[inner].json(), documents[outer].json());
                    format!("case {case} {assumptions:?} {universe:?}\n{inner}\n{outer}\n{}", show(request))
                };
                let (narrow, wide) = (&policies[inner], &policies[outer]);
                match collection.ask(inner, outer) {
                    Plain::Contained => {
                        figures.contained += 1;
                        let (arena, term) = prover.query(narrow, wide);
                        let source = Source::new(&arena, &[&documents[inner], &documents[outer]]);
                        for _ in 0..REQUESTS {
                            let request = source.request(&mut rng);
                            for reading in readings(assumptions) {
                                let breaks =
                                    allows(narrow, &request, reading) && !allows(wide, &request, reading);
                                assert!(!breaks, "not contained after all: {}", explain(&request));
                            }
                        }
                        // Every so often an engine is asked too; its members are replayed.
                        if figures.contained.is_multiple_of(20) {
                            match Z3.decide(&arena, term, &prover.budget) {
                                Verdict::Empty => figures.confirmed += 1,
                                Verdict::Unknown(_) => {}
                                Verdict::Member(assignment) => {
                                    let request = hornbeam::witness::complete(&assignment);
                                    assert!(!value(&arena, term, &request), "{}", explain(&request));
                                }
                            }
                        }
                    }
                    Plain::Excess(evidence) => {
                        figures.excess += 1;
                        let request = evidence.request();
                        let flipped = assumptions.flip(Assumption::PlainOperatorOnMultivaluedKey);
                        let several = request.context.iter().any(|(_, values)| values.len() > 1);
                        figures.several_values += usize::from(several);
                        for assumptions in [assumptions, flipped] {
                            let portfolio = Portfolio::new(EngineChoice::Z3, None).unwrap();
                            let prover = Prover { portfolio, budget: run::budget(), universe, assumptions };
                            let (arena, term) = prover.query(narrow, wide);
                            assert!(value(&arena, term, &request), "no evidence: {}", explain(&request));
                        }
                    }
                    Plain::Unclear => figures.unclear += 1,
                }
            }
        }
    }
    run::report(&format!("{figures:?}"));
    assert!(figures.contained > figures.groups, "{figures:?}");
    assert!(figures.excess > figures.groups * 4 && figures.confirmed > 0, "{figures:?}");
}

/// The chosen readings, and those with another one of each assumption that a proof does not depend on.
fn readings(assumptions: Assumptions) -> Vec<Assumptions> {
    let others = Assumption::ALL.into_iter().filter(|other| *other != Assumption::ArnWildcardCrossesColon);
    std::iter::once(assumptions).chain(others.map(|other| assumptions.flip(other))).collect()
}

fn allows(policy: &Policy, request: &Request, assumptions: Assumptions) -> bool {
    eval::evaluate(policy, request, Scope { assumptions }).decision == Decision::Allow
}
