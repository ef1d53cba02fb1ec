//! Who reaches what: every user and role of a world against every resource.
//!
//! Reaching is having some allowed request, whatever its action, on the resource or what lies inside it. Each pair is
//! answered as [`Inquiry::access`](super::Inquiry::access) answers it, by the same terms, engines and replay; most of
//! them by less: the sieve turns pairs away that are out at a glance, and parties whom the terms do not tell apart share
//! one answer. A request behind an answer is not kept; [`can`](super::can) finds it again.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::ask::Ask;
use super::inquiry::Inquiry;
use super::samples::Samples;
use super::sieve::Sieve;
use crate::model::segments_of;
use crate::model::world::{Party, Target, World};
use crate::question::{Conclusion, Prover};

/// Whether a principal reaches a resource.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Reachability {
    /// It has an allowed request, which was replayed.
    Reachable,
    /// It has none, by an engine's proof or the terms alone.
    Not,
    /// That could not be decided.
    Unknown,
}

impl Reachability {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Reachability::Reachable => "reachable",
            Reachability::Not => "not",
            Reachability::Unknown => "unknown",
        }
    }

    fn of(conclusion: Conclusion) -> Reachability {
        match conclusion {
            Conclusion::Holds => Reachability::Reachable,
            Conclusion::Fails => Reachability::Not,
            Conclusion::Unknown => Reachability::Unknown,
        }
    }

    /// In two bits.
    fn bits(self) -> u8 {
        match self {
            Reachability::Not => 0,
            Reachability::Reachable => 1,
            Reachability::Unknown => 2,
        }
    }
}

/// Every user and role of a world against every resource.
#[derive(Clone, Debug)]
pub struct Reach {
    /// The ARNs of users and roles, by account and ARN.
    pub principals: Vec<String>,
    /// The ARNs of resources and access points, by account and ARN.
    pub resources: Vec<String>,
    /// Two bits a pair, resource by resource; each resource begins a byte.
    bits: Vec<u8>,
    /// How many pairs were decided by terms and engines; the others were out at a glance.
    pub looked_at: usize,
    /// How long it took.
    pub elapsed: Duration,
}

impl Reach {
    /// Whether the principal at that place reaches the resource at that place; `Not` for places that there are none at.
    pub fn at(&self, principal: usize, resource: usize) -> Reachability {
        if principal >= self.principals.len() {
            return Reachability::Not;
        }
        let byte = self.bits.get(resource * self.principals.len().div_ceil(4) + principal / 4);
        match byte.map_or(0, |byte| byte >> (principal % 4 * 2) & 3) {
            0 => Reachability::Not,
            1 => Reachability::Reachable,
            _ => Reachability::Unknown,
        }
    }

    /// The principals that reach the resource at that place, or of whom it is unknown, in order.
    pub fn of_resource(&self, resource: usize) -> impl Iterator<Item = (&str, Reachability)> {
        let all = self.principals.iter().enumerate();
        let all = all.map(move |(place, name)| (name.as_str(), self.at(place, resource)));
        all.filter(|(_, reachability)| *reachability != Reachability::Not)
    }

    /// How many pairs there are of that answer.
    pub fn count(&self, wanted: Reachability) -> usize {
        let pairs = self.principals.len() * self.resources.len();
        let of = |value: Reachability| {
            let in_byte = |byte: &u8| (0..4).filter(|at| byte >> (at * 2) & 3 == value.bits()).count();
            self.bits.iter().map(in_byte).sum::<usize>()
        };
        match wanted {
            Reachability::Reachable | Reachability::Unknown => of(wanted),
            Reachability::Not => pairs - of(Reachability::Reachable) - of(Reachability::Unknown),
        }
    }
}

/// One resource, and who reaches it.
#[derive(Clone, Debug)]
pub struct Reached {
    /// The place of the resource among the [`targets`].
    pub resource: usize,
    /// The places, among the world's users and roles, of those who reach it or of whom it is unknown, in order.
    pub principals: Vec<(usize, Reachability)>,
    /// How many users and roles were looked at.
    pub looked_at: usize,
}

/// How many resources one thread looks at before it gives up its terms. Neighbours are of one account, mostly.
const CHUNK: usize = 10;
/// How many chunks are decided before what came of them is given on.
const WINDOW: usize = 16;

/// What can be reached: every resource of the world, and every access point after its bucket, by account and ARN.
pub fn targets(world: &World) -> Vec<Target<'_>> {
    let resources = world.resources().flat_map(|resource| {
        let points = resource.access_points.iter().map(move |point| Target::AccessPoint(resource, point));
        std::iter::once(Target::Resource(resource)).chain(points)
    });
    resources.collect()
}

/// The whole matrix.
pub fn reach(prover: &Prover, world: &World) -> Reach {
    let start = Instant::now();
    let principals: Vec<String> = world.identities().map(|identity| identity.arn.clone()).collect();
    let resources: Vec<String> = targets(world).iter().map(|target| target.arn().to_owned()).collect();
    let row = principals.len().div_ceil(4);
    let mut bits = vec![0; row * resources.len()];
    let mut looked_at = 0;
    reach_by_resource(prover, world, |reached| {
        looked_at += reached.looked_at;
        for (principal, reachability) in reached.principals {
            if let Some(byte) = bits.get_mut(reached.resource * row + principal / 4) {
                *byte |= reachability.bits() << (principal % 4 * 2);
            }
        }
        true
    });
    Reach { principals, resources, bits, looked_at, elapsed: start.elapsed() }
}

/// The same, given on resource by resource in the order of [`targets`] until `give` says no; nothing is kept.
pub fn reach_by_resource(prover: &Prover, world: &World, mut give: impl FnMut(Reached) -> bool) {
    let targets = targets(world);
    let sieve = Sieve::new(world);
    let identities = identities(&sieve);
    let prepared = Inquiry::new(prover, world);
    let learnt = learnt(&prepared, prover, &sieve, &targets);
    for (window, of_window) in targets.chunks(CHUNK * WINDOW).enumerate() {
        let chunks: Vec<Vec<Reached>> = of_window
            .par_chunks(CHUNK)
            .enumerate()
            .map(|(chunk, of_chunk)| {
                let (mut inquiry, mut samples) = (prepared.afresh(), learnt.clone());
                let first = (window * WINDOW + chunk) * CHUNK;
                let reached = of_chunk.iter().enumerate();
                reached
                    .map(|(at, target)| {
                        let (principals, looked_at) =
                            reached_by(&mut inquiry, &mut samples, &sieve, target, usize::MAX);
                        let place =
                            |(place, reachability)| Some((identities.get(place).copied()??, reachability));
                        let principals = principals.into_iter().filter_map(place).collect();
                        Reached { resource: first + at, principals, looked_at }
                    })
                    .collect()
            })
            .collect();
        for reached in chunks.into_iter().flatten() {
            if !give(reached) {
                return;
            }
        }
    }
}

/// For each place in the sieve that of the user or role among the world's; `None` for root users.
fn identities(sieve: &Sieve<'_>) -> Vec<Option<usize>> {
    let mut next = 0;
    let is_identity = |place| matches!(sieve.party(place), Some(Party::Identity(_)));
    let place = |place| {
        is_identity(place).then(|| {
            next += 1;
            next - 1
        })
    };
    (0..sieve.len()).map(place).collect()
}

/// Those of the sieve, at most so many, that reach the target or of whom it is unknown, and how many were looked at.
fn reached_by<'w>(
    inquiry: &mut Inquiry<'w>,
    samples: &mut Samples,
    sieve: &Sieve<'w>,
    target: &Target<'w>,
    most: usize,
) -> (Vec<(usize, Reachability)>, usize) {
    let ask = Ask { resource: target.arn().to_owned(), ..Ask::default() };
    let (mut reached, mut looked_at) = (Vec::new(), 0);
    for place in sieve.candidates(target, &ask).into_iter().take(most) {
        let Some(party @ Party::Identity(_)) = sieve.party(place) else { continue };
        looked_at += 1;
        let reachability = match inquiry.case(party, target, &ask) {
            Ok(case) if samples.reach(inquiry, &case) => Reachability::Reachable,
            Ok(case) => {
                let access = inquiry.reaches(&case);
                if let Some(request) = &access.request {
                    samples.learn(&case, request);
                }
                Reachability::of(access.conclusion)
            }
            // Nothing is held fixed, so nothing can contradict the world.
            Err(_) => Reachability::Unknown,
        };
        if reachability != Reachability::Not {
            reached.push((place, reachability));
        }
    }
    (reached, looked_at)
}

/// How many resources of a service are looked at for samples, and how many parties on each.
const LESSONS: (usize, usize) = (6, 100);

/// Samples from a few resources of each service.
fn learnt<'w>(prepared: &Inquiry<'w>, prover: &Prover, sieve: &Sieve<'w>, targets: &[Target<'w>]) -> Samples {
    let mut services: BTreeMap<&str, Vec<&Target<'w>>> = BTreeMap::new();
    for target in targets {
        let service = segments_of(target.arn()).map_or("", |[_, _, service, ..]| service);
        services.entry(service).or_default().push(target);
    }
    let services: Vec<Vec<&Target<'w>>> = services.into_values().collect();
    let none = Samples::new(prover, prepared.world());
    let of_services: Vec<Samples> = services
        .par_iter()
        .map(|targets| {
            let (mut inquiry, mut samples) = (prepared.afresh(), none.clone());
            for target in targets.iter().step_by(targets.len().div_ceil(LESSONS.0)) {
                reached_by(&mut inquiry, &mut samples, sieve, target, LESSONS.1);
            }
            samples
        })
        .collect();
    let mut learnt = none;
    of_services.into_iter().for_each(|samples| learnt.extend(samples));
    learnt
}
