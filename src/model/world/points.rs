//! Access points: what requests through them say, and those of accounts outside a zone.
//!
//! A bucket may leave it to access points who gets in (S3/access-points-policies, "Delegating access control to access
//! points"): its policy allows everybody who comes through one, or through those of some account. The points of the
//! zone's accounts are told by the world, each with its policy. Those of other accounts are theirs to make and to open
//! to whomever (IAM/access-analyzer-resources, "Amazon S3 buckets"), so a request from outside may come to the bucket
//! through any: it is one on the bucket itself with the keys that name such a point.
//!
//! What the point's own policy says is not looked at but for one thing: where the bucket has `RestrictPublicBuckets`, no
//! point of it can be public (S3/access-points-bpa-settings: the settings of bucket and point count together), so that
//! nobody comes unsigned.

use std::sync::LazyLock;

use super::World;
use super::facts::Facts;
use super::kinds::Given;
use super::known::{Known, Never};
use super::resource::Resource;
use super::target::Party;
use crate::model::{AccessPoint, Key, Policy, segments_of};

/// The keys that tell a point, for each service with access points: its ARN, its account, and where its requests may come from.
static KEYS: LazyLock<[(&str, [Key; 3]); 2]> = LazyLock::new(|| {
    ["s3", "s3express"].map(|service| {
        let names = ["DataAccessPointArn", "DataAccessPointAccount", "AccessPointNetworkOrigin"];
        (service, names.map(|name| Key::new(&format!("{service}:{name}"))))
    })
});

/// The keys of the service in the ARN; those of S3 for other services.
fn keys_of(arn: &str) -> &'static [Key; 3] {
    let [s3, express] = &*KEYS;
    let is_express = segments_of(arn).is_some_and(|[_, _, service, ..]| service == express.0);
    if is_express { &express.1 } else { &s3.1 }
}

/// The key that tells the ARN of the point that a request comes through, and the one that tells its account.
pub fn point_keys() -> impl Iterator<Item = [&'static Key; 2]> {
    KEYS.iter().map(|(_, [arn, account, _])| [arn, account])
}

/// Whether the key is of requests through access points alone.
pub fn is_point_key(key: &Key) -> bool {
    KEYS.iter().any(|(_, keys)| keys.contains(key))
}

impl Facts {
    /// No request on the resource of this ARN comes through an access point.
    pub(super) fn through_no_point(&mut self, arn: &str) {
        for key in keys_of(arn) {
            self.keys.insert(key.clone(), Known::Absent);
        }
    }

    /// Every request comes through this one.
    pub(super) fn through(&mut self, point: &AccessPoint) {
        let Some([_, _, _, _, owner, _]) = segments_of(&point.arn) else { return };
        let origin = if point.vpc.is_some() { "VPC" } else { "Internet" };
        for (key, value) in keys_of(&point.arn).iter().zip([point.arn.as_str(), owner, origin]) {
            self.keys.insert(key.clone(), Known::Values(vec![value.to_owned()]));
        }
        if let Some(vpc) = &point.vpc {
            self.keys.insert(Key::new("aws:SourceVpc"), Known::Values(vec![vpc.clone()]));
        }
    }
}

impl World {
    /// Whether the bucket's requests of the party may come through access points of accounts outside, as far as that matters
    /// to anything that decides about them.
    pub fn has_foreign_points(&self, resource: &Resource, party: &Party<'_>) -> bool {
        let looks = |policy: &Policy| {
            let mut conditions = policy.statements.iter().flat_map(|statement| &statement.conditions);
            conditions.any(|condition| is_point_key(&condition.key))
        };
        let is_outside = match party {
            Party::Identity(_) | Party::Session(..) | Party::Federated(_) | Party::Root(_) => false,
            Party::Anonymous => !self.restricts_points(resource),
            Party::Service(_) | Party::Provider(_) => false,
            Party::Account(_) | Party::Named(_) | Party::Stranger => true,
        };
        let rcps = || {
            let account = self.accounts.get(&resource.account);
            account.map(|account| self.rcps(account)).unwrap_or_default()
        };
        let has_points = resource.kind().is_some_and(|kind| kind.given.contains(&Given::AccessPoints));
        self.foreign_points
            && has_points
            && is_outside
            && (resource.policy.as_deref().is_some_and(looks)
                || rcps().iter().flatten().any(|policy| looks(policy)))
    }

    /// Whether no access point of the bucket can be public.
    pub fn restricts_points(&self, resource: &Resource) -> bool {
        self.public_access_block(resource).is_some_and(|block| block.restrict_public_buckets)
    }

    /// No request comes through an access point of the world's accounts.
    pub(super) fn through_foreign_point(&self, facts: &mut Facts, resource: &Resource) {
        let [arn, account, _] = keys_of(&resource.arn);
        for own in self.accounts.keys() {
            facts.excluded.push((account.clone(), Never::Text(own.clone())));
            facts.excluded.push((arn.clone(), Never::AccessPointOf(own.clone())));
        }
    }
}
