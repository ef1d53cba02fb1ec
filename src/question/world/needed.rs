//! Which policies a "none" rests on.
//!
//! A restriction is a policy that takes away: a boundary, a session policy, an SCP, an RCP, an endpoint policy, Block
//! Public Access, or the `Deny` statements of a policy that also gives. Taken away, it lets everything pass. The set
//! that is found is minimal: the claim holds by it, and fails without any one of it. Deletion, one at a time, in
//! the order in which AWS evaluates, so that what is kept stands nearest to the caller.

use std::sync::Arc;

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
    Trust,
    Identity(usize),
    Boundary,
    Session(usize),
}

/// The restrictions of a setting that could matter.
pub fn restrictions(setting: &Setting) -> Vec<Restriction> {
    let mut all = Vec::new();
    let mut add = |kind: PolicyType,
                   policy: &Policy,
                   level: Option<usize>,
                   denies_only: bool,
                   place: Place| {
        let denies = policy.statements.iter().any(|statement| statement.effect == Effect::Deny);
        if !denies_only || denies {
            all.push(Restriction { kind: kind.name(), name: policy.name.clone(), level, denies_only, place });
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
    if setting.public_access_block.is_some_and(|block| block.restrict_public_buckets) {
        all.push(Restriction {
            kind: "s3-public-access-block",
            name: "RestrictPublicBuckets".to_owned(),
            level: None,
            denies_only: false,
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
            Place::PublicAccessBlock => relaxed.public_access_block = None,
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
    let all = restrictions(setting);
    if all.len() > MOST {
        return None;
    }
    let mut kept = vec![true; all.len()];
    for at in 0..all.len() {
        let taken = all.iter().zip(&kept).enumerate();
        let taken = taken.filter(|(other, (_, kept))| *other == at || !**kept).map(|(_, (taken, _))| taken);
        let relaxed = without(setting, taken);
        if holds(&relaxed)
            && let Some(kept) = kept.get_mut(at)
        {
            *kept = false;
        }
    }
    Some(all.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(restriction, _)| restriction).collect())
}
