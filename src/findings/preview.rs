//! Access preview: what would be found of one resource after a change of it (IAM/access-analyzer-access-preview).
//!
//! Nothing but the resource is analysed, before and after; of a role also the chains of roles that end in it or pass it. What the
//! proposed configuration does not speak of stays as it is; of a resource that is not there yet it is as AWS makes one.
//! Lists that are named are proposed as a whole (access-analyzer APIReference: "in place of the existing" grants of an ACL, grants
//! of a key, access points), but what one access point leaves out stays as well.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::analyse::{of_arn, of_resource};
use super::chains::chains;
use super::finding::Finding;
use super::zone::Zone;
use crate::model::world::{
    Account, AclGrant, Grantee, Identity, IdentityKind, KeyGrant, Kind, ObjectOwnership, Resource, Target,
    World,
};
use crate::model::{AccessPoint, Policy, PolicyType, PublicAccessBlock, lower, segments_of};
use crate::parse::{Source, read_policy};
use crate::question::Prover;
use crate::question::world::Inquiry;

/// A proposed configuration of one resource. `None`: as it is.
#[derive(Clone, Debug, Default)]
pub struct Configuration {
    /// The resource's type, if the proposal tells it.
    pub resource_type: Option<String>,
    /// Its policy, a role's trust policy; `Some(None)`: it is taken away.
    pub policy: Option<Option<Arc<Policy>>>,
    /// A bucket's ACL, the whole of it.
    pub acl: Option<Vec<AclGrant>>,
    /// The two settings of a bucket's Block Public Access that act on what is there: whether public ACLs are ignored, and
    /// whether public buckets are restricted.
    pub block: Option<(bool, bool)>,
    /// A bucket's access points, all of them.
    pub access_points: Option<Vec<ProposedPoint>>,
    /// A key's grants, all of them.
    pub grants: Option<Vec<KeyGrant>>,
    /// The accounts that a snapshot is shared with by their numbers, all of them.
    pub shared_accounts: Option<Vec<String>>,
    /// Whether a snapshot is shared with everybody.
    pub shared_with_all: Option<bool>,
    /// Whether a snapshot is encrypted.
    pub encrypted: Option<bool>,
}

/// A proposed access point. `None`: as it is.
#[derive(Clone, Debug, Default)]
pub struct ProposedPoint {
    /// Its ARN.
    pub arn: String,
    /// Its policy; `Some(None)`: it is taken away.
    pub policy: Option<Option<Arc<Policy>>>,
    /// The VPC that its requests must come from; `Some(None)`: it is open to the Internet.
    pub vpc: Option<Option<String>>,
    /// Whether public ACLs are ignored and whether public policies are restricted.
    pub block: Option<(bool, bool)>,
}

/// What is found of the resource.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Now; nothing of a resource that is not there.
    pub before: Vec<Finding>,
    /// After the change.
    pub after: Vec<Finding>,
    /// The account that owns it.
    pub account: String,
    /// The access points that are there and that the proposal leaves out of its own.
    pub gone: Vec<String>,
}

/// Analyses the resource as it is and as it would be; the world is then as it would be. `account` owns it, where
/// neither the world nor the ARN tells who does. An error, in words, if it cannot be proposed.
pub fn preview(
    prover: &Prover,
    world: &mut World,
    zone: Zone,
    arn: &str,
    account: Option<&str>,
    proposed: &Configuration,
) -> Result<Preview, String> {
    let account = owner(world, arn, account)?;
    let look = |world: &World| {
        let around = zone.around(world, &account).ok_or_else(|| match zone {
            Zone::Account => format!("the world has no account `{account}`"),
            Zone::Organization => format!("account `{account}` is not in an organization of the world"),
        })?;
        let through = if is_role(arn) { chains_of(prover, &around) } else { Vec::new() };
        Ok::<_, String>((of_arn(prover, &around, arn), through))
    };
    let (mut before, chains_before) = look(world)?;
    let points = |world: &World| -> BTreeSet<String> {
        let resource = world.accounts.get(&account).and_then(|account| account.resources.get(arn));
        resource.into_iter().flat_map(|own| &own.access_points).map(|point| point.arn.clone()).collect()
    };
    let points_before = points(world);
    propose(world, arn, &account, proposed)?;
    // Policies may name accounts by their canonical ids.
    world.name_canonical_users();
    let (mut after, chains_after) = look(world)?;
    // A role that is reached through this one, before or after, may be reached another way as well.
    let reached: BTreeSet<String> = chains_before
        .iter()
        .chain(&chains_after)
        .filter(|finding| finding.resource == arn || finding.chain.iter().any(|role| role == arn))
        .map(|finding| finding.resource.clone())
        .collect();
    before.extend(chains_before.into_iter().filter(|finding| reached.contains(&finding.resource)));
    after.extend(chains_after.into_iter().filter(|finding| reached.contains(&finding.resource)));
    let gone = points_before.difference(&points(world)).cloned().collect();
    Ok(Preview { before, after, account, gone })
}

/// Whether it is the ARN of a role.
fn is_role(arn: &str) -> bool {
    segments_of(arn).is_some_and(|[_, _, service, _, _, rest]| service == "iam" && rest.starts_with("role/"))
}

/// The roles that are reached from outside through others.
fn chains_of(prover: &Prover, world: &World) -> Vec<Finding> {
    const CHUNK: usize = 64;
    let prepared = Inquiry::new(prover, world);
    let roles: Vec<&Identity> =
        world.identities().filter(|identity| identity.kind == IdentityKind::Role).collect();
    let doors: Vec<Vec<Finding>> = roles
        .par_chunks(CHUNK)
        .map(|chunk| {
            let mut inquiry = prepared.afresh();
            chunk.iter().flat_map(|role| of_resource(&mut inquiry, &[Target::Role(role)])).collect()
        })
        .collect();
    let doors: Vec<Finding> = doors.into_iter().flatten().collect();
    chains(prover, world, &doors)
}

/// Whose the resource is.
fn owner(world: &World, arn: &str, told: Option<&str>) -> Result<String, String> {
    let [_, _, _, _, shown, _] = segments_of(arn).ok_or_else(|| format!("`{arn}` is not an ARN"))?;
    let has =
        |account: &&Account| account.resources.contains_key(arn) || account.identities.contains_key(arn);
    let known = world.accounts.values().find(has).map(|account| account.id.as_str());
    let shown = Some(shown).filter(|shown| !shown.is_empty());
    let owner = known.or(shown).or(told).ok_or_else(|| {
        format!(
            "neither the world nor the ARN tells which account `{arn}` would be in; name it by `--account`"
        )
    })?;
    if told.is_some_and(|told| told != owner) {
        return Err(format!("`{arn}` is in account `{owner}`"));
    }
    Ok(owner.to_owned())
}

/// Changes the world.
fn propose(world: &mut World, arn: &str, account: &str, proposed: &Configuration) -> Result<(), String> {
    let Some(account) = world.accounts.get_mut(account) else {
        return Err(format!("the world has no account `{account}`"));
    };
    if is_role(arn) {
        return role(account, arn, proposed);
    }
    let kind = || {
        let shown = Kind::of_arn(arn).map(|kind| kind.name.to_owned());
        proposed.resource_type.clone().or(shown).ok_or_else(|| {
            format!(
                "of what type `{arn}` is cannot be told; name it by `--type`, as in `--type AWS::S3::Bucket`"
            )
        })
    };
    let mut resource = match account.resources.get(arn) {
        Some(resource) => resource.again(),
        None => {
            let mut new = Resource::new(arn, &account.id, &kind()?);
            if new.resource_type == "AWS::KMS::Key" {
                new.policy = Some(default_key_policy(arn, &account.id)?);
            }
            new
        }
    };
    if let Some(told) = proposed.resource_type.as_ref().filter(|told| **told != resource.resource_type) {
        return Err(format!("`{arn}` is of type `{}`, not `{told}`", resource.resource_type));
    }
    if let Some(policy) = &proposed.policy {
        resource.policy.clone_from(policy);
    }
    if let Some(acl) = &proposed.acl {
        // A bucket that gives something by an ACL to anybody but its owner is one whose ACLs count.
        let owner = account.canonical_id.clone().map(Grantee::CanonicalUser);
        if acl.iter().any(|grant| Some(&grant.grantee) != owner.as_ref())
            && resource.object_ownership == ObjectOwnership::BucketOwnerEnforced
        {
            resource.object_ownership = ObjectOwnership::ObjectWriter;
        }
        resource.acl.clone_from(acl);
    }
    if let Some((ignore_public_acls, restrict_public_buckets)) = proposed.block {
        let own = resource.public_access_block.unwrap_or_default();
        resource.public_access_block =
            Some(PublicAccessBlock { ignore_public_acls, restrict_public_buckets, ..own });
    }
    if let Some(points) = &proposed.access_points {
        resource.access_points = points.iter().map(|point| access_point(point, &resource)).collect();
        resource.access_points.sort_by(|one, other| one.arn.cmp(&other.arn));
    }
    if let Some(grants) = &proposed.grants {
        resource.key_grants.clone_from(grants);
    }
    if let Some(accounts) = &proposed.shared_accounts {
        resource.shared_with.retain(|with| with == EVERYBODY);
        resource.shared_with.extend(accounts.iter().cloned());
    }
    if let Some(with_all) = proposed.shared_with_all {
        resource.shared_with.retain(|with| with != EVERYBODY);
        resource.shared_with.extend(with_all.then(|| EVERYBODY.to_owned()));
    }
    resource.encrypted = proposed.encrypted.unwrap_or(resource.encrypted);
    account.resources.insert(arn.to_owned(), resource);
    Ok(())
}

/// Whom a snapshot is shared with if it is public.
const EVERYBODY: &str = "all";

/// What a new access point blocks unless it is told: everything.
const ALL: PublicAccessBlock = PublicAccessBlock {
    block_public_acls: true,
    ignore_public_acls: true,
    block_public_policy: true,
    restrict_public_buckets: true,
};

/// The access point as it would be.
fn access_point(proposed: &ProposedPoint, bucket: &Resource) -> AccessPoint {
    let there = bucket.access_points.iter().find(|point| point.arn == proposed.arn);
    let mut point = there.cloned().unwrap_or_else(|| AccessPoint {
        arn: proposed.arn.clone(),
        bucket: bucket.arn.clone(),
        policy: None,
        vpc: None,
        public_access_block: Some(ALL),
    });
    if let Some(policy) = &proposed.policy {
        point.policy.clone_from(policy);
    }
    if let Some(vpc) = &proposed.vpc {
        point.vpc.clone_from(vpc);
    }
    if let Some((ignore_public_acls, restrict_public_buckets)) = proposed.block {
        let own = point.public_access_block.unwrap_or_default();
        point.public_access_block =
            Some(PublicAccessBlock { ignore_public_acls, restrict_public_buckets, ..own });
    }
    point
}

/// The policy of a key that is made without one: its account may do everything (KMS/key-policy-default).
fn default_key_policy(arn: &str, account: &str) -> Result<Arc<Policy>, String> {
    let partition = segments_of(arn).map_or("aws", |[_, partition, ..]| partition);
    let text = format!(
        "{{\"Version\":\"2012-10-17\",\"Statement\":{{\"Sid\":\"Enable IAM User Permissions\",\"Effect\":\"Allow\",\
        \"Principal\":{{\"AWS\":\"arn:{partition}:iam::{account}:root\"}},\"Action\":\"kms:*\",\"Resource\":\"*\"}}}}"
    );
    let document = read_policy(&Source::new("the default key policy", text)).document;
    let policy =
        document.and_then(|document| lower::lower(&document, PolicyType::Resource, "resourcePolicy").0);
    policy.map(Arc::new).ok_or_else(|| format!("`{arn}` can have no default key policy"))
}

fn role(account: &mut Account, arn: &str, proposed: &Configuration) -> Result<(), String> {
    match (account.identities.get_mut(arn), &proposed.policy) {
        (_, Some(None)) => Err("a role has a trust policy always".to_owned()),
        (Some(role), Some(Some(policy))) => {
            role.trust = Some(Arc::clone(policy));
            Ok(())
        }
        (Some(_), None) => Ok(()),
        (None, Some(Some(policy))) => {
            let role = Identity {
                access_keys: Vec::new(),
                kind: IdentityKind::Role,
                arn: arn.to_owned(),
                id: None,
                policies: Vec::new(),
                boundary: None,
                trust: Some(Arc::clone(policy)),
                tags: Vec::new(),
                groups: Vec::new(),
            };
            account.identities.insert(arn.to_owned(), role);
            Ok(())
        }
        (None, None) => Err("a new role needs a trust policy".to_owned()),
    }
}
