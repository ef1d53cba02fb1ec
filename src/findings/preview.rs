//! Access preview: what would be found of one resource after a change of it (IAM/access-analyzer-access-preview).
//!
//! Nothing but the resource is analysed, before and after. What the proposed configuration does not speak of stays as
//! it is; of a resource that is not there yet it is as AWS makes one.

use std::sync::Arc;

use super::analyse::of_arn;
use super::finding::Finding;
use super::zone::Zone;
use crate::model::world::{
    Account, AclGrant, Grantee, Identity, IdentityKind, KeyGrant, Kind, ObjectOwnership, Resource, World,
};
use crate::model::{AccessPoint, Policy, PublicAccessBlock, segments_of};
use crate::question::Prover;

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
    pub access_points: Option<Vec<AccessPoint>>,
    /// A key's grants, all of them.
    pub grants: Option<Vec<KeyGrant>>,
    /// The accounts that a snapshot is shared with, all of them; `all` is everybody.
    pub shared_with: Option<Vec<String>>,
    /// Whether a snapshot is encrypted.
    pub encrypted: Option<bool>,
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
        Ok::<_, String>(of_arn(prover, &around, arn))
    };
    let before = look(world)?;
    propose(world, arn, &account, proposed)?;
    // Policies may name accounts by their canonical ids.
    world.name_canonical_users();
    let after = look(world)?;
    Ok(Preview { before, after, account })
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
    if segments_of(arn)
        .is_some_and(|[_, _, service, _, _, rest]| service == "iam" && rest.starts_with("role/"))
    {
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
        None => Resource::new(arn, &account.id, &kind()?),
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
        resource.access_points.clone_from(points);
        resource.access_points.sort_by(|one, other| one.arn.cmp(&other.arn));
    }
    if let Some(grants) = &proposed.grants {
        resource.key_grants.clone_from(grants);
    }
    if let Some(accounts) = &proposed.shared_with {
        resource.shared_with.clone_from(accounts);
    }
    resource.encrypted = proposed.encrypted.unwrap_or(resource.encrypted);
    account.resources.insert(arn.to_owned(), resource);
    Ok(())
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
