//! The kinds of resources that policy validation tells apart.

use crate::model::PolicyType;

/// What a resource policy is attached to (the API's `ValidatePolicyResourceType`).
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum ResourceKind {
    /// An S3 bucket.
    S3Bucket,
    /// An S3 access point.
    S3AccessPoint,
    /// An S3 Multi-Region Access Point.
    S3MultiRegionAccessPoint,
    /// An S3 Object Lambda Access Point.
    S3ObjectLambdaAccessPoint,
    /// A role, whose trust policy it is.
    RoleTrust,
    /// A DynamoDB table.
    DynamoDbTable,
}

impl ResourceKind {
    /// Every kind, in the order of the API.
    pub const ALL: [ResourceKind; 6] = [
        ResourceKind::S3Bucket,
        ResourceKind::S3AccessPoint,
        ResourceKind::S3MultiRegionAccessPoint,
        ResourceKind::S3ObjectLambdaAccessPoint,
        ResourceKind::RoleTrust,
        ResourceKind::DynamoDbTable,
    ];

    /// The API's name, such as `AWS::S3::Bucket`.
    pub fn name(self) -> &'static str {
        match self {
            ResourceKind::S3Bucket => "AWS::S3::Bucket",
            ResourceKind::S3AccessPoint => "AWS::S3::AccessPoint",
            ResourceKind::S3MultiRegionAccessPoint => "AWS::S3::MultiRegionAccessPoint",
            ResourceKind::S3ObjectLambdaAccessPoint => "AWS::S3ObjectLambda::AccessPoint",
            ResourceKind::RoleTrust => "AWS::IAM::AssumeRolePolicyDocument",
            ResourceKind::DynamoDbTable => "AWS::DynamoDB::Table",
        }
    }

    /// The kind of this name.
    pub fn parse(name: &str) -> Option<ResourceKind> {
        ResourceKind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The type of a policy of which the type was said, or the kind of its resource, or both.
    ///
    /// # Errors
    /// The two contradict each other.
    pub fn type_of(said: Option<PolicyType>, kind: Option<ResourceKind>) -> Result<PolicyType, String> {
        match (said, kind.map(|kind| (kind, kind.policy_type()))) {
            (Some(said), Some((kind, other))) if said != other => Err(format!(
                "a policy of `{}` is of the type `{}`, not `{}`",
                kind.name(),
                other.name(),
                said.name()
            )),
            (_, Some((_, policy_type))) | (Some(policy_type), None) => Ok(policy_type),
            (None, None) => Ok(PolicyType::Identity),
        }
    }

    /// The type of the policies that such resources have.
    pub const fn policy_type(self) -> PolicyType {
        match self {
            ResourceKind::RoleTrust => PolicyType::Trust,
            ResourceKind::S3Bucket
            | ResourceKind::S3AccessPoint
            | ResourceKind::S3MultiRegionAccessPoint
            | ResourceKind::S3ObjectLambdaAccessPoint
            | ResourceKind::DynamoDbTable => PolicyType::Resource,
        }
    }
}
