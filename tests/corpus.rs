//! Every case of `tests/corpus`, through the evaluator and through every engine. No case names an engine.

mod corpus_runner;

use std::time::Duration;

use corpus_runner::{Case, cases, prover};
use hornbeam::decide::EngineChoice;
use hornbeam::eval::{self, Scope};
use hornbeam::formula::{Arena, Compiler, value};

#[test]
fn rows_are_decided_as_the_documents_say() {
    let mut wrong = Vec::new();
    let mut rows = 0;
    for case in cases() {
        let Some(policy) = case.text("policy") else { continue };
        for (request, decision) in case.rows() {
            rows += 1;
            let found = eval::evaluate(&case.policy(policy), &request, Scope::default());
            if found.decision.name() != decision {
                wrong.push(format!(
                    "{}: {} instead of {decision} for {request:?}",
                    case.name(),
                    found.decision.name()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(rows > 1_000, "only {rows} rows were found");
}

#[test]
fn formulas_have_the_evaluators_value_on_every_row() {
    for case in cases() {
        let Some(policy) = case.text("policy") else { continue };
        let policy = case.policy(policy);
        let mut arena = Arena::new();
        let allows = Compiler::new(&mut arena, Scope::default(), &[&policy]).allows(&policy);
        for (request, decision) in case.rows() {
            assert_eq!(
                value(&arena, allows, &request),
                decision == "allow",
                "{}: {request:?}",
                Case::name(&case)
            );
        }
    }
}

#[test]
fn the_native_engine_answers_questions_as_the_corpus_says() {
    questions(EngineChoice::Native, None, 0);
}

#[test]
fn z3_answers_questions_as_the_corpus_says() {
    questions(EngineChoice::Z3, None, 8);
}

#[test]
fn the_portfolio_answers_questions_as_the_corpus_says() {
    questions(EngineChoice::Auto, None, 0);
}

/// Another solver, where one is named: `HORNBEAM_SOLVER="python3 benchmarks/versus/cvc5.py" cargo test`.
#[test]
fn an_external_solver_answers_questions_as_the_corpus_says() {
    if let Ok(solver) = std::env::var("HORNBEAM_SOLVER") {
        questions(EngineChoice::SmtLib, Some(&solver), 8);
    }
}

/// Asks every question. A general solver may leave a few undecided: some take it longer than anyone waits, and of
/// some only a part is said in SMT-LIB.
fn questions(engine: EngineChoice, solver: Option<&str>, may_be_undecided: usize) {
    let mut prover = prover(engine, solver);
    prover.budget.time = Duration::from_secs(15);
    let mut undecided = 0;
    let mut wrong = Vec::new();
    let mut asked = 0;
    for case in cases() {
        let Some(question) = case.text("question") else { continue };
        asked += 1;
        let answer = case.ask(question, &prover);
        let found = answer.relation.map_or(answer.conclusion.name(), hornbeam::question::Relation::name);
        let expected = case.text("expect").unwrap_or("an expected answer");
        let is_left =
            |reason: &String| reason.contains("timeout") || reason.contains("wider than what was asked");
        if found == "unknown" && answer.unknown.iter().all(is_left) {
            undecided += 1;
        } else if found != expected {
            wrong.push(format!(
                "{}: {found} instead of {expected}: {:?} {:?}",
                case.name(),
                answer.witnesses,
                answer.unknown
            ));
        }
        if case.text("assumptions").is_some() {
            let names: Vec<_> =
                answer.assumptions.iter().map(|assumption| assumption.name().to_owned()).collect();
            assert_eq!(names, case.texts("assumptions"), "{}", case.name());
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(undecided <= may_be_undecided, "{undecided} questions are undecided");
    assert!(asked > 200, "only {asked} questions were found");
}
