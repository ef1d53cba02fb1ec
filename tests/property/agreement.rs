//! Invariant 3: a formula's value is the evaluator's decision, whatever the policy, request and reading.

use std::collections::BTreeSet;

use super::document::Document;
use super::policies::{self, Size};
use super::requests::{Source, show};
use super::rng::Rng;
use super::run;
use hornbeam::eval::{self, Decision, Scope};
use hornbeam::formula::{Arena, Compiler, TermId, value};
use hornbeam::model::{Assumption, Policy, Request};

const SIZE: Size = Size { statements: 3, conditions: 3, values: 3 };
const REQUESTS: usize = 20;

/// One policy compiled under one scope.
struct Compiled {
    arena: Arena,
    scope: Scope,
    allows: TermId,
    statements: Vec<TermId>,
    consulted: BTreeSet<Assumption>,
}

fn compile(policy: &Policy, scope: Scope) -> Compiled {
    let mut arena = Arena::new();
    let mut compiler = Compiler::new(&mut arena, scope, &[policy]);
    let allows = compiler.allows(policy);
    let statements = policy.statements.iter().map(|statement| compiler.statement(statement)).collect();
    let consulted = compiler.consulted.clone();
    Compiled { arena, scope, allows, statements, consulted }
}

/// Panics where formula and evaluator differ; else the value.
fn agree(document: &Document, policy: &Policy, compiled: &Compiled, request: &Request, case: usize) -> bool {
    let allowed = eval::evaluate(policy, request, compiled.scope).decision == Decision::Allow;
    assert_eq!(eval::allows(policy, request, compiled.scope), allowed, "{request:?}");
    let formula = value(&compiled.arena, compiled.allows, request);
    for (statement, &term) in policy.statements.iter().zip(&compiled.statements) {
        let matches = eval::matches(statement, request, compiled.scope);
        let formula = value(&compiled.arena, term, request);
        assert_eq!(
            formula,
            matches,
            "case {case}: formula against evaluator, statement {} under {:?}\n{}\n{}",
            statement.index,
            compiled.scope,
            document.with(vec![document.statements[statement.index].clone()]).json(),
            show(request)
        );
    }
    assert_eq!(formula, allowed, "case {case}: {:?}\n{}\n{}", compiled.scope, document.json(), show(request));
    allowed
}

#[test]
fn formulas_have_the_evaluators_value_under_every_reading() {
    let (mut read, mut pairs, mut allowed, mut changed) = (0, 0, 0, [0; Assumption::ALL.len()]);
    let cases = run::cases(800);
    for case in 0..cases {
        let mut rng = Rng::new(run::seed(1), case as u64);
        let document = policies::document(&mut rng, SIZE);
        let Some(policy) = document.policy() else { continue };
        read += 1;
        let usual = compile(&policy, Scope::default());
        let others = Assumption::ALL.map(|assumption| {
            compile(&policy, Scope { assumptions: Scope::default().assumptions.flip(assumption) })
        });
        let source = Source::new(&usual.arena, &[&document]);
        for _ in 0..REQUESTS {
            let request = source.request(&mut rng);
            let decision = agree(&document, &policy, &usual, &request, case);
            pairs += 1;
            allowed += usize::from(decision);
            for (at, (assumption, other)) in Assumption::ALL.into_iter().zip(&others).enumerate() {
                let flipped = agree(&document, &policy, other, &request, case);
                changed[at] += usize::from(flipped != decision);
                assert!(
                    flipped == decision || usual.consulted.contains(&assumption),
                    "case {case}: {assumption:?} was not consulted and matters\n{}\n{}",
                    document.json(),
                    show(&request)
                );
            }
        }
    }
    assert!(read * 100 >= cases * 80, "only {read} of {cases} policies were accepted");
    assert!(allowed * 100 >= pairs * 10, "only {allowed} of {pairs} requests are allowed");
    for (assumption, changed) in Assumption::ALL.into_iter().zip(changed) {
        // The last one is about which requests exist, not about what a policy says of them.
        let matters = assumption != Assumption::UnlistedKeysAreTyped;
        assert_eq!(changed > 0, matters, "{assumption:?} changed {changed} of {pairs} decisions");
    }
    run::report(&format!(
        "{read} of {cases} policies, {pairs} pairs, {allowed} allowed, changed {changed:?}"
    ));
}
