//! Where a party's requests can go, and where more decides than its own side.
//!
//! A question about everything that a party can do cannot be asked of each resource there may be. Of most, what is
//! allowed is what the party's own side allows: that is asked once, of whatever resource ([`Target::Anywhere`],
//! [`Target::AnywhereIn`]). The rest are resources that the world tells, each with something of its own to say: those are asked
//! about one by one, and what comes out of the first question and lies in one of them is left to it.

use super::parties::at_resource;
use super::sieve::{Asked, Given, Grantees};
use crate::model::world::{Account, Party, Spelling, Target, World};
use crate::model::{Effect, Policy, Template, segments_of};

/// One target that the world tells, with whom its side gives something.
struct Told<'w> {
    target: Target<'w>,
    grantees: Grantees,
    /// Whether something on its side takes away.
    takes_away: bool,
}

/// The targets of a world.
pub(super) struct Places<'w> {
    world: &'w World,
    told: Vec<Told<'w>>,
}

/// Whether a policy denies something.
fn denies(policy: &Policy) -> bool {
    policy.statements.iter().any(|statement| statement.effect == Effect::Deny)
}

/// Whether RCPs deny something on the account's resources.
fn rcps_deny(world: &World, account: &Account) -> bool {
    world.rcps(account).iter().flatten().any(|policy| denies(policy))
}

impl<'w> Places<'w> {
    pub(super) fn new(world: &'w World) -> Places<'w> {
        let resources = world.resources().flat_map(|resource| {
            let points = resource.access_points.iter().map(move |point| Target::AccessPoint(resource, point));
            std::iter::once(Target::Resource(resource)).chain(points)
        });
        let roles = world.identities().filter(|role| role.trust.is_some()).map(Target::Role);
        let told = resources.chain(roles).map(|target| {
            let policies = at_resource(world, &target);
            let spellings = target.extent().into_iter().map(Some).collect();
            let asked = Asked::on(&target, vec![Template::anything()], spellings);
            let by_rcps =
                world.accounts.get(target.account()).is_some_and(|account| rcps_deny(world, account));
            Told {
                grantees: Grantees::of(policies.iter().map(AsRef::as_ref), &asked),
                takes_away: by_rcps || policies.iter().any(|policy| denies(policy)),
                target,
            }
        });
        Places { world, told: told.collect() }
    }

    /// The targets that the world tells and where the party may have an allowed request that its own side does not allow.
    pub(super) fn giving_more<'p>(&'p self, party: &'p Party<'w>) -> impl Iterator<Item = &'p Target<'w>> {
        let told = self.told.iter().filter(|told| {
            let given = told.grantees.given(party);
            match &told.target {
                // The point may be the party's own account's and the bucket another's.
                Target::AccessPoint(..) => given != Given::Nothing,
                // Between accounts its own side must allow.
                Target::Resource(_)
                | Target::Role(_)
                | Target::Plain { .. }
                | Target::Anywhere
                | Target::AnywhereIn(_) => {
                    party.account() == Some(told.target.account()) && given == Given::More
                }
            }
        });
        told.map(|told| &told.target)
    }

    /// The targets that the world tells and where not just the own sides of the two parties decide whether the first has
    /// an allowed request that the other has not: where the first is given more, or either may be refused what its own side
    /// allows. Where the first has no allowed request at all is left out.
    pub(super) fn between<'p>(
        &'p self,
        first: &'p Party<'w>,
        other: &'p Party<'w>,
    ) -> impl Iterator<Item = &'p Target<'w>> {
        let told = self.told.iter().filter(move |told| {
            let given = told.grantees.given(first);
            let owns = |party: &Party<'_>| party.account() == Some(told.target.account());
            let own_side_decides = matches!(&told.target, Target::Resource(resource) if !is_key(&resource.arn))
                && owns(first)
                && owns(other)
                && !told.takes_away
                && given != Given::More;
            // Between accounts the resource's side must give.
            (owns(first) || given != Given::Nothing) && !own_side_decides
        });
        told.map(|told| &told.target)
    }

    /// The targets that the world tells and that are asked for, where something is taken away of what the party may be given.
    pub(super) fn taking_away(&self, party: &Party<'w>, asked: &Asked) -> Vec<&Target<'w>> {
        let told = self.told.iter().filter(|told| {
            let owns = party.account() == Some(told.target.account());
            let reached = owns || told.grantees.given(party) != Given::Nothing;
            told.takes_away && reached && told.target.extent().iter().any(|spelling| asked.may_meet(spelling))
        });
        told.map(|told| &told.target).collect()
    }

    /// What stands for all the rest: any resource that the world does not tell, in the accounts of the parties too, and with
    /// `under_rcps` in those accounts whose RCPs take something away.
    pub(super) fn anywhere(&self, parties: &[&Party<'w>], under_rcps: bool) -> Vec<Target<'w>> {
        let counts = |account: &&'w Account| {
            let owns = parties.iter().any(|party| party.account() == Some(&account.id));
            owns || (under_rcps && rcps_deny(self.world, account))
        };
        let accounts = self.world.accounts.values().filter(counts).map(Target::AnywhereIn);
        std::iter::once(Target::Anywhere).chain(accounts).collect()
    }

    /// The target of the world that the ARN is of, if it is one with a say of its own. An ARN that ends where the name of
    /// what lies inside would begin counts as such a one.
    pub(super) fn at(&self, arn: &str) -> Option<&Target<'w>> {
        let ends = arn.ends_with(['/', ':']);
        let inside = ends.then(|| self.world.target(&format!("{arn}x"))).flatten();
        let target = inside.or_else(|| self.world.target(arn))?;
        let told = self.told.iter().map(|told| &told.target);
        told.filter(|_| !matches!(target, Target::Plain { .. })).find(|told| told.arn() == target.arn())
    }
}

/// Whether the ARN is a KMS key's, whose policy must itself allow.
fn is_key(arn: &str) -> bool {
    segments_of(arn).is_some_and(|[_, _, service, ..]| service == "kms")
}

/// The ARNs of the target, where no other target of the world lies inside.
pub(super) fn own_arns(world: &World, target: &Target<'_>) -> Vec<Spelling> {
    let mut extent = target.extent();
    // A log group's name may begin as another's does: what lies in the longer one is not the shorter one's.
    let is_another = |arn: &str| arn != target.arn() && extent.iter().any(|own| own.covers(arn));
    if world.resources().any(|resource| is_another(&resource.arn)) {
        extent.retain(|own| matches!(own, Spelling::Exact(_)));
    }
    extent
}
