//! Does a new version of a policy allow what the existing one does not?

use std::time::Instant;

use super::answer::{Answer, Known};
use super::prover::Prover;
use crate::model::Policy;

/// Holds iff every request that `new` allows is one that `existing` allows. If it fails, there is a witness
/// for each `Allow` statement of `new` that adds access.
///
/// The same question as Access Analyzer's CheckNoNewAccess, which names one statement and no request.
pub fn no_new_access(prover: &Prover, existing: &Policy, new: &Policy) -> Answer {
    containment(prover, "no-new-access", existing, new)
}

/// The answer to whether `new` stays inside `reference`.
pub(super) fn containment(
    prover: &Prover,
    question: &'static str,
    reference: &Policy,
    new: &Policy,
) -> Answer {
    let start = Instant::now();
    let excess = prover.excess(new, reference, true);
    Answer {
        question,
        conclusion: excess.conclusion,
        relation: None,
        witnesses: excess.witnesses,
        unknown: excess.unknown,
        assumptions: excess.assumptions.into_iter().collect(),
        known: excess.known.map(|conclusion| Known { conclusion, relation: None }),
        engine: excess.engine,
        elapsed: start.elapsed(),
    }
}
