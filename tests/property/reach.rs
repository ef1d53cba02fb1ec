//! The quick ways of asking about a whole world hold against asking about one pair at a time: random worlds, every party of
//! each against every resource, role and access point.

use std::collections::BTreeMap;

use hornbeam::decide::{EngineChoice, Portfolio};
use hornbeam::formula::Universe;
use hornbeam::model::Assumptions;
use hornbeam::model::world::{Party, Target, World};
use hornbeam::question::world::{Ask, Inquiry, Reachability, parties_of, reach, targets, who_can};
use hornbeam::question::{Conclusion, Prover};

use super::atlas;
use super::rng::Rng;
use super::run;

fn prover() -> Prover {
    Prover {
        portfolio: Portfolio::new(EngineChoice::Native, None).unwrap(),
        budget: run::budget(),
        universe: Universe::default(),
        assumptions: Assumptions::default(),
    }
}

/// The pair asked by itself, by an inquiry that has met nobody.
fn alone<'w>(prepared: &Inquiry<'w>, party: &Party<'w>, target: &Target<'w>, ask: &Ask) -> Conclusion {
    prepared.afresh().access(party, target, ask, false).unwrap().conclusion
}

fn name(conclusion: Conclusion) -> &'static str {
    match conclusion {
        Conclusion::Holds => Reachability::Reachable.name(),
        Conclusion::Fails => Reachability::Not.name(),
        Conclusion::Unknown => Reachability::Unknown.name(),
    }
}

/// How often each answer came of asking alone.
type Figures = BTreeMap<&'static str, usize>;

fn check_matrix(prover: &Prover, world: &World, shown: &str, figures: &mut Figures) {
    let reach = reach(prover, world);
    let prepared = Inquiry::new(prover, world);
    for (resource, target) in targets(world).iter().enumerate() {
        let ask = Ask { resource: target.arn().to_owned(), ..Ask::default() };
        for (principal, identity) in world.identities().enumerate() {
            let alone = name(alone(&prepared, &Party::Identity(identity), target, &ask));
            *figures.entry(alone).or_default() += 1;
            let quick = reach.at(principal, resource).name();
            // What cannot be told alone may be told by the words, or by another's request.
            let same = alone == quick || alone == Reachability::Unknown.name();
            assert!(same, "{} on {}: {quick}, alone {alone}\n{shown}", identity.arn, target.arn());
        }
    }
}

fn check_who_can(prover: &Prover, world: &World, target: &Target<'_>, actions: &[&str], shown: &str) {
    let actions = actions.iter().map(|&action| action.to_owned()).collect();
    let ask = Ask { actions, resource: target.arn().to_owned(), ..Ask::default() };
    let who = who_can(prover, world, &ask).unwrap();
    let listed: BTreeMap<&str, Conclusion> =
        who.principals.iter().map(|(name, access)| (name.as_str(), access.conclusion)).collect();
    let prepared = Inquiry::new(prover, world);
    let target = ask.target(world).unwrap();
    for party in parties_of(world, &target) {
        let quick = listed.get(party.name().as_str()).copied().unwrap_or(Conclusion::Fails);
        let alone = alone(&prepared, &party, &target, &ask);
        assert!(
            alone == quick || alone == Conclusion::Unknown,
            "{} on {} {:?}: {quick:?}, alone {alone:?}\n{shown}",
            party.name(),
            target.arn(),
            ask.actions
        );
    }
}

#[test]
fn the_quick_ways_say_what_asking_alone_says() {
    let (seed, cases) = (run::seed(64), run::cases(25));
    let prover = prover();
    let mut figures = Figures::new();
    for case in 0..cases {
        let mut rng = Rng::new(seed, case as u64);
        let atlas = atlas::atlas(&mut rng);
        let shown = format!("seed {seed}, case {case}\n{}", atlas.shown);
        check_matrix(&prover, &atlas.world, &shown, &mut figures);
        let world = &atlas.world;
        let mut all = targets(world);
        let roles = world.identities().filter(|role| role.trust.is_some());
        all.extend(roles.map(Target::Role));
        let target = rng.pick(&all).clone();
        let asked: &[&[&str]] = &[&[], &["s3:GetObject", "sqs:*"], &["sts:AssumeRole*"], &["*:Get*"]];
        let actions: &[&str] = rng.pick::<&[&str]>(asked);
        check_who_can(&prover, world, &target, actions, &shown);
    }
    run::report(&format!("seed {seed}, {cases} worlds: {figures:?}"));
    for answer in [Reachability::Reachable, Reachability::Not] {
        assert!(figures.get(answer.name()).is_some_and(|&count| count >= cases), "{figures:?}");
    }
}
