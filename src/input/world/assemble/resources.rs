//! Resources.

use std::collections::BTreeMap;

use super::world::Assembly;
use crate::input::world::draft::{PointDraft, PointName, ResourceDraft};
use crate::input::world::kinds::resource_type;
use crate::input::world::place::Place;
use crate::model::AccessPoint;
use crate::model::world::{Account, Resource};
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
    let kind = told.or_else(|| resource_type(arn).map(str::to_owned));
    if let (None, Some(place)) = (&kind, draft.told) {
        let message = format!("of what type {} is cannot be told", quoted(arn));
        assembly.error_with_hint(place, message, "add its `type`, as in `\"type\": \"AWS::S3::Bucket\"`");
    }
    let mut resource = Resource::new(arn, &account.id, kind.as_deref().unwrap_or_default());
    resource.policy = assembly.settle(draft.policy, || of("policy"));
    resource.tags = assembly.settle(draft.tags, || of("tags")).unwrap_or_default();
    resource.public_access_block = assembly.settle(draft.block, || of("Block Public Access"));
    resource.acl = assembly.settle(draft.acl, || of("ACL")).unwrap_or_default();
    resource.object_ownership =
        assembly.settle(draft.ownership, || of("Object Ownership")).unwrap_or_default();
    for point in assembly.settle(draft.access_points, || of("access points")).unwrap_or_default() {
        let place = point.place;
        let point = access_point(account, arn, point);
        own(assembly, owners, account, &point.arn, place);
        resource.access_points.push(point);
    }
    resource.access_points.sort_by(|one, other| one.arn.cmp(&other.arn));
    resource.key_grants = assembly.settle(draft.grants, || of("grants")).unwrap_or_default();
    resource.shared_with = assembly.settle(draft.shared_with, || of("shares")).unwrap_or_default();
    resource
}

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
            format!("arn:{}:s3:{region}:{}:accesspoint/{name}", account.partition, account.id)
        }
    };
    AccessPoint {
        arn,
        bucket: bucket.to_owned(),
        policy: draft.policy,
        vpc: draft.vpc,
        public_access_block: draft.block,
    }
}
