//! Random worlds: what a world settles can be put into the term of a decision without changing what it says of any
//! request that agrees with the world.

use std::collections::BTreeMap;

use super::atlas;
use super::questions::{Ends, Question, borrowed, ends, party_name, spell, target_name};
use super::requests::show;
use super::rng::Rng;
use super::run;
#[cfg(feature = "z3")]
use hornbeam::decide::{Engine, Verdict, Z3};
use hornbeam::eval::{self, Decision, Scope};
use hornbeam::formula::decision::Sides;
use hornbeam::formula::{
    Arena, Compiler, Substitution, TermId, Universe, value, value_with_ends, wellformed,
};
use hornbeam::model::world::{Known, Party};
use hornbeam::model::{Assumption, Caller, CallerKind, Effect, Key, Policy, PolicyType, Request};

const REQUESTS: usize = 5;

/// The terms that one request is held against: the decision, what each policy and each of its parts says, and which
/// requests exist.
struct Compiled {
    decision: TermId,
    terms: Vec<TermId>,
    exists: TermId,
}

fn compile(arena: &mut Arena, question: &Question<'_>, sides: &Sides, scope: Scope) -> Compiled {
    let policies: Vec<&Policy> = question.setting.policies().map(AsRef::as_ref).collect();
    let mut compiler = Compiler::new(arena, scope, &policies);
    let decision = compiler.decision(&question.setting, sides, &eval::decision::looks_public);
    let mut terms = vec![decision];
    for policy in policies {
        terms.push(compiler.allows(policy));
        terms.push(compiler.speaks(policy, Effect::Deny));
        for statement in &policy.statements {
            terms.extend([compiler.statement(statement), compiler.resource(&statement.resource)]);
            terms.extend(statement.conditions.iter().map(|condition| compiler.condition(condition)));
        }
    }
    let mut consulted = compiler.consulted;
    let exists = wellformed(arena, decision, Universe::Any, PolicyType::Resource, scope, &mut consulted);
    terms.push(exists);
    Compiled { decision, terms, exists }
}

/// Counts of what was seen.
#[derive(Debug, Default)]
struct Figures {
    requests: usize,
    allowed: usize,
    /// Requests that were not made to agree, and do.
    admitted: usize,
    refused: usize,
    /// Requests that do not agree and that constraints let pass, or not.
    held: usize,
    let_go: usize,
    /// Substitutions: those with constraints to tie attributes, and those that leave a constant.
    tied: usize,
    settled: usize,
    substitutions: usize,
    parties: BTreeMap<&'static str, [usize; 2]>,
    targets: BTreeMap<&'static str, [usize; 2]>,
}

fn scope(rng: &mut Rng) -> Scope {
    let mut scope = Scope::default();
    if rng.chance(30) {
        scope.assumptions = scope.assumptions.flip(*rng.pick(&Assumption::ALL));
    }
    scope
}

/// Holds one request that agrees with the world against every law.
fn check(
    arena: &mut Arena,
    question: &Question<'_>,
    request: &Request,
    ends: &Ends,
    scope: Scope,
    figures: &mut Figures,
) -> bool {
    let verdict = eval::decide_request(request, &question.setting, scope, &eval::decision::looks_public);
    let allowed = verdict.decision == Decision::Allow;
    let explain =
        |law: &str| format!("{law} ({scope:?}): {}\n{}", verdict.explanation, question.show(request, ends));
    let sides = Sides::of(request);
    let of_request = compile(arena, question, &sides, scope);
    assert_eq!(
        value(arena, of_request.decision, request),
        allowed,
        "{}",
        explain("formula against evaluator")
    );
    let between = compile(arena, question, &Sides::between(&question.party, &question.target), scope);
    let decided = value(arena, between.decision, request);
    // The callers of an account outside are taken to be users and roles of the target's partition, who can do most.
    let class = matches!(question.party, Party::Account(_) | Party::Stranger);
    let root = matches!(request.principal.kind(), CallerKind::Root { .. } | CallerKind::FederatedUser { .. });
    let partition = |arn: &str| arn.split(':').nth(1).map(str::to_owned);
    let usual = !root && partition(request.principal.text()) == partition(question.target.arn());
    if class && !usual {
        // What the name of its user lets a federated session do, the user itself can.
        let user = sides.as_user.map(|user| Request { principal: user, ..request.clone() });
        let by_user = user.is_some_and(|request| value(arena, between.decision, &request));
        assert!(
            decided || by_user || !allowed,
            "{}",
            explain("a class of callers can do what one of them can")
        );
    } else {
        assert_eq!(decided, allowed, "{}", explain("sides between party and target"));
    }
    let extent = question.target.extent();
    let covering = extent.iter().filter(|spelling| spelling.covers(&request.resource)).map(Some);
    for spelling in covering.chain([None]) {
        let mut substitution = Substitution::new(&question.facts, spelling);
        let put_in: Vec<_> = between.terms.iter().map(|&term| substitution.term(arena, term)).collect();
        let constraints = substitution.constraints(arena);
        figures.substitutions += 1;
        figures.tied += usize::from(constraints != Arena::TRUE);
        figures.settled += usize::from(put_in[0] == Arena::TRUE || put_in[0] == Arena::FALSE);
        let texts = borrowed(ends);
        assert!(
            value_with_ends(arena, constraints, request, &texts),
            "{}",
            explain("an agreeing request satisfies the constraints")
        );
        for (&term, &put_in) in between.terms.iter().zip(&put_in) {
            let with = arena.and([put_in, constraints]);
            assert_eq!(
                value_with_ends(arena, with, request, &texts),
                value(arena, term, request),
                "{}\n{spelling:?}\n{:?}",
                explain("an agreeing request is in what is put in iff it is in the term"),
                arena.atoms(term)
            );
        }
    }
    allowed
}

/// Holds a request that need not agree with the world: where the constraints hold, what was put in says of it what the
/// term says of the request that agrees.
fn check_free(
    arena: &mut Arena,
    rng: &mut Rng,
    question: &Question<'_>,
    request: &Request,
    ends: &Ends,
    scope: Scope,
    figures: &mut Figures,
) {
    let between = compile(arena, question, &Sides::between(&question.party, &question.target), scope);
    let agreeing = question.agreeing(rng, request, ends);
    let extent = question.target.extent();
    let terms: Vec<_> = between.terms.iter().filter(|&&term| term != between.exists).collect();
    for spelling in &extent {
        let mut agreeing = agreeing.clone();
        agreeing.resource = spell(spelling, ends);
        let mut stray = request.clone();
        // What binds values, and puts nothing in, holds of it.
        let bound = question.facts.excluded.iter().map(|(key, _)| key);
        let bound = bound.chain(question.facts.unless.iter().map(|unless| &unless.key));
        for key in bound.cloned().chain([Key::new("aws:userid")]) {
            let values = agreeing.context.values(&key).to_vec();
            stray.context.set(key, values);
        }
        let other = self::ends(rng, question.atlas);
        stray.principal = match (rng.below(4), &question.facts.principal) {
            (0, Some(_)) => Caller::new("*"),
            (1, Some(spelling)) => Caller::new(&spell(spelling, &other)),
            _ => agreeing.principal.clone(),
        };
        stray.resource = match rng.below(4) {
            0 => question.atlas.words.other(rng),
            1 => spell(spelling, &other),
            _ => agreeing.resource.clone(),
        };
        // Of what is known of keys, most holds of it, and some is another's value or nothing.
        for key in question.facts.keys.keys() {
            let known = agreeing.context.values(key);
            let values = match rng.below(8) {
                0 | 1 if !known.is_empty() => vec![question.atlas.words.other(rng)],
                2 if !matches!(question.facts.known(key), Some(Known::Perhaps(_))) => Vec::new(),
                _ => known.to_vec(),
            };
            stray.context.set(key.clone(), values);
        }
        let one_for_all = rng.chance(50);
        let mut substitution = Substitution::new(&question.facts, Some(spelling));
        for &&term in &terms {
            if !one_for_all {
                substitution = Substitution::new(&question.facts, Some(spelling));
            }
            let put_in = substitution.term(arena, term);
            let constraints = substitution.constraints(arena);
            let texts = borrowed(ends);
            for (name, _) in ends {
                let with = arena.and([put_in, constraints]);
                let empty = ends
                    .clone()
                    .map(|(other, end)| (other, if other == *name { String::new() } else { end }));
                if arena.keys(with).iter().any(|key| key.folded() == *name) {
                    assert!(
                        !value_with_ends(arena, constraints, &stray, &borrowed(&empty)),
                        "an end that is looked at holds something"
                    );
                }
            }
            if !value_with_ends(arena, constraints, &stray, &texts) {
                figures.held += 1;
                continue;
            }
            figures.let_go += usize::from(constraints != Arena::TRUE);
            assert_eq!(
                value_with_ends(arena, put_in, &stray, &texts),
                value(arena, term, &agreeing),
                "what is put in, with its constraints, stands for the term ({scope:?})\n{spelling:?}\n{}\nstray: {}\n{:?}",
                question.show(&agreeing, ends),
                show(&stray),
                arena.atoms(term)
            );
        }
    }
}

#[test]
fn what_a_world_settles_changes_nothing_that_a_term_says() {
    let (seed, cases) = (run::seed(62), run::cases(350));
    let mut figures = Figures::default();
    for case in 0..cases {
        let mut rng = Rng::new(seed, case as u64);
        let atlas = atlas::atlas(&mut rng);
        let scope = scope(&mut rng);
        for _ in 0..REQUESTS {
            let Some(question) = Question::new(&mut rng, &atlas) else { continue };
            let mut arena = Arena::new();
            question.setting.policies().for_each(|policy| arena.declare(policy));
            let question = question.with_keys(&arena);
            let ends = ends(&mut rng, &atlas);
            let free = question.free(&mut rng, &ends);
            let request = question.agreeing(&mut rng, &free, &ends);
            // There are calls that its callers do not make.
            let made = question.facts.calls.admit(&request.action);
            assert_eq!(question.facts.admit(&request), made, "admitted: {}", question.show(&request, &ends));
            figures.requests += 1;
            let allowed = check(&mut arena, &question, &request, &ends, scope, &mut figures);
            figures.allowed += usize::from(allowed);
            let party = figures.parties.entry(party_name(&question.party)).or_default();
            party[usize::from(allowed)] += 1;
            let target = figures.targets.entry(target_name(&question.target)).or_default();
            target[usize::from(allowed)] += 1;
            // Another, of which a key or two are what they come to be.
            let mut other = request.clone();
            for _ in 0..rng.between(1, 2) {
                let (key, kind, arity) = rng.pick(&question.keys).clone();
                let values = question.values(&mut rng, &key, kind, arity);
                other.context.set(key, values);
            }
            if question.facts.admit(&other) && question.ends_agree(&other, &ends) {
                figures.admitted += 1;
                check(&mut arena, &question, &other, &ends, scope, &mut figures);
            } else {
                figures.refused += 1;
            }
            check_free(&mut arena, &mut rng, &question, &free, &ends, scope, &mut figures);
        }
    }
    run::report(&format!("seed {seed}, {cases} worlds\n{figures:?}"));
    assert!(figures.allowed * 100 >= figures.requests * 10);
    assert!(figures.admitted > 0 && figures.refused > 0 && figures.held > 0 && figures.let_go > 0);
    assert_eq!((figures.parties.len(), figures.targets.len()), (13, 7), "{figures:?}");
    for (name, [refused, allowed]) in figures.parties.iter().chain(&figures.targets) {
        assert!(*refused > 0, "{name}: all {allowed} allowed");
        assert!(*allowed > 0 || *refused < 100, "{name}: none of {refused} allowed");
    }
}

/// The world's facts and the rules of well-formed requests are about the same requests: together they leave some.
#[cfg(feature = "z3")]
#[test]
fn what_a_world_settles_is_well_formed() {
    let (seed, cases) = (run::seed(63), run::cases(40));
    let mut unknown = 0;
    for case in 0..cases {
        let mut rng = Rng::new(seed, case as u64);
        let atlas = atlas::atlas(&mut rng);
        let Some(question) = Question::new(&mut rng, &atlas) else { continue };
        let mut arena = Arena::new();
        let sides = Sides::between(&question.party, &question.target);
        let compiled = compile(&mut arena, &question, &sides, Scope::default());
        let extent = question.target.extent();
        let mut substitution = Substitution::new(&question.facts, extent.first());
        let put_in = substitution.term(&mut arena, compiled.exists);
        let constraints = substitution.constraints(&mut arena);
        let left = arena.and([put_in, constraints]);
        match Z3.decide(&arena, left, &run::budget()) {
            Verdict::Empty => panic!(
                "no request is left of {} on {}\n{:?}\n{}",
                question.party.name(),
                question.target.arn(),
                question.facts.keys,
                atlas.shown
            ),
            Verdict::Member(_) => {}
            Verdict::Unknown(_) => unknown += 1,
        }
    }
    run::report(&format!("seed {seed}, {cases} worlds, {unknown} undecided"));
    assert!(unknown * 4 < cases, "{unknown} of {cases} undecided");
}
