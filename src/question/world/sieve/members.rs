//! Everybody of a world, ready to be sifted for one target after another.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::super::ask::Ask;
use super::super::parties::at_resource;
use super::grantees::{Given, Grantees};
use super::overlap::Asked;
use crate::model::Effect;
use crate::model::Policy;
use crate::model::world::{Account, Identity, Party, Target, World};

/// The place of a policy in [`Sieve::policies`].
type Place = usize;

/// One party of the world.
#[derive(Clone, Debug)]
struct Member<'w> {
    party: Party<'w>,
    own: Own,
    /// The place in [`Sieve::controls`] of the SCPs that bind the party, if any do.
    controls: Option<usize>,
}

/// What the party has of its own.
#[derive(Clone, Debug)]
enum Own {
    /// A root user, who needs nothing.
    Everything,
    Policies {
        identity: Vec<Place>,
        boundary: Option<Place>,
    },
}

/// The users, roles and root users of a world with their policies, each policy once.
pub(in crate::question::world) struct Sieve<'w> {
    world: &'w World,
    policies: Vec<Arc<Policy>>,
    /// SCPs by level, for accounts under the same ones.
    controls: Vec<Vec<Vec<Place>>>,
    members: Vec<Member<'w>>,
    /// The members of each account, by its id, in the world's order.
    accounts: Vec<(&'w str, std::ops::Range<usize>)>,
}

/// Policies and lists of SCPs as they are met.
#[derive(Default)]
struct Collection {
    policies: Vec<Arc<Policy>>,
    places: FxHashMap<usize, Place>,
    controls: Vec<Vec<Vec<Place>>>,
    places_of_controls: FxHashMap<Vec<Vec<Place>>, usize>,
}

impl Collection {
    fn place(&mut self, policy: &Arc<Policy>) -> Place {
        *self.places.entry(Arc::as_ptr(policy) as usize).or_insert_with(|| {
            self.policies.push(Arc::clone(policy));
            self.policies.len() - 1
        })
    }

    /// The SCPs that bind the account's callers.
    fn controls(&mut self, world: &World, account: &Account) -> Option<usize> {
        let organization = world.organization.as_ref()?;
        if organization.management_account.as_ref() == Some(&account.id) {
            return None;
        }
        let levels: Vec<Vec<Place>> = world
            .scps(account)
            .iter()
            .map(|level| level.iter().map(|policy| self.place(policy)).collect())
            .collect();
        Some(*self.places_of_controls.entry(levels.clone()).or_insert_with(|| {
            self.controls.push(levels);
            self.controls.len() - 1
        }))
    }

    fn own(&mut self, identity: &Identity) -> Own {
        Own::Policies {
            identity: identity.policies.iter().map(|policy| self.place(policy)).collect(),
            boundary: identity.boundary.as_ref().map(|policy| self.place(policy)),
        }
    }
}

impl<'w> Sieve<'w> {
    pub(in crate::question::world) fn new(world: &'w World) -> Sieve<'w> {
        let mut collection = Collection::default();
        let mut members = Vec::new();
        let mut accounts = Vec::new();
        for (id, account) in &world.accounts {
            let controls = collection.controls(world, account);
            let first = members.len();
            members.push(Member { party: Party::Root(account), own: Own::Everything, controls });
            for identity in account.identities.values() {
                let own = collection.own(identity);
                let controls = controls.filter(|_| !identity.is_service_linked());
                members.push(Member { party: Party::Identity(identity), own, controls });
            }
            accounts.push((id.as_str(), first..members.len()));
        }
        let Collection { policies, controls, .. } = collection;
        Sieve { world, policies, controls, members, accounts }
    }

    /// How many parties there are.
    pub(in crate::question::world) fn len(&self) -> usize {
        self.members.len()
    }

    /// The places of the parties that come into question, in the world's order: by account and ARN, the root user of
    /// an account first. Whoever is not among them has no allowed request among those asked for.
    pub(in crate::question::world) fn candidates(&self, target: &Target<'w>, ask: &Ask) -> Vec<usize> {
        let asked = Asked::on(target, ask.actions(target), ask.spellings(target));
        let at_resource = at_resource(self.world, target);
        let grantees = Grantees::of(at_resource.iter().map(AsRef::as_ref), &asked);
        let mut sifting = Sifting {
            sieve: self,
            asked: &asked,
            allows: vec![None; self.policies.len()],
            passes: vec![None; self.controls.len()],
        };
        let everybody = grantees.has_everybody();
        let mut candidates = Vec::new();
        for (account, members) in &self.accounts {
            let owns = *account == target.account();
            if !owns && !everybody && !grantees.has_account(account) {
                continue;
            }
            for place in members.clone() {
                let Some(member) = self.members.get(place) else { continue };
                let comes_in = match (grantees.given(&member.party), owns) {
                    (Given::Nothing, false) => false,
                    (Given::More, true) => true,
                    (Given::Delegated | Given::More, false) | (Given::Nothing | Given::Delegated, true) => {
                        sifting.own_side_may_allow(member)
                    }
                };
                if comes_in && sifting.controls_may_pass(member) {
                    candidates.push(place);
                }
            }
        }
        candidates
    }

    /// The places of the parties of the accounts that `is_one` picks.
    pub(in crate::question::world) fn of_accounts(&self, is_one: impl Fn(&str) -> bool) -> Vec<usize> {
        let picked = self.accounts.iter().filter(|(account, _)| is_one(account));
        picked.flat_map(|(_, members)| members.clone()).collect()
    }

    /// The party at the place.
    pub(in crate::question::world) fn party(&self, place: usize) -> Option<&Party<'w>> {
        self.members.get(place).map(|member| &member.party)
    }

    /// The place of the first party of whom the same policies are asked: parties with one place often come to the same.
    pub(in crate::question::world) fn kind(
        &self,
        place: usize,
    ) -> (Option<&[Place]>, Option<Place>, Option<usize>) {
        match self.members.get(place).map(|member| (&member.own, member.controls)) {
            Some((Own::Policies { identity, boundary }, controls)) => (Some(identity), *boundary, controls),
            Some((Own::Everything, controls)) => (None, None, controls),
            None => (None, None, None),
        }
    }
}

/// The members held against what is asked for.
struct Sifting<'s, 'w> {
    sieve: &'s Sieve<'w>,
    asked: &'s Asked,
    /// Whether the policy at a place may allow something of it, where that was looked at.
    allows: Vec<Option<bool>>,
    /// Whether SCPs may let something of it pass.
    passes: Vec<Option<bool>>,
}

impl Sifting<'_, '_> {
    fn own_side_may_allow(&mut self, member: &Member<'_>) -> bool {
        match &member.own {
            Own::Everything => true,
            Own::Policies { identity, boundary } => {
                identity.iter().any(|&policy| self.may_allow(policy))
                    && boundary.is_none_or(|boundary| self.may_allow(boundary))
            }
        }
    }

    fn controls_may_pass(&mut self, member: &Member<'_>) -> bool {
        let Some(controls) = member.controls else { return true };
        if let Some(known) = self.passes.get(controls).copied().flatten() {
            return known;
        }
        let levels = self.sieve.controls.get(controls).map_or(&[][..], Vec::as_slice);
        let pass = levels.iter().all(|level| level.iter().any(|&policy| self.may_allow(policy)));
        if let Some(kept) = self.passes.get_mut(controls) {
            *kept = Some(pass);
        }
        pass
    }

    fn may_allow(&mut self, place: Place) -> bool {
        if let Some(known) = self.allows.get(place).copied().flatten() {
            return known;
        }
        let statements =
            self.sieve.policies.get(place).map_or(&[][..], |policy| policy.statements.as_slice());
        let mut allowing = statements.iter().filter(|statement| statement.effect == Effect::Allow);
        let may = allowing.any(|statement| self.asked.may_concern(statement));
        if let Some(kept) = self.allows.get_mut(place) {
            *kept = Some(may);
        }
        may
    }
}
