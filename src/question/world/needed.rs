//! Which policies a "none" rests on.
//!
//! A restriction is a policy that takes away: a boundary, a session policy, an SCP, an RCP, an endpoint policy, Block
//! Public Access, or the `Deny` statements of a policy that also gives. Taken away, it lets everything pass. The set
//! that is found is minimal: the claim holds by it, and fails without any one of it. Deletion, one at a time, in
//! the order in which AWS evaluates, so that what is kept stands nearest to the caller.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::model::world::open_policy;
use crate::model::{Effect, Policy, PolicyType, Setting};

/// One restriction of a setting.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Restriction {
    /// What its policy is attached to, by the type's name; `s3-public-access-block` for that.
    pub kind: &'static str,
    /// The policy's name.
    pub name: String,
    /// For an SCP or RCP its level, from 1 for the root.
    pub level: Option<usize>,
    /// Whether it is only the policy's `Deny` statements.
    pub denies_only: bool,
    /// The ARN of the resource whose side it is on, where a claim is about several.
    pub resource: Option<String>,
    place: Place,
}

/// Where it stands in the setting.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Place {
    Rcp(usize, usize),
    Scp(usize, usize),
    Endpoint(usize),
    PublicAccessBlock,
    Resource,
    AccessPoint,
    Trust,
    Identity(usize),
    Boundary,
    Session(usize),
}

/// The restrictions of a setting that could matter.
pub fn restrictions(setting: &Setting) -> Vec<Restriction> {
    let mut all = Vec::new();
    let mut add =
        |kind: PolicyType, policy: &Policy, level: Option<usize>, denies_only: bool, place: Place| {
            let denies = policy.statements.iter().any(|statement| statement.effect == Effect::Deny);
            if !denies_only || denies {
                let (kind, name, resource) = (kind.name(), policy.name.clone(), None);
                all.push(Restriction { kind, name, level, denies_only, resource, place });
            }
        };
    for (level, policies) in setting.rcps.iter().enumerate() {
        for (at, policy) in policies.iter().enumerate() {
            add(PolicyType::Rcp, policy, Some(level + 1), true, Place::Rcp(level, at));
        }
    }
    for (level, policies) in setting.scps.iter().enumerate() {
        for (at, policy) in policies.iter().enumerate() {
            add(PolicyType::Scp, policy, Some(level + 1), false, Place::Scp(level, at));
        }
    }
    for (at, endpoint) in setting.vpc_endpoint_policies.iter().enumerate() {
        add(PolicyType::VpcEndpoint, &endpoint.policy, None, false, Place::Endpoint(at));
    }
    if let Some(policy) = &setting.resource_policy {
        add(PolicyType::Resource, policy, None, true, Place::Resource);
    }
    if let Some(policy) = setting.access_point.as_ref().and_then(|point| point.policy.as_ref()) {
        add(PolicyType::Resource, policy, None, true, Place::AccessPoint);
    }
    if let Some(policy) = &setting.trust_policy {
        add(PolicyType::Trust, policy, None, true, Place::Trust);
    }
    for (at, policy) in setting.identity_policies.iter().enumerate() {
        add(PolicyType::Identity, policy, None, true, Place::Identity(at));
    }
    if let Some(policy) = &setting.permissions_boundary {
        add(PolicyType::Boundary, policy, None, false, Place::Boundary);
    }
    for (at, policy) in setting.session_policies.iter().enumerate() {
        add(PolicyType::Session, policy, None, false, Place::Session(at));
    }
    let of_point = setting.access_point.as_ref().and_then(|point| point.public_access_block);
    let blocks = [setting.public_access_block, of_point].into_iter().flatten();
    if blocks.into_iter().any(|block| block.restrict_public_buckets) {
        all.push(Restriction {
            kind: "s3-public-access-block",
            name: "RestrictPublicBuckets".to_owned(),
            level: None,
            denies_only: false,
            resource: None,
            place: Place::PublicAccessBlock,
        });
    }
    all
}

/// The setting with these restrictions taken away.
pub fn without<'r>(setting: &Setting, taken: impl IntoIterator<Item = &'r Restriction>) -> Setting {
    let mut relaxed = setting.clone();
    let open = |place: Option<&mut Arc<Policy>>| {
        if let Some(policy) = place {
            *policy = open_policy(&policy.name, policy.policy_type);
        }
    };
    let undenied = |place: Option<&mut Arc<Policy>>| {
        if let Some(policy) = place {
            Arc::make_mut(policy).statements.retain(|statement| statement.effect == Effect::Allow);
        }
    };
    for restriction in taken {
        match restriction.place {
            Place::Rcp(level, at) => {
                undenied(relaxed.rcps.get_mut(level).and_then(|level| level.get_mut(at)))
            }
            Place::Scp(level, at) => open(relaxed.scps.get_mut(level).and_then(|level| level.get_mut(at))),
            Place::Endpoint(at) => {
                open(relaxed.vpc_endpoint_policies.get_mut(at).map(|endpoint| &mut endpoint.policy));
            }
            Place::PublicAccessBlock => {
                relaxed.public_access_block = None;
                if let Some(point) = &mut relaxed.access_point {
                    point.public_access_block = None;
                }
            }
            Place::AccessPoint => {
                undenied(relaxed.access_point.as_mut().and_then(|point| point.policy.as_mut()));
            }
            Place::Resource => undenied(relaxed.resource_policy.as_mut()),
            Place::Trust => undenied(relaxed.trust_policy.as_mut()),
            Place::Identity(at) => undenied(relaxed.identity_policies.get_mut(at)),
            Place::Boundary => open(relaxed.permissions_boundary.as_mut()),
            Place::Session(at) => open(relaxed.session_policies.get_mut(at)),
        }
    }
    relaxed
}

/// The most restrictions that a minimal set is looked for among.
const MOST: usize = 200;

/// A minimal set by which `holds` of the setting, which it does: without any one of them it does not. `None` if there
/// are too many to look.
pub fn needed(setting: &Setting, holds: &mut dyn FnMut(&Setting) -> bool) -> Option<Vec<Restriction>> {
    needed_of_all(&[("*", setting)], &mut |_, relaxed| holds(relaxed))
}

/// The most settings that are asked about again.
const MOST_SETTINGS: usize = 2_000;

/// A minimal set by which a claim holds of all these settings of one party, each with the ARN of the resource that it is
/// of, which it does: without any one of them it does not hold of some. `holds` is asked of a setting by its place, with
/// restrictions taken away. A policy that stands in several settings is one restriction. `None` if there are too many to look.
pub(super) fn needed_of_all(
    settings: &[(&str, &Setting)],
    holds: &mut dyn FnMut(usize, &Setting) -> bool,
) -> Option<Vec<Restriction>> {
    // What tells two restrictions apart is the policy, besides where it stands.
    let mut all: IndexMap<(Restriction, usize), bool> = IndexMap::new();
    let of_settings: Vec<Vec<(Restriction, usize)>> = settings
        .iter()
        .map(|(arn, setting)| {
            let restrictions = restrictions(setting).into_iter();
            let named = restrictions.map(|one| {
                let at_resource = matches!(
                    one.place,
                    Place::Resource | Place::AccessPoint | Place::Trust | Place::PublicAccessBlock
                );
                let resource = (at_resource && *arn != "*").then(|| (*arn).to_owned());
                let place = place_of_policy(setting, one.place);
                (Restriction { resource, ..one }, place)
            });
            named.collect()
        })
        .collect();
    all.extend(of_settings.iter().flatten().map(|one| (one.clone(), true)));
    let asked: usize = of_settings.iter().map(Vec::len).sum();
    if all.len() > MOST || asked > MOST_SETTINGS {
        return None;
    }
    for at in 0..all.len() {
        let Some((one, _)) = all.get_index(at) else { continue };
        let one = one.clone();
        let mut settings = settings.iter().zip(&of_settings).enumerate();
        let goes = settings.all(|(place, ((_, setting), own))| {
            if !own.contains(&one) {
                return true;
            }
            let taken = own.iter().filter(|own| **own == one || all.get(*own) == Some(&false));
            let relaxed = without(setting, taken.map(|(restriction, _)| restriction));
            holds(place, &relaxed)
        });
        if goes && let Some((_, kept)) = all.get_index_mut(at) {
            *kept = false;
        }
    }
    Some(all.into_iter().filter(|(_, kept)| *kept).map(|((restriction, _), _)| restriction).collect())
}

/// Where the policy at the place is in memory; Block Public Access is of one resource.
fn place_of_policy(setting: &Setting, place: Place) -> usize {
    let level = |levels: &[Vec<Arc<Policy>>], level: usize, at: usize| {
        levels.get(level).and_then(|level| level.get(at)).map(Arc::as_ptr)
    };
    let of = |policy: Option<&Arc<Policy>>| policy.map(Arc::as_ptr);
    let policy = match place {
        Place::Rcp(at_level, at) => level(&setting.rcps, at_level, at),
        Place::Scp(at_level, at) => level(&setting.scps, at_level, at),
        Place::Endpoint(at) => of(setting.vpc_endpoint_policies.get(at).map(|endpoint| &endpoint.policy)),
        Place::PublicAccessBlock | Place::Resource => of(setting.resource_policy.as_ref()),
        Place::AccessPoint => of(setting.access_point.as_ref().and_then(|point| point.policy.as_ref())),
        Place::Trust => of(setting.trust_policy.as_ref()),
        Place::Identity(at) => of(setting.identity_policies.get(at)),
        Place::Boundary => of(setting.permissions_boundary.as_ref()),
        Place::Session(at) => of(setting.session_policies.get(at)),
    };
    policy.map_or(0, |policy| policy as usize)
}
