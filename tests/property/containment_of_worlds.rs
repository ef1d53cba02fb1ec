//! What is proved to lie inside does: where one party has an allowed request that another has none like, no question says
//! that all it can do the other can too.

use std::collections::BTreeMap;

use hornbeam::decide::{Budget, EngineChoice, Portfolio};
use hornbeam::formula::Universe;
use hornbeam::model::world::{Party, Target, World};
use hornbeam::model::{AccessPoint, Assumptions, PolicyType};
use hornbeam::question::world::{Ask, Fence, Inquiry, contain, targets};
use hornbeam::question::{Conclusion, Prover};

use super::atlas;
use super::rng::Rng;
use super::run;

/// What parties are asked about on a target: actions that policies of random worlds speak of.
const ACTIONS: [&str; 9] = [
    "s3:GetObject",
    "s3:PutObject",
    "s3:ListBucket",
    "sqs:SendMessage",
    "kms:Decrypt",
    "kms:ScheduleKeyDeletion",
    "dynamodb:Query",
    "logs:PutLogEvents",
    "sts:AssumeRole",
];

fn prover() -> Prover {
    Prover {
        portfolio: Portfolio::new(EngineChoice::Native, None).unwrap(),
        budget: Budget { steps: 20_000_000, ..run::budget() },
        universe: Universe::default(),
        assumptions: Assumptions::default(),
    }
}

/// Whether each of the two has an allowed request by that action.
fn both<'w>(
    prepared: &Inquiry<'w>,
    parties: [&Party<'w>; 2],
    target: &Target<'w>,
    action: &str,
) -> [Conclusion; 2] {
    let ask = Ask { actions: vec![action.to_owned()], resource: target.arn().to_owned(), ..Ask::default() };
    parties.map(|party| prepared.afresh().access(party, target, &ask, false).unwrap().conclusion)
}

/// Something that the first can do and the second cannot.
fn excess<'w>(world: &'w World, prepared: &Inquiry<'w>, parties: [&Party<'w>; 2]) -> Option<String> {
    let mut all = targets(world);
    all.extend(world.identities().filter(|role| role.trust.is_some()).map(Target::Role));
    for target in &all {
        let service = target.arn().split(':').nth(2).unwrap();
        let own =
            |action: &&&str| action.starts_with(service) || (service == "iam" && action.starts_with("sts"));
        for action in ACTIONS.iter().filter(own) {
            if both(prepared, parties, target, action) == [Conclusion::Holds, Conclusion::Fails] {
                return Some(format!("{action} on {}", target.arn()));
            }
        }
    }
    None
}

/// Gives some buckets an access point whose policy is their own with its ARN in their ARN's place.
fn with_points(world: &mut World, rng: &mut Rng) {
    let owners: Vec<String> = world.accounts.keys().cloned().collect();
    for account in world.accounts.values_mut() {
        let partition = account.partition.clone();
        for (at, resource) in account.resources.values_mut().enumerate() {
            if !resource.arn.contains(":s3:::") || !resource.access_points.is_empty() || rng.chance(40) {
                continue;
            }
            let owner = if rng.chance(60) { account.id.clone() } else { rng.pick(&owners).clone() };
            let arn = format!("arn:{partition}:s3:eu-west-1:{owner}:accesspoint/p{at}");
            let policy = resource.policy.clone().filter(|policy| policy.policy_type == PolicyType::Resource);
            resource.access_points.push(AccessPoint {
                bucket: resource.arn.clone(),
                arn,
                policy,
                vpc: None,
                public_access_block: None,
            });
        }
    }
}

#[test]
fn nobody_is_inside_who_can_do_more() {
    let (seed, cases) = (run::seed(66), run::cases(30));
    let prover = prover();
    let mut figures: BTreeMap<(&str, bool), usize> = BTreeMap::new();
    for case in 0..cases {
        let mut rng = Rng::new(seed, case as u64);
        let mut atlas = atlas::atlas(&mut rng);
        with_points(&mut atlas.world, &mut rng);
        let world = &atlas.world;
        let prepared = Inquiry::new(&prover, world);
        let parties: Vec<Party<'_>> = world.identities().map(Party::Identity).collect();
        for inner in &parties {
            for outer in parties.iter().filter(|outer| outer.name() != inner.name()) {
                let fence = Fence::Party(outer.clone());
                let found = contain(&prover, world, std::slice::from_ref(inner), &fence, false);
                let conclusion = found.parties[0].conclusion;
                // Of others a few worlds tell that there is something to be found.
                let excess = if conclusion == Conclusion::Holds || case % 10 == 0 {
                    excess(world, &prepared, [inner, outer])
                } else {
                    None
                };
                *figures.entry((conclusion.name(), excess.is_some())).or_default() += 1;
                assert!(
                    conclusion != Conclusion::Holds || excess.is_none(),
                    "seed {seed}, case {case}: {} in {}, but {}\n{}",
                    inner.name(),
                    outer.name(),
                    excess.unwrap_or_default(),
                    atlas.shown
                );
            }
        }
    }
    run::report(&format!("seed {seed}, {cases} worlds: {figures:?}"));
    let count = |name, excess| figures.get(&(name, excess)).copied().unwrap_or_default();
    assert!(count("holds", false) > 0 && count("fails", true) > 0, "{figures:?}");
}
