//! The type of a resource, as its ARN shows it.

use crate::model::segments_of;

/// Service, beginning of what stands behind the account, and type. The first that fits counts, so that longer
/// beginnings stand first. The names are CloudFormation's, as Access Analyzer uses them.
const KINDS: [(&str, &str, &str); 47] = [
    ("s3", "accesspoint/", "AWS::S3::AccessPoint"),
    ("s3", "", "AWS::S3::Bucket"),
    ("s3express", "bucket/", "AWS::S3Express::DirectoryBucket"),
    ("s3express", "accesspoint/", "AWS::S3Express::AccessPoint"),
    ("s3-outposts", "outpost/", "AWS::S3Outposts::Bucket"),
    ("s3-object-lambda", "accesspoint/", "AWS::S3ObjectLambda::AccessPoint"),
    ("sqs", "", "AWS::SQS::Queue"),
    ("sns", "", "AWS::SNS::Topic"),
    ("kms", "key/", "AWS::KMS::Key"),
    ("lambda", "function:", "AWS::Lambda::Function"),
    ("lambda", "layer:", "AWS::Lambda::LayerVersion"),
    ("secretsmanager", "secret:", "AWS::SecretsManager::Secret"),
    ("ssm", "parameter/", "AWS::SSM::Parameter"),
    ("kinesis", "stream/", "AWS::Kinesis::Stream"),
    ("ecr", "repository/", "AWS::ECR::Repository"),
    ("elasticfilesystem", "file-system/", "AWS::EFS::FileSystem"),
    ("elasticfilesystem", "access-point/", "AWS::EFS::AccessPoint"),
    ("es", "domain/", "AWS::OpenSearchService::Domain"),
    ("events", "event-bus/", "AWS::Events::EventBus"),
    ("execute-api", "", "AWS::ApiGateway::RestApi"),
    ("apigateway", "", "AWS::ApiGateway::RestApi"),
    ("codeartifact", "domain/", "AWS::CodeArtifact::Domain"),
    ("codeartifact", "repository/", "AWS::CodeArtifact::Repository"),
    ("codebuild", "project/", "AWS::CodeBuild::Project"),
    ("backup", "backup-vault:", "AWS::Backup::BackupVault"),
    ("glacier", "vaults/", "AWS::S3::Glacier"),
    ("cloudtrail", "eventdatastore/", "AWS::CloudTrail::EventDataStore"),
    ("cloudtrail", "dashboard/", "AWS::CloudTrail::Dashboard"),
    ("cloudtrail", "channel/", "AWS::CloudTrail::Channel"),
    ("logs", "log-group:", "AWS::Logs::LogGroup"),
    ("logs", "destination:", "AWS::Logs::Destination"),
    ("ec2", "snapshot/", "AWS::EC2::Snapshot"),
    ("ec2", "image/", "AWS::EC2::Image"),
    ("ec2", "instance/", "AWS::EC2::Instance"),
    ("rds", "snapshot:", "AWS::RDS::DBSnapshot"),
    ("rds", "cluster-snapshot:", "AWS::RDS::DBClusterSnapshot"),
    ("rds", "db:", "AWS::RDS::DBInstance"),
    ("rds", "cluster:", "AWS::RDS::DBCluster"),
    ("iot", "policy/", "AWS::IoT::Policy"),
    ("acm-pca", "certificate-authority/", "AWS::ACMPCA::CertificateAuthority"),
    ("glue", "catalog", "AWS::Glue::Catalog"),
    ("ses", "identity/", "AWS::SES::EmailIdentity"),
    ("states", "stateMachine:", "AWS::StepFunctions::StateMachine"),
    ("schemas", "registry/", "AWS::EventSchemas::Registry"),
    ("ram", "resource-share/", "AWS::RAM::ResourceShare"),
    ("vpc-lattice", "service/", "AWS::VpcLattice::Service"),
    ("redshift", "namespace:", "AWS::Redshift::Namespace"),
];

/// The type of the resource of this ARN; `None` if it cannot be told.
pub(super) fn resource_type(arn: &str) -> Option<&'static str> {
    let ["arn", _, service, _, _, rest] = segments_of(arn)? else { return None };
    let inner = match service {
        "dynamodb" if rest.starts_with("table/") && rest.contains("/stream/") => "AWS::DynamoDB::Stream",
        "dynamodb" if rest.starts_with("table/") => "AWS::DynamoDB::Table",
        "kinesis" if rest.contains("/consumer/") => "AWS::Kinesis::StreamConsumer",
        "s3-outposts" if rest.contains("/accesspoint/") => "AWS::S3Outposts::AccessPoint",
        "s3tables" if rest.contains("/table/") => "AWS::S3Tables::Table",
        "s3tables" => "AWS::S3Tables::TableBucket",
        _ => "",
    };
    let listed = || KINDS.iter().find(|(of, start, _)| *of == service && rest.starts_with(start));
    if inner.is_empty() { listed().map(|(_, _, name)| *name) } else { Some(inner) }
}

#[cfg(test)]
mod tests {
    use super::resource_type;

    #[test]
    fn types_are_told_by_the_arn() {
        let cases = [
            ("arn:aws:s3:::b", Some("AWS::S3::Bucket")),
            ("arn:aws:s3:eu-west-1:111122223333:accesspoint/p", Some("AWS::S3::AccessPoint")),
            ("arn:aws:kms:eu-west-1:111122223333:key/1", Some("AWS::KMS::Key")),
            ("arn:aws:dynamodb:eu-west-1:111122223333:table/t/stream/2", Some("AWS::DynamoDB::Stream")),
            (
                "arn:aws:kinesis:eu-west-1:111122223333:stream/s/consumer/c:1",
                Some("AWS::Kinesis::StreamConsumer"),
            ),
            ("arn:aws:kms:eu-west-1:111122223333:alias/a", None),
            ("arn:aws:unheard:::x", None),
            ("s3", None),
        ];
        for (arn, expected) in cases {
            assert_eq!(resource_type(arn), expected, "{arn}");
        }
    }
}
