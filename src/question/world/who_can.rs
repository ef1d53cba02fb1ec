//! Which principals have such a request, and under which conditions?

use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::ask::{Ask, AskError};
use super::inquiry::{Access, Inquiry};
use super::parties::{outsiders, parties_of};
use crate::model::world::World;
use crate::question::{Conclusion, Prover};

/// What came of it.
#[derive(Clone, Debug)]
pub struct WhoCan {
    /// Whoever can, or of whom it is unknown, by name: the world's by account and ARN, then those outside.
    pub principals: Vec<(String, Access)>,
    /// How many of the world's were looked at, and proved not to.
    pub cannot: usize,
    /// How long it took.
    pub elapsed: Duration,
}

/// How many parties one thread looks at before it gives up its terms.
const CHUNK: usize = 256;

/// Every principal, of the world or outside, of whom some request among those asked for is allowed.
pub fn who_can(prover: &Prover, world: &World, ask: &Ask) -> Result<WhoCan, AskError> {
    let start = Instant::now();
    let target = ask.target(world)?;
    let mut parties = parties_of(world, &target);
    parties.extend(outsiders(world, &target));
    let prepared = Inquiry::new(prover, world);
    let chunks: Result<Vec<Vec<(String, Access)>>, AskError> = parties
        .par_chunks(CHUNK)
        .map(|chunk| {
            let mut inquiry = prepared.afresh();
            let mut answers = Vec::with_capacity(chunk.len());
            for party in chunk {
                answers.push((party.name(), inquiry.access(party, &target, ask, true)?));
            }
            Ok(answers)
        })
        .collect();
    let mut principals: Vec<(String, Access)> = chunks?.into_iter().flatten().collect();
    let asked = principals.len();
    principals.retain(|(_, access)| access.conclusion != Conclusion::Fails);
    Ok(WhoCan { cannot: asked - principals.len(), principals, elapsed: start.elapsed() })
}
