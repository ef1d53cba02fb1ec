//! The resource types of CheckNoPublicAccess.

use crate::model::PolicyType;

/// A resource type whose policy can be checked for public access (the API's `AccessCheckResourceType`).
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub struct ResourceType(&'static str);

const NAMES: [&str; 26] = [
    "AWS::DynamoDB::Table",
    "AWS::DynamoDB::Stream",
    "AWS::EFS::FileSystem",
    "AWS::OpenSearchService::Domain",
    "AWS::Kinesis::Stream",
    "AWS::Kinesis::StreamConsumer",
    "AWS::KMS::Key",
    "AWS::Lambda::Function",
    "AWS::S3::Bucket",
    "AWS::S3::AccessPoint",
    "AWS::S3Express::DirectoryBucket",
    "AWS::S3::Glacier",
    "AWS::S3Outposts::Bucket",
    "AWS::S3Outposts::AccessPoint",
    "AWS::SecretsManager::Secret",
    "AWS::SNS::Topic",
    "AWS::SQS::Queue",
    "AWS::IAM::AssumeRolePolicyDocument",
    "AWS::S3Tables::TableBucket",
    "AWS::ApiGateway::RestApi",
    "AWS::CodeArtifact::Domain",
    "AWS::Backup::BackupVault",
    "AWS::CloudTrail::Dashboard",
    "AWS::CloudTrail::EventDataStore",
    "AWS::S3Tables::Table",
    "AWS::S3Express::AccessPoint",
];

impl ResourceType {
    /// The type of this name, such as `AWS::S3::Bucket`.
    pub fn parse(name: &str) -> Option<ResourceType> {
        NAMES.iter().find(|known| **known == name).map(|known| ResourceType(known))
    }

    /// Every type.
    pub fn all() -> impl Iterator<Item = ResourceType> {
        NAMES.iter().map(|name| ResourceType(name))
    }

    /// The name.
    pub fn name(self) -> &'static str {
        self.0
    }

    /// The type of the policies that such resources have.
    pub fn policy_type(self) -> PolicyType {
        if self.0 == "AWS::IAM::AssumeRolePolicyDocument" { PolicyType::Trust } else { PolicyType::Resource }
    }

    /// Whether S3's own definition of "public" applies, in which only a value without any wildcard restricts
    /// (S3/access-control-block-public-access).
    pub fn wants_fixed_values(self) -> bool {
        self.0 == "AWS::S3::Bucket"
    }
}

#[cfg(test)]
mod tests {
    use super::ResourceType;
    use crate::model::world::{Analysed, Kind};

    #[test]
    fn worlds_know_every_type() {
        for name in ResourceType::all().map(ResourceType::name) {
            let known = Kind::named(name).is_some_and(|kind| kind.analysed != Analysed::Nowhere);
            assert!(known || name == "AWS::IAM::AssumeRolePolicyDocument", "{name}");
        }
        let checked = Kind::all().filter(|kind| kind.analysed == Analysed::PublicCheck);
        for kind in checked {
            assert!(ResourceType::parse(kind.name).is_some(), "{}", kind.name);
        }
    }
}
