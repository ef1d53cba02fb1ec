//! All checks over a world.

use rayon::prelude::*;

use super::ask::Asking;
use super::check::Subject;
use super::finding::{Undecided, WorldFinding, WorldFindings};
use super::list::world_checks;
use crate::model::world::{Account, Identity, World};
use crate::question::Prover;

/// What came of looking at a world.
#[derive(Clone, Debug, Default)]
pub struct Assessment {
    /// What was found: by account, the root user first, then users and roles by ARN; of each by check.
    pub findings: Vec<WorldFinding>,
    /// What could not be decided, in the same order.
    pub undecided: Vec<Undecided>,
    /// How many users, roles and root users were looked at.
    pub looked_at: usize,
}

/// How many subjects one thread looks at before it gives up its terms.
const CHUNK: usize = 64;

/// Looks at everybody of the world but service-linked roles. Ages are counted up to `today` ([`day_of`](crate::model::day_of)); without it
/// none is judged.
pub fn assess(prover: &Prover, world: &World, today: Option<i64>) -> Assessment {
    let subjects: Vec<(&Account, Option<&Identity>)> = world
        .accounts
        .values()
        .flat_map(|account| {
            let identities = account.identities.values().filter(|identity| !identity.is_service_linked());
            std::iter::once((account, None)).chain(identities.map(move |identity| (account, Some(identity))))
        })
        .collect();
    let strict = Asking::strict(prover);
    let of_chunk = |chunk: &[(&Account, Option<&Identity>)]| {
        let mut assessment = Assessment::default();
        // Terms that users of one group or sessions of like roles have in common are made once.
        let mut asking = Asking::new(prover, &strict, world);
        for &(account, identity) in chunk {
            let mut subject = Subject { account, identity, asking: &mut asking, today };
            for check in world_checks() {
                let mut findings = WorldFindings::of(check, &account.id, &subject.principal());
                (check.run)(&mut subject, &mut findings);
                assessment.findings.append(&mut findings.found);
                assessment.undecided.append(&mut findings.undecided);
            }
        }
        assessment
    };
    let mut whole = Assessment { looked_at: subjects.len(), ..Assessment::default() };
    for part in subjects.par_chunks(CHUNK).map(of_chunk).collect::<Vec<_>>() {
        whole.findings.extend(part.findings);
        whole.undecided.extend(part.undecided);
    }
    whole
}
