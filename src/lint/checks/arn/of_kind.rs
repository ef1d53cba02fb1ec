//! What the policy of a resource of each kind is about.

use crate::lint::{ResourceKind, Subject};
use crate::model::PolicyType;
use crate::model::catalog::{self, Action, ResourceType};

/// The kind of the resource that the policy stands at, if that is known.
pub(in crate::lint::checks) fn kind(subject: &Subject<'_>) -> Option<ResourceKind> {
    let trust = (subject.policy_type == PolicyType::Trust).then_some(ResourceKind::RoleTrust);
    subject.resource_kind.or(trust)
}

/// The service, and the resource types that such a policy can name.
fn types(kind: ResourceKind) -> (&'static str, &'static [&'static str]) {
    match kind {
        ResourceKind::S3Bucket => ("s3", &["bucket", "object"]),
        ResourceKind::S3AccessPoint => ("s3", &["accesspoint", "accesspointobject"]),
        ResourceKind::S3MultiRegionAccessPoint => ("s3", &["multiregionaccesspoint"]),
        ResourceKind::S3ObjectLambdaAccessPoint => ("s3-object-lambda", &["objectlambdaaccesspoint"]),
        ResourceKind::RoleTrust => ("sts", &["role"]),
        ResourceKind::DynamoDbTable => ("dynamodb", &["table", "index"]),
    }
}

/// Whether the policy of such a resource can be about the action. The reference does not tell for every action on
/// buckets and objects whether an access point takes it, so that there all of them count.
pub(in crate::lint::checks) fn takes_action(kind: ResourceKind, action: Action) -> bool {
    let (service, types) = types(kind);
    let through = match kind {
        ResourceKind::S3AccessPoint | ResourceKind::S3MultiRegionAccessPoint => {
            &["accesspoint", "accesspointobject", "bucket", "object"][..]
        }
        ResourceKind::S3Bucket
        | ResourceKind::S3ObjectLambdaAccessPoint
        | ResourceKind::RoleTrust
        | ResourceKind::DynamoDbTable => &[],
    };
    let fits = |target: ResourceType| types.contains(&target.name()) || through.contains(&target.name());
    action.service().prefix() == service && action.targets().any(|target| fits(target.resource_type()))
}

/// Whether the pattern can match the ARN of something that the policy of such a resource is about.
pub(super) fn takes_arn(kind: ResourceKind, pattern: &str) -> bool {
    let (service, types) = types(kind);
    let service = catalog::service(service);
    let types = types.iter().filter_map(|name| service?.resource_type(name));
    types.into_iter().any(|resource_type| resource_type.overlaps(pattern))
}
