//! Which principals have such a request, and under which conditions?

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::ask::{Ask, AskError};
use super::doubts::administers;
use super::federated::makers;
use super::inquiry::{Access, Inquiry};
use super::parties::{federating, outsiders, parties_of};
use super::sieve::Sieve;
use super::ways::{Way, ways};
use crate::eval::decision::{GET_SESSION_TOKEN, WHO_AM_I};
use crate::model::catalog::Lack;
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
    /// What of what was asked for AWS does not have today.
    pub not_today: Option<Lack>,
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
    let ways = ways(&target, ask);
    let sieve = Sieve::new(world);
    let mut parties: Vec<(usize, Party<'_>)> = match target {
        // Of what is anywhere no side but the caller's is known.
        Target::Anywhere | Target::AnywhereIn(_) => {
            parties_of(world, &target).into_iter().enumerate().collect()
        }
        Target::Resource(_) | Target::AccessPoint(..) | Target::Role(_) | Target::Plain { .. } => {
            in_question(world, &sieve, &ways)
        }
    };
    let mut strangers: BTreeSet<String> = BTreeSet::new();
    for way in &ways {
        let outsiders = outsiders(world, &way.target).into_iter();
        let new = outsiders.filter(|party| strangers.insert(party.name()));
        parties.extend(new.map(|party| (usize::MAX, party)));
    }
    let prepared = Inquiry::new(prover, world);
    type Answered = (usize, String, Result<Access, AskError>);
    let chunks: Vec<Vec<Answered>> = parties
        .par_chunks(CHUNK)
        .map(|chunk| {
            let mut inquiry = prepared.afresh();
            let mut answers = Vec::with_capacity(chunk.len());
            for (place, party) in chunk {
                let access = inquiry
                    .by_any_way(&ways, |inquiry, way| inquiry.access(party, &way.target, &way.ask, true));
                let cannot = access.as_ref().is_ok_and(|access| access.conclusion == Conclusion::Fails);
                if !cannot {
                    answers.push((*place, party.name(), access));
                }
            }
            answers
        })
        .collect();
    let mut answers: Vec<Answered> = chunks.into_iter().flatten().collect();
    answers.sort_by_key(|(place, _, _)| *place);
    // A key that one caller never has so is no error of the question: others have it. If nobody has, it is.
    if answers.len() == parties.len()
        && let Some((_, _, Err(error))) = answers.iter().find(|(_, _, access)| access.is_err())
        && answers.iter().all(|(_, _, access)| access.is_err())
    {
        return Err(error.clone());
    }
    let of_world = ways.iter().map(|way| parties_of(world, &way.target).len()).max().unwrap_or_default();
    let asked = of_world + strangers.len();
    let mut principals: Vec<(String, Access)> =
        answers.into_iter().filter_map(|(_, name, access)| Some((name, access.ok()?))).collect();
    let cannot = asked.saturating_sub(principals.len());
    let in_question: BTreeSet<String> = parties.iter().map(|(_, party)| party.name()).collect();
    let listed: BTreeSet<String> = principals.iter().map(|(name, _)| name.clone()).collect();
    let mut accounts: Vec<&Account> = Vec::new();
    for account in ways.iter().flat_map(|way| federating(world, &way.target)) {
        if !accounts.iter().any(|known| known.id == account.id) {
            accounts.push(account);
        }
    }
    accounts.sort_by(|one, other| one.id.cmp(&other.id));
    let sessions: Vec<Vec<(String, Access)>> = accounts
        .par_chunks(CHUNK)
        .map(|chunk| {
            let mut inquiry = prepared.afresh();
            let mut answers = Vec::new();
            for account in chunk {
                let makers = unlisted(account, &in_question, &listed);
                let session = FederatedUser { account, name: None, maker: Maker::Anybody };
                // A key that no such session has so is no error of the question: others have it.
                let access = inquiry.by_any_way(&ways, |inquiry, way| {
                    inquiry.federated_access(&session, &makers, &way.target, &way.ask)
                });
                let Ok(access) = access else { continue };
                if access.conclusion != Conclusion::Fails {
                    answers.push((Party::Federated(session).name(), access));
                }
            }
            answers
        })
        .collect();
    principals.extend(sessions.into_iter().flatten());
    let not_today = ask.not_today(&target);
    Ok(WhoCan { cannot, principals, not_today, elapsed: start.elapsed() })
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

/// The parties of the world that come into question by some way, with their places in its order; those with the same policies
/// next to each other, so that one thread meets them.
fn in_question<'w>(world: &World, sieve: &Sieve<'w>, ways: &[Way<'w>]) -> Vec<(usize, Party<'w>)> {
    let mut places: BTreeSet<usize> = BTreeSet::new();
    for way in ways {
        places.extend(sieve.candidates(&way.target, &way.ask));
        places.extend(sieve.of_accounts(|account| administers(world, account, &way.target)));
    }
    let mut kinds = FxHashMap::default();
    let mut candidates: Vec<(usize, usize)> = Vec::new();
    for place in places {
        let next = kinds.len();
        candidates.push((*kinds.entry(sieve.kind(place)).or_insert(next), place));
    }
    candidates.sort_unstable();
    candidates.iter().filter_map(|&(_, place)| Some((place, sieve.party(place)?.clone()))).collect()
}
