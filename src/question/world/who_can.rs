//! Which principals have such a request, and under which conditions?

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::ask::{Ask, AskError};
use super::federated::makers;
use super::inquiry::{Access, Inquiry};
use super::parties::{federating, outsiders, parties_of};
use super::sieve::Sieve;
use crate::eval::decision::{GET_SESSION_TOKEN, WHO_AM_I};
use crate::model::world::{Account, FederatedUser, Maker, Party, Target, World};
use crate::question::{Conclusion, Prover};

/// What came of it.
#[derive(Clone, Debug)]
pub struct WhoCan {
    /// Whoever can, or of whom it is unknown, by name: the world's by account and ARN, then those outside, then federated
    /// user sessions of the world's accounts. These are named where they can more than whoever made them and is named.
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
    if ask.actions.iter().any(|action| action.eq_ignore_ascii_case(WHO_AM_I)) {
        return Err(AskError("every signed caller can call `sts:GetCallerIdentity`".to_owned()));
    }
    if ask.actions.iter().any(|action| action.eq_ignore_ascii_case(GET_SESSION_TOKEN)) {
        let message = "every user and root user can call `sts:GetSessionToken`: no policy decides it";
        return Err(AskError(message.to_owned()));
    }
    let target = ask.target(world)?;
    let sieve = Sieve::new(world);
    let mut parties: Vec<(usize, Party<'_>)> = match target {
        // Of what is anywhere no side but the caller's is known.
        Target::Anywhere | Target::AnywhereIn(_) => {
            parties_of(world, &target).into_iter().enumerate().collect()
        }
        Target::Resource(_) | Target::AccessPoint(..) | Target::Role(_) | Target::Plain { .. } => {
            in_question(&sieve, &target, ask)
        }
    };
    parties.extend(outsiders(world, &target).into_iter().map(|party| (usize::MAX, party)));
    let prepared = Inquiry::new(prover, world);
    type Answered = (usize, String, Access);
    let chunks: Result<Vec<Vec<Answered>>, AskError> = parties
        .par_chunks(CHUNK)
        .map(|chunk| {
            let mut inquiry = prepared.afresh();
            let mut answers = Vec::with_capacity(chunk.len());
            for (place, party) in chunk {
                let access = inquiry.access(party, &target, ask, true)?;
                if access.conclusion != Conclusion::Fails {
                    answers.push((*place, party.name(), access));
                }
            }
            Ok(answers)
        })
        .collect();
    let mut answers: Vec<Answered> = chunks?.into_iter().flatten().collect();
    answers.sort_by_key(|(place, _, _)| *place);
    let asked =
        parties_of(world, &target).len() + parties.iter().filter(|(place, _)| *place == usize::MAX).count();
    let mut principals: Vec<(String, Access)> =
        answers.into_iter().map(|(_, name, access)| (name, access)).collect();
    let cannot = asked - principals.len();
    let in_question: BTreeSet<String> = parties.iter().map(|(_, party)| party.name()).collect();
    let listed: BTreeSet<String> = principals.iter().map(|(name, _)| name.clone()).collect();
    let accounts = federating(world, &target);
    let sessions: Vec<Vec<(String, Access)>> = accounts
        .par_chunks(CHUNK)
        .map(|chunk| {
            let mut inquiry = prepared.afresh();
            let mut answers = Vec::new();
            for account in chunk {
                let makers = unlisted(account, &in_question, &listed);
                let session = FederatedUser { account, name: None, maker: Maker::Anybody };
                // A key that no such session has so is no error of the question: others have it.
                let Ok(access) = inquiry.federated_access(&session, &makers, &target, ask) else { continue };
                if access.conclusion != Conclusion::Fails {
                    answers.push((Party::Federated(session).name(), access));
                }
            }
            answers
        })
        .collect();
    principals.extend(sessions.into_iter().flatten());
    Ok(WhoCan { cannot, principals, elapsed: start.elapsed() })
}

/// The makers of federated user sessions that come into question and are not listed themselves. A session of one who is listed
/// does what its maker can; one of whom no policy speaks has nothing to pass on.
fn unlisted<'w>(
    account: &'w Account,
    in_question: &BTreeSet<String>,
    listed: &BTreeSet<String>,
) -> Vec<Maker<'w>> {
    let asks = |name: &str| in_question.contains(name) && !listed.contains(name);
    let is_asked = |maker: &Maker<'_>| match maker {
        Maker::Anybody => false,
        Maker::Root => asks(&account.root()),
        Maker::User(user) => asks(&user.arn),
    };
    makers(account).into_iter().filter(is_asked).collect()
}

/// The parties of the world that come into question, with their places in its order; those with the same policies
/// next to each other, so that one thread meets them.
fn in_question<'w>(sieve: &Sieve<'w>, target: &Target<'w>, ask: &Ask) -> Vec<(usize, Party<'w>)> {
    let mut kinds = FxHashMap::default();
    let mut candidates: Vec<(usize, usize)> = Vec::new();
    for place in sieve.candidates(target, ask) {
        let next = kinds.len();
        candidates.push((*kinds.entry(sieve.kind(place)).or_insert(next), place));
    }
    candidates.sort_unstable();
    candidates.iter().filter_map(|&(_, place)| Some((place, sieve.party(place)?.clone()))).collect()
}
