//! Does everything that a party can do lie inside a policy, or inside what another party can do?
//!
//! What a party can do is what its own side allows on whatever resource, and what resources of its account give it
//! beyond that: a resource policy that names a user or session is not held by a permissions boundary.

use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::ask::Ask;
use super::claim::{Beyond, Case};
use super::inquiry::{Access, Inquiry};
use super::needed::{Restriction, needed};
use crate::model::Policy;
use crate::model::world::{Party, Target, World, everything};
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
    let contained = |party: &Party<'w>| {
        let mut inquiry = Inquiry::new(prover, world);
        if let Fence::Policy(policy) = fence {
            inquiry.declare(policy);
        }
        one(&mut inquiry, party, fence, whatever_identity)
    };
    Containment { parties: parties.par_iter().map(contained).collect(), elapsed: start.elapsed() }
}

/// Where the party can have permissions: anywhere by its own side, and on each resource of its account.
fn targets<'w>(world: &'w World, party: &Party<'w>) -> Vec<Target<'w>> {
    let account = party.account().and_then(|account| world.accounts.get(account));
    let mut targets = vec![Target::Anywhere];
    if let Some(account) = account {
        for resource in account.resources.values() {
            targets.push(Target::Resource(resource));
            targets.extend(resource.access_points.iter().map(|point| Target::AccessPoint(resource, point)));
        }
        targets.extend(account.identities.values().filter(|role| role.trust.is_some()).map(Target::Role));
    }
    targets
}

fn one<'w>(
    inquiry: &mut Inquiry<'w>,
    party: &Party<'w>,
    fence: &Fence<'w>,
    whatever_identity: bool,
) -> Contained {
    let ask = Ask { resource: "*".to_owned(), ..Ask::default() };
    let mut unknown = Vec::new();
    let targets = targets(inquiry.world(), party);
    let mut held: Vec<Case<'_, 'w>> = Vec::new();
    for target in &targets {
        let Ok(mut case) = inquiry.case(party, target, &ask) else { continue };
        if whatever_identity {
            case.setting.identity_policies = vec![everything()];
        }
        if !matches!(target, Target::Anywhere) && !inquiry.may_exceed(&case) {
            continue;
        }
        case.beyond = match fence {
            Fence::Policy(policy) => Beyond::Policy(policy),
            Fence::Party(other) => match inquiry.case(other, target, &ask) {
                Ok(other) => Beyond::Party(Box::new(other)),
                Err(_) => continue,
            },
        };
        let access = inquiry.answer(&case, true);
        match access.conclusion {
            Conclusion::Holds => {
                let (principal, conclusion) = (party.name(), Conclusion::Fails);
                return Contained { principal, conclusion, access: Some(access), needed: None, unknown };
            }
            Conclusion::Fails => held.push(case),
            Conclusion::Unknown => unknown.extend(access.unknown),
        }
    }
    let principal = party.name();
    if !unknown.is_empty() {
        return Contained { principal, conclusion: Conclusion::Unknown, access: None, needed: None, unknown };
    }
    // What holds anywhere rests on the party's own policies, which all cases share.
    let budget = inquiry.prover.budget;
    let needed = held.first().and_then(|own| {
        needed(&own.setting, &mut |relaxed| {
            let relaxed = Case { setting: relaxed.clone(), ..own.clone() };
            inquiry.decide(&relaxed, &budget).conclusion == Conclusion::Fails
        })
    });
    Contained { principal, conclusion: Conclusion::Holds, access: None, needed, unknown }
}
