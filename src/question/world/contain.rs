//! Does everything that a party can do lie inside a policy, or inside what another party can do?
//!
//! What a party can do is what its own side allows on whatever resource, and what the resources of the world make of it:
//! a resource policy that names a user or session is not held by a permissions boundary, an access point gives what the
//! bucket's account need not, and a policy that denies takes away from the one party or the other. So whatever resource is asked
//! about first, and then every resource that has a say of its own (see [`places`](super::places)).

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::ask::Ask;
use super::case::{Beyond, Case};
use super::inquiry::{Access, Inquiry};
use super::needed::{Restriction, needed_of_all};
use super::places::{Places, own_arns};
use crate::model::world::{Party, Target, World, everything};
use crate::model::{Policy, Setting};
use crate::question::{Conclusion, Prover};

/// What permissions are to lie inside.
#[derive(Clone, Debug)]
pub enum Fence<'w> {
    /// What this policy allows by itself.
    Policy(Policy),
    /// What this party can do.
    Party(Party<'w>),
}

/// What came of it for one party.
#[derive(Clone, Debug)]
pub struct Contained {
    /// The party, by name.
    pub principal: String,
    /// Whether everything lies inside.
    pub conclusion: Conclusion,
    /// What lies outside.
    pub access: Option<Access>,
    /// For `Holds`: a minimal set of restrictions that it rests on; `None` if there are too many to look.
    pub needed: Option<Vec<Restriction>>,
    /// Why it is unknown.
    pub unknown: Vec<String>,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Containment {
    /// By party, in the order they were asked in.
    pub parties: Vec<Contained>,
    /// How long it took.
    pub elapsed: Duration,
}

/// Whether what each party can do lies inside the fence. With `whatever_identity` its identity-based policies are any
/// that one might attach: what is left are boundary, session and SCPs.
pub fn contain<'w>(
    prover: &'w Prover,
    world: &'w World,
    parties: &[Party<'w>],
    fence: &Fence<'w>,
    whatever_identity: bool,
) -> Containment {
    let start = Instant::now();
    let places = Places::new(world);
    let contained = |party: &Party<'w>| {
        let mut inquiry = Inquiry::new(prover, world);
        if let Fence::Policy(policy) = fence {
            inquiry.declare(policy);
        }
        one(&mut inquiry, &places, party, fence, whatever_identity)
    };
    Containment { parties: parties.par_iter().map(contained).collect(), elapsed: start.elapsed() }
}

/// How many resources of the world may come out of asking about whatever resource.
const MOST: usize = 100;

/// What came of looking at one target.
enum Looked<'q, 'w> {
    /// Nothing lies outside.
    Inside(Box<Case<'q, 'w>>),
    /// This does.
    Outside(Box<Access>),
}

/// What is asked of one target after another.
struct Question<'q, 'w> {
    party: &'q Party<'w>,
    fence: &'q Fence<'w>,
    whatever_identity: bool,
    ask: &'q Ask,
}

impl<'q, 'w> Question<'q, 'w> {
    /// The requests on the target that lie outside.
    fn case<'c>(&self, inquiry: &Inquiry<'w>, target: &'c Target<'w>) -> Result<Case<'c, 'w>, String>
    where
        'q: 'c,
    {
        let case = |party| inquiry.case(party, target, self.ask).map_err(|error| error.0);
        let mut case_of_party = case(self.party)?;
        if self.whatever_identity {
            case_of_party.setting.identity_policies = vec![everything()];
        }
        case_of_party.beyond = match self.fence {
            Fence::Policy(policy) => Beyond::Policy(policy),
            Fence::Party(other) => Beyond::Party(Box::new(case(other)?)),
        };
        Ok(case_of_party)
    }

    /// Whether requests on the target lie outside, with the resources of the world that it was met on; why it is unknown. A request on whatever resource that is one of the world
    /// counts only if it is one of that resource too, by all that the world says of it.
    fn look(
        &self,
        inquiry: &mut Inquiry<'w>,
        places: &'q Places<'w>,
        target: &'q Target<'w>,
        met: &mut Vec<&'q Target<'w>>,
    ) -> Result<Looked<'q, 'w>, Vec<String>> {
        let mut case = self.case(inquiry, target).map_err(|reason| vec![reason])?;
        for _ in 0..MOST {
            let access = inquiry.answer(&case, true);
            match access.conclusion {
                Conclusion::Fails => return Ok(Looked::Inside(Box::new(case))),
                Conclusion::Unknown => return Err(access.unknown),
                Conclusion::Holds => {}
            }
            let told = access.request.as_ref().filter(|_| target.is_anywhere());
            let Some(told) = told.and_then(|request| places.at(&request.resource)) else {
                return Ok(Looked::Outside(Box::new(access)));
            };
            // Its requests are asked about in full, now and, where nothing is outside, no more.
            if let Some(access) = self.in_full(inquiry, told)? {
                return Ok(Looked::Outside(Box::new(access)));
            }
            case.apart.extend(own_arns(inquiry.world(), told));
            met.push(told);
        }
        Err(vec!["too many resources of the world stand between what is asked and an answer".to_owned()])
    }

    /// A request on the target, which the world tells, that lies outside.
    fn in_full(&self, inquiry: &mut Inquiry<'w>, target: &Target<'w>) -> Result<Option<Access>, Vec<String>> {
        let question = Question { ..*self };
        let case = question.case(inquiry, target).map_err(|reason| vec![reason])?;
        let access = inquiry.answer(&case, true);
        match access.conclusion {
            Conclusion::Holds => Ok(Some(access)),
            Conclusion::Fails => Ok(None),
            Conclusion::Unknown => Err(access.unknown),
        }
    }
}

fn outside(party: &Party<'_>, access: Access) -> Contained {
    let (principal, conclusion, unknown) = (party.name(), Conclusion::Fails, Vec::new());
    Contained { principal, conclusion, access: Some(access), needed: None, unknown }
}

fn one<'w>(
    inquiry: &mut Inquiry<'w>,
    places: &Places<'w>,
    party: &Party<'w>,
    fence: &Fence<'w>,
    whatever_identity: bool,
) -> Contained {
    let ask = Ask { resource: "*".to_owned(), ..Ask::default() };
    let question = Question { party, fence, whatever_identity, ask: &ask };
    // What RCPs take away matters to a policy only where something lies outside without them.
    let (anywhere, mut told): (_, Vec<&Target<'w>>) = match fence {
        Fence::Policy(_) => (places.anywhere(&[party], false), places.giving_more(party).collect()),
        Fence::Party(other) => {
            (places.anywhere(&[party, other], true), places.between(party, other).collect())
        }
    };
    let mut held: Vec<Case<'_, 'w>> = Vec::new();
    let mut unknown = Vec::new();
    let mut met = Vec::new();
    for target in &anywhere {
        match question.look(inquiry, places, target, &mut met) {
            Ok(Looked::Inside(case)) => held.push(*case),
            Ok(Looked::Outside(access)) => return outside(party, *access),
            Err(reasons) => unknown.extend(reasons),
        }
    }
    told.extend(met);
    let mut seen = BTreeSet::new();
    told.retain(|target| seen.insert(target.arn()));
    for target in told {
        match question.look(inquiry, places, target, &mut Vec::new()) {
            Ok(Looked::Inside(case)) => held.push(*case),
            Ok(Looked::Outside(access)) => return outside(party, *access),
            Err(reasons) => unknown.extend(reasons),
        }
    }
    let principal = party.name();
    if !unknown.is_empty() {
        return Contained { principal, conclusion: Conclusion::Unknown, access: None, needed: None, unknown };
    }
    let budget = inquiry.prover.budget;
    let settings: Vec<(&str, &Setting)> =
        held.iter().map(|case| (case.target.arn(), &case.setting)).collect();
    let needed = needed_of_all(&settings, &mut |at, relaxed| {
        held.get(at).is_none_or(|case| {
            let relaxed = Case { setting: relaxed.clone(), ..case.clone() };
            inquiry.decide(&relaxed, &budget).conclusion == Conclusion::Fails
        })
    });
    Contained { principal, conclusion: Conclusion::Holds, access: None, needed, unknown }
}
