//! Resources.

use std::collections::BTreeMap;

use super::world::Assembly;
use crate::input::world::draft::{PointDraft, PointName, ResourceDraft};
use crate::input::world::place::Place;
use crate::model::world::{Account, AclGrant, Grantee, Kind, ObjectOwnership, Resource, UNKNOWN_TYPE};
use crate::model::{AccessPoint, PublicAccessBlock};
use crate::parse::quoted;

/// Which account tells a resource or access point, by ARN.
pub(super) type Owners = BTreeMap<String, String>;

pub(super) fn resource(
    assembly: &mut Assembly<'_>,
    owners: &mut Owners,
    account: &Account,
    arn: &str,
    draft: ResourceDraft,
) -> Resource {
    let of = |what: &str| format!("the {what} of {}", quoted(arn));
    if let Some(place) = draft.told {
        own(assembly, owners, account, arn, place);
    }
    let told = assembly.settle(draft.resource_type, || of("type"));
    let kind = told.or_else(|| Kind::of_arn(arn).map(|kind| kind.name.to_owned()));
    let mut resource = Resource::new(arn, &account.id, kind.as_deref().unwrap_or(UNKNOWN_TYPE));
    resource.policy = assembly.settle(draft.policy, || of("policy"));
    if let (Some("AWS::KMS::Key"), None, false, Some(place)) =
        (kind.as_deref(), &resource.policy, draft.speaks_of_policy, draft.told)
    {
        let message = format!("the key {} has no key policy, and every key has one", quoted(arn));
        assembly.error_with_hint(place, message, "add its `policy`, as `aws kms get-key-policy` prints it");
    }
    resource.tags = assembly.settle(draft.tags, || of("tags")).unwrap_or_default();
    resource.public_access_block = assembly.settle(draft.block, || of("Block Public Access"));
    resource.acl = assembly.settle(draft.acl, || of("ACL")).unwrap_or_default();
    let ownership = assembly.settle(draft.ownership, || of("Object Ownership"));
    resource.object_ownership = ownership.unwrap_or_else(|| ownership_by_acl(account, &resource.acl));
    for point in assembly.settle(draft.access_points, || of("access points")).unwrap_or_default() {
        let place = point.place;
        let point = access_point(account, arn, point);
        // A multi-Region access point is one of several buckets.
        if !point.arn.ends_with(".mrap") {
            own(assembly, owners, account, &point.arn, place);
        }
        resource.access_points.push(point);
    }
    resource.access_points.sort_by(|one, other| one.arn.cmp(&other.arn));
    resource.key_grants = assembly.settle(draft.grants, || of("grants")).unwrap_or_default();
    resource.shared_with = assembly.settle(draft.shared_with, || of("shares")).unwrap_or_default();
    resource.encrypted = assembly.settle(draft.encrypted, || of("encryption")).unwrap_or_default();
    resource
}

/// Object Ownership where it is not told. Where ACLs have no effect S3 prints the owner's full control alone
/// (S3/object-ownership-error-responses), so a grant to anybody else shows that they have.
fn ownership_by_acl(account: &Account, acl: &[AclGrant]) -> ObjectOwnership {
    let is_owners = |grant: &AclGrant| match &grant.grantee {
        Grantee::CanonicalUser(id) => account.canonical_id.as_ref() == Some(id),
        Grantee::AllUsers | Grantee::AuthenticatedUsers | Grantee::LogDelivery => false,
    };
    if acl.iter().all(is_owners) {
        ObjectOwnership::BucketOwnerEnforced
    } else {
        ObjectOwnership::ObjectWriter
    }
}

/// What an access point blocks unless it is told: everything is on when one is made, and cannot be changed afterwards
/// (S3/access-points-bpa-settings).
const OF_ACCESS_POINTS: PublicAccessBlock = PublicAccessBlock {
    block_public_acls: true,
    ignore_public_acls: true,
    block_public_policy: true,
    restrict_public_buckets: true,
};

/// Notes whose the ARN is; an error if it is there already.
fn own(assembly: &mut Assembly<'_>, owners: &mut Owners, account: &Account, arn: &str, place: Place) {
    if let Some(other) = owners.insert(arn.to_owned(), account.id.clone()) {
        let message = format!("{} is there already, in account `{other}`", quoted(arn));
        assembly.error(place, message);
    }
}

fn access_point(account: &Account, bucket: &str, draft: PointDraft) -> AccessPoint {
    let arn = match draft.name {
        PointName::Arn(arn) => arn,
        PointName::Named { name, region } => {
            let service = if bucket.contains(":s3express:") { "s3express" } else { "s3" };
            format!("arn:{}:{service}:{region}:{}:accesspoint/{name}", account.partition, account.id)
        }
    };
    AccessPoint {
        arn,
        bucket: bucket.to_owned(),
        policy: draft.policy,
        vpc: draft.vpc,
        public_access_block: Some(draft.block.unwrap_or(OF_ACCESS_POINTS)),
    }
}
