//! What the world leaves open, so that one question has two answers: the least and the most that may be given.
//!
//! Everything here only gives or only takes, so it is enough to ask both ends. What the least lets through is let
//! through however it is; what the most does not let through never is; in between the answer is unknown, and says why.
//!
//! | open | the least | the most |
//! | --- | --- | --- |
//! | whose a canonical user id is | nobody's where something is given | the caller's account's |
//! | whether a canonical user outside is one of the accounts, users and roles named beside it | it is not | it is |
//! | the ACLs of a bucket's objects, where ACLs count | they give nothing | they give everybody the objects |
//! | whether an administrator of the organization acts on another account of it | it does not | it makes the calls that do |
//! | whether a policy is public that `RestrictPublicBuckets` looks at, where AWS's words do not tell | it is | it is not |

use std::sync::Arc;

use super::case::{Beyond, Case};
use super::inquiry::{Access, Inquiry};
use crate::eval::decision::{is_unclear, restricting};
use crate::model::world::{Account, Party, Readings, Resource, Target, World, calls_of_administrators};
use crate::model::{Policy, PublicAccessBlock, Setting, segments_of};
use crate::parse::quoted;
use crate::question::Conclusion;

/// Something that the world leaves open.
#[derive(Clone, Debug)]
pub(super) struct Doubt {
    /// What, in words.
    reason: String,
    /// What a setting that has the least in it has if it is the most.
    most: Most,
    /// What it has for callers outside, if nothing is open there.
    outside: Option<Most>,
}

#[derive(Clone, Debug)]
enum Most {
    /// Another resource policy.
    Resource(Arc<Policy>),
    /// Another policy of the access point.
    Point(Arc<Policy>),
    /// Another share at this place.
    Share(usize, Arc<Policy>),
    /// One more share.
    Given(Arc<Policy>),
    /// No `RestrictPublicBuckets` for the bucket.
    Unrestricted,
    /// No `RestrictPublicBuckets` for the access point.
    PointUnrestricted,
}

impl Doubt {
    fn open(reason: String, most: Most) -> Doubt {
        Doubt { reason, most, outside: None }
    }

    /// What is open around the party's requests on the target; the setting becomes the one with the least.
    pub(super) fn of(
        world: &World,
        party: &Party<'_>,
        target: &Target<'_>,
        setting: &mut Setting,
    ) -> Vec<Doubt> {
        let mut doubts: Vec<Doubt> = administration(world, party, target).into_iter().collect();
        let resource = match target {
            Target::Resource(resource) | Target::AccessPoint(resource, _) => *resource,
            Target::Role(_) | Target::Plain { .. } | Target::Anywhere | Target::AnywhereIn(_) => {
                return doubts;
            }
        };
        let open = resource.doubtful(world);
        if let Some(id) = party.canonical_id() {
            let reason = || {
                format!(
                    "whether the canonical user id {} is of somebody whom the policies name too, the world does not tell, and \
                     the answer depends on it",
                    quoted_id(id)
                )
            };
            if let Some(policy) = &open.if_named {
                doubts.push(Doubt::open(reason(), Most::Resource(Arc::clone(policy))));
            }
            if let Target::AccessPoint(_, point) = target {
                let own = resource.access_points.iter().position(|own| own.arn == point.arn);
                if let Some(policy) = own.and_then(|at| open.points_if_named.get(at)).and_then(Option::as_ref)
                {
                    doubts.push(Doubt::open(reason(), Most::Point(Arc::clone(policy))));
                }
            }
        }
        if let Some(readings) = open.policy.as_ref().filter(|readings| may_be(world, party, readings)) {
            setting.resource_policy = Some(Arc::clone(&readings.least));
            doubts.push(whose(readings, Most::Resource));
        }
        for (at, readings) in open.shares.iter().enumerate() {
            let Some(readings) = readings.as_ref().filter(|readings| may_be(world, party, readings)) else {
                continue;
            };
            if let Some(share) = setting.shares.get_mut(at) {
                *share = Arc::clone(&readings.least);
            }
            doubts.push(whose(readings, |policy| Most::Share(at, policy)));
        }
        if let Target::AccessPoint(_, point) = target {
            let own = resource.access_points.iter().position(|own| own.arn == point.arn);
            let readings = own.and_then(|at| open.points.get(at)).and_then(Option::as_ref);
            if let (Some(readings), Some(point)) = (readings, &mut setting.access_point)
                && may_be(world, party, readings)
            {
                point.policy = Some(Arc::clone(&readings.least));
                doubts.push(whose(readings, Most::Point));
            }
        }
        if let Some(given) = &open.object_acls {
            doubts.push(Doubt::open(object_acls(resource), Most::Given(Arc::clone(given))));
        }
        let restricts =
            |block: Option<PublicAccessBlock>| block.is_some_and(|block| block.restrict_public_buckets);
        let unclear = |policy: &Option<Arc<Policy>>, at_point: bool| {
            policy.as_ref().is_some_and(|policy| is_unclear(policy, at_point))
        };
        if restricts(setting.public_access_block) && unclear(&setting.resource_policy, false) {
            doubts.push(Doubt::open(publicness("policy", &resource.arn), Most::Unrestricted));
        }
        if let Some(point) = &setting.access_point
            && restricts(restricting(point))
            && unclear(&point.policy, true)
        {
            doubts.push(Doubt::open(publicness("policy", &point.arn), Most::PointUnrestricted));
        }
        doubts
    }

    fn apply(&self, setting: &mut Setting) {
        self.most.apply(setting);
    }
}

impl Most {
    fn apply(&self, setting: &mut Setting) {
        let open = |block: PublicAccessBlock| PublicAccessBlock { restrict_public_buckets: false, ..block };
        match self {
            Most::Resource(policy) => setting.resource_policy = Some(Arc::clone(policy)),
            Most::Point(policy) => {
                if let Some(point) = &mut setting.access_point {
                    point.policy = Some(Arc::clone(policy));
                }
            }
            Most::Share(at, policy) => {
                if let Some(share) = setting.shares.get_mut(*at) {
                    *share = Arc::clone(policy);
                }
            }
            Most::Given(policy) => setting.shares.push(Arc::clone(policy)),
            Most::Unrestricted => setting.public_access_block = setting.public_access_block.map(open),
            Most::PointUnrestricted => {
                if let Some(point) = &mut setting.access_point {
                    point.public_access_block = point.public_access_block.map(open);
                }
            }
        }
    }
}

/// Whether the account administers the world's organization, and the target is of another account of it and such as these calls
/// act on: no policy of the target's account decides them.
pub(super) fn administers(world: &World, account: &str, target: &Target<'_>) -> bool {
    let Some(organization) = &world.organization else { return false };
    let manages = |account: &str| organization.management_account.as_deref() == Some(account);
    let delegated = organization.delegated_administrators.iter().any(|delegated| delegated == account);
    let owner = target.account();
    let is_member = world.accounts.get(owner).is_some_and(|owner| owner.unit.is_some());
    let about_accounts = match segments_of(target.arn()) {
        Some([_, _, "iam", _, _, path]) => path == "root",
        Some([_, _, service, ..]) => service == "organizations" || service == "account",
        None => false,
    };
    about_accounts && account != owner && (manages(account) || delegated) && (is_member || manages(owner))
}

fn administration(world: &World, party: &Party<'_>, target: &Target<'_>) -> Option<Doubt> {
    let account = party.account().filter(|account| administers(world, account, target))?;
    let reason = format!(
        "account `{account}` administers the organization, and what it may do in its other accounts by `sts:AssumeRoot`, AWS \
         Organizations and Account Management no policy of theirs tells"
    );
    Some(Doubt { reason, outside: None, most: Most::Given(calls_of_administrators(account)) })
}

/// Whether the party may be one of the canonical users: if its account's id is not told.
fn may_be(world: &World, party: &Party<'_>, readings: &Readings) -> bool {
    let may = |account: &Account| account.canonical_id.as_ref().is_none_or(|own| readings.ids.contains(own));
    match party {
        Party::Identity(identity) | Party::Session(identity, _) => {
            world.accounts.get(identity.account()).is_none_or(may)
        }
        Party::Root(account) => may(account),
        Party::Federated(user) => may(user.account),
        Party::Named(_) if party.canonical_id().is_some() => false,
        Party::Account(_) | Party::Named(_) | Party::Stranger => true,
        Party::Anonymous | Party::Service(_) | Party::Provider(_) => false,
    }
}

/// The canonical user id: longer than what is quoted in full, and no use in part.
fn quoted_id(id: &str) -> String {
    let is_id = id.len() == 64 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_id { format!("`{id}`") } else { quoted(id) }
}

fn whose(readings: &Readings, at: impl Fn(Arc<Policy>) -> Most) -> Doubt {
    let ids: Vec<String> = readings.ids.iter().map(|id| quoted_id(id)).collect();
    let reason = format!(
        "whose the canonical user id {} is, the world does not tell, and the answer depends on it: give the accounts \
         their `canonicalId`",
        ids.join(", ")
    );
    let most = at(Arc::clone(&readings.most));
    Doubt { reason, most, outside: Some(at(Arc::clone(&readings.outside))) }
}

fn object_acls(resource: &Resource) -> String {
    format!(
        "ACLs count in {}, and those of its objects the world does not tell: the answer depends on them",
        quoted(&resource.arn)
    )
}

fn publicness(what: &str, arn: &str) -> String {
    format!(
        "`RestrictPublicBuckets` is on, and whether S3 takes the {what} of {} for public its documents do not tell: the \
         answer depends on it",
        quoted(arn)
    )
}

impl<'w> Case<'_, 'w> {
    /// The same with the most of these.
    fn with(&self, doubts: &[Doubt]) -> Self {
        let mut most = self.clone();
        doubts.iter().for_each(|doubt| doubt.apply(&mut most.setting));
        most
    }

    /// The same for callers outside. Whoever has a canonical user id that no account of the world has is a party of its own.
    pub(super) fn outside(&self) -> Self {
        let mut case = self.clone();
        case.doubts.retain(|doubt| doubt.outside.is_none());
        for outside in self.doubts.iter().filter_map(|doubt| doubt.outside.as_ref()) {
            outside.apply(&mut case.setting);
        }
        case
    }

    /// The same with the most that is open.
    pub(super) fn at_most(&self) -> Self {
        self.with(&self.doubts)
    }

    /// What is open for the party, in words.
    pub(super) fn open(&self) -> impl Iterator<Item = &str> {
        self.doubts.iter().map(|doubt| doubt.reason.as_str())
    }

    /// Whether something is open, for the party or for the one that it is held against.
    pub(super) fn is_open(&self) -> bool {
        let of_other = match &self.beyond {
            Beyond::Party(other) => !other.doubts.is_empty(),
            Beyond::Nothing
            | Beyond::Policy(_)
            | Beyond::Statement(_)
            | Beyond::Between(..)
            | Beyond::Refused(_) => false,
        };
        of_other || !self.doubts.is_empty()
    }

    /// The case whose requests there are in any case, and the one beyond which there are none. Of refused
    /// requests, and of those that another party cannot send, there are fewer the more is given.
    fn ends(&self) -> [Self; 2] {
        match &self.beyond {
            Beyond::Refused(_) => [self.at_most(), self.clone()],
            Beyond::Party(other) => {
                let against_most = Case { beyond: Beyond::Party(Box::new(other.at_most())), ..self.clone() };
                [against_most, self.at_most()]
            }
            Beyond::Nothing | Beyond::Policy(_) | Beyond::Statement(_) | Beyond::Between(..) => {
                [self.clone(), self.at_most()]
            }
        }
    }
}

impl<'w> Inquiry<'w> {
    /// The answer whatever is open, by `ask` of one case.
    pub(super) fn in_any_case(
        &mut self,
        case: &Case<'_, 'w>,
        mut ask: impl FnMut(&mut Self, &Case<'_, 'w>) -> Access,
    ) -> Access {
        if !case.is_open() {
            return ask(self, case);
        }
        let [surely, perhaps] = case.ends();
        let sure = ask(self, &surely);
        if sure.conclusion == Conclusion::Holds {
            return sure;
        }
        let possible = ask(self, &perhaps);
        match possible.conclusion {
            Conclusion::Fails | Conclusion::Unknown => possible,
            Conclusion::Holds => {
                // Of several only those are named that matter by themselves, if there are such.
                let all = &case.doubts;
                let alone: Vec<&Doubt> = all
                    .iter()
                    .filter(|doubt| {
                        let one = case.with(std::slice::from_ref(doubt));
                        self.decide(&one, &self.prover.budget).conclusion != sure.conclusion
                    })
                    .collect();
                let named = if alone.is_empty() { all.iter().collect() } else { alone };
                let mut unknown: Vec<String> = named.iter().map(|doubt| doubt.reason.clone()).collect();
                if let Beyond::Party(other) = &case.beyond {
                    unknown.extend(other.doubts.iter().map(|doubt| doubt.reason.clone()));
                }
                Access { conclusion: Conclusion::Unknown, request: None, verdict: None, unknown, ..possible }
            }
        }
    }
}
