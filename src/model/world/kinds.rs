//! The kinds of resources: how each is told by its ARN, and what gives access to it.
//!
//! One table, which the reader of worlds, shares and findings go by. Which services' actions can be about a resource is
//! told by its ARN, whatever its kind: [`services`](super::services). The names are CloudFormation's, as Access Analyzer
//! uses them; a kind that is not here may still have a policy, and whoever looks at one says so.

use super::resource::Resource;
use crate::model::segments_of;

/// What gives access to a resource beyond what its own account's policies say.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Given {
    /// A policy attached to it.
    Policy,
    /// An ACL (S3/acl-overview).
    Acl,
    /// Access points with policies of their own.
    AccessPoints,
    /// Grants of a KMS key (KMS/grants).
    KeyGrants,
    /// A list of accounts that it is shared with, who may make these calls on it.
    Shares(&'static Shared),
}

/// What a share gives. Actions that change, tag or delete what is shared remain the owner's.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Shared {
    /// What an account may do that it is shared with.
    pub with_account: &'static [&'static str],
    /// What everybody may do if it is shared with all.
    pub with_all: &'static [&'static str],
    /// What an account may do if it is encrypted; it can then not be shared with all.
    pub encrypted: &'static [&'static str],
}

/// Which of AWS's own analyses look at a kind.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Analysed {
    /// External access findings (the API's `ResourceType`).
    Findings,
    /// Only the check for public access (the API's `AccessCheckResourceType`).
    PublicCheck,
    /// None.
    Nowhere,
}

/// A kind of resources.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Kind {
    /// `AWS::S3::Bucket` and the like.
    pub name: &'static str,
    /// What gives access.
    pub given: &'static [Given],
    /// Which of AWS's analyses look at it.
    pub analysed: Analysed,
    /// The service in the ARN.
    service: &'static str,
    /// How the resource in the ARN begins.
    start: &'static str,
    /// What else stands in it.
    inside: &'static str,
}

/// Who may make volumes of a snapshot may copy it, make images of it and start instances with it
/// (ebs/view-shared-snapshot; EC2 API reference, `ModifySnapshotAttribute`), and read its blocks unless it is public
/// (ebs/APIReference/Welcome: no public snapshots). An encrypted one is read with its key.
static EBS_SNAPSHOT: Shared = Shared {
    with_account: &[
        "ebs:GetSnapshotBlock",
        "ebs:ListChangedBlocks",
        "ebs:ListSnapshotBlocks",
        "ec2:CopySnapshot",
        "ec2:CreateVolume",
        "ec2:RegisterImage",
        "ec2:RunInstances",
    ],
    with_all: &["ec2:CopySnapshot", "ec2:CreateVolume", "ec2:RegisterImage", "ec2:RunInstances"],
    encrypted: &[
        "ebs:GetSnapshotBlock",
        "ebs:ListChangedBlocks",
        "ebs:ListSnapshotBlocks",
        "ec2:CopySnapshot",
        "ec2:CreateVolume",
        "ec2:RegisterImage",
        "ec2:RunInstances",
    ],
};

/// Launch permissions are for starting instances (EC2 API reference, `ModifyImageAttribute`); to copy an image takes a
/// share of its snapshot besides (ec2/CopyingAMIs, "Cross-account copying").
static IMAGE: Shared = Shared {
    with_account: &["ec2:CopyImage", "ec2:RunInstances"],
    with_all: &["ec2:CopyImage", "ec2:RunInstances"],
    encrypted: &["ec2:CopyImage", "ec2:RunInstances"],
};

/// The attribute `restore` lets accounts copy or restore (RDS API reference, `ModifyDBSnapshotAttribute`). An encrypted
/// snapshot of another account has to be copied before it can be restored (AmazonRDS/share-encrypted-snapshot).
static DB_SNAPSHOT: Shared = Shared {
    with_account: &[
        "rds:CopyDBSnapshot",
        "rds:RestoreDBClusterFromSnapshot",
        "rds:RestoreDBInstanceFromDBSnapshot",
    ],
    with_all: &[
        "rds:CopyDBSnapshot",
        "rds:RestoreDBClusterFromSnapshot",
        "rds:RestoreDBInstanceFromDBSnapshot",
    ],
    encrypted: &["rds:CopyDBSnapshot"],
};

/// The same of a cluster (RDS API reference, `ModifyDBClusterSnapshotAttribute`): Aurora restores an encrypted one too.
static CLUSTER_SNAPSHOT: Shared = Shared {
    with_account: &[
        "rds:CopyDBClusterSnapshot",
        "rds:RestoreDBClusterFromSnapshot",
        "rds:RestoreDBInstanceFromDBSnapshot",
    ],
    with_all: &[
        "rds:CopyDBClusterSnapshot",
        "rds:RestoreDBClusterFromSnapshot",
        "rds:RestoreDBInstanceFromDBSnapshot",
    ],
    encrypted: &[
        "rds:CopyDBClusterSnapshot",
        "rds:RestoreDBClusterFromSnapshot",
        "rds:RestoreDBInstanceFromDBSnapshot",
    ],
};

const fn kind(
    name: &'static str,
    service: &'static str,
    [start, inside]: [&'static str; 2],
    given: &'static [Given],
    analysed: Analysed,
) -> Kind {
    Kind { name, given, analysed, service, start, inside }
}

const NOTHING: &[Given] = &[];
const POLICY: &[Given] = &[Given::Policy];
const BUCKET: &[Given] = &[Given::Policy, Given::Acl, Given::AccessPoints];
const DIRECTORY: &[Given] = &[Given::Policy, Given::AccessPoints];
const KEY: &[Given] = &[Given::Policy, Given::KeyGrants];

use Analysed::{Findings, Nowhere, PublicCheck};

/// The first that fits an ARN counts, so that longer beginnings stand first.
static KINDS: [Kind; 54] = [
    kind("AWS::S3::AccessPoint", "s3", ["accesspoint/", ""], POLICY, PublicCheck),
    kind("AWS::S3::Bucket", "s3", ["", ""], BUCKET, Findings),
    kind("AWS::S3Express::DirectoryBucket", "s3express", ["bucket/", ""], DIRECTORY, Findings),
    kind("AWS::S3Express::AccessPoint", "s3express", ["accesspoint/", ""], POLICY, PublicCheck),
    kind("AWS::S3Outposts::AccessPoint", "s3-outposts", ["outpost/", "/accesspoint/"], POLICY, PublicCheck),
    kind("AWS::S3Outposts::Bucket", "s3-outposts", ["outpost/", ""], POLICY, PublicCheck),
    kind("AWS::S3ObjectLambda::AccessPoint", "s3-object-lambda", ["accesspoint/", ""], POLICY, Nowhere),
    kind("AWS::S3Tables::Table", "s3tables", ["bucket/", "/table/"], POLICY, PublicCheck),
    kind("AWS::S3Tables::TableBucket", "s3tables", ["bucket/", ""], POLICY, PublicCheck),
    kind("AWS::S3::Glacier", "glacier", ["vaults/", ""], POLICY, PublicCheck),
    kind("AWS::IAM::Role", "iam", ["role/", ""], POLICY, Findings),
    kind("AWS::KMS::Key", "kms", ["key/", ""], KEY, Findings),
    kind("AWS::Lambda::Function", "lambda", ["function:", ""], POLICY, Findings),
    kind("AWS::Lambda::LayerVersion", "lambda", ["layer:", ""], POLICY, Findings),
    kind("AWS::SQS::Queue", "sqs", ["", ""], POLICY, Findings),
    kind("AWS::SNS::Topic", "sns", ["", ""], POLICY, Findings),
    kind("AWS::SecretsManager::Secret", "secretsmanager", ["secret:", ""], POLICY, Findings),
    kind("AWS::EC2::Snapshot", "ec2", ["snapshot/", ""], &[Given::Shares(&EBS_SNAPSHOT)], Findings),
    kind("AWS::RDS::DBSnapshot", "rds", ["snapshot:", ""], &[Given::Shares(&DB_SNAPSHOT)], Findings),
    kind(
        "AWS::RDS::DBClusterSnapshot",
        "rds",
        ["cluster-snapshot:", ""],
        &[Given::Shares(&CLUSTER_SNAPSHOT)],
        Findings,
    ),
    kind("AWS::ECR::Repository", "ecr", ["repository/", ""], POLICY, Findings),
    kind("AWS::EFS::FileSystem", "elasticfilesystem", ["file-system/", ""], POLICY, Findings),
    kind("AWS::DynamoDB::Stream", "dynamodb", ["table/", "/stream/"], POLICY, Findings),
    kind("AWS::DynamoDB::Table", "dynamodb", ["table/", ""], POLICY, Findings),
    kind("AWS::Kinesis::StreamConsumer", "kinesis", ["stream/", "/consumer/"], POLICY, PublicCheck),
    kind("AWS::Kinesis::Stream", "kinesis", ["stream/", ""], POLICY, PublicCheck),
    kind("AWS::OpenSearchService::Domain", "es", ["domain/", ""], POLICY, PublicCheck),
    kind("AWS::ApiGateway::RestApi", "execute-api", ["", ""], POLICY, PublicCheck),
    kind("AWS::ApiGateway::RestApi", "apigateway", ["", ""], POLICY, PublicCheck),
    kind("AWS::CodeArtifact::Domain", "codeartifact", ["domain/", ""], POLICY, PublicCheck),
    kind("AWS::Backup::BackupVault", "backup", ["backup-vault:", ""], POLICY, PublicCheck),
    kind("AWS::CloudTrail::EventDataStore", "cloudtrail", ["eventdatastore/", ""], POLICY, PublicCheck),
    kind("AWS::CloudTrail::Dashboard", "cloudtrail", ["dashboard/", ""], POLICY, PublicCheck),
    kind("AWS::CloudTrail::Channel", "cloudtrail", ["channel/", ""], POLICY, Nowhere),
    kind("AWS::CodeArtifact::Repository", "codeartifact", ["repository/", ""], POLICY, Nowhere),
    kind("AWS::CodeBuild::Project", "codebuild", ["project/", ""], POLICY, Nowhere),
    kind("AWS::SSM::Parameter", "ssm", ["parameter/", ""], POLICY, Nowhere),
    kind("AWS::EFS::AccessPoint", "elasticfilesystem", ["access-point/", ""], NOTHING, Nowhere),
    kind("AWS::Events::EventBus", "events", ["event-bus/", ""], POLICY, Nowhere),
    kind("AWS::Logs::LogGroup", "logs", ["log-group:", ""], POLICY, Nowhere),
    kind("AWS::Logs::Destination", "logs", ["destination:", ""], POLICY, Nowhere),
    kind("AWS::EC2::Image", "ec2", ["image/", ""], &[Given::Shares(&IMAGE)], Nowhere),
    kind("AWS::EC2::Instance", "ec2", ["instance/", ""], NOTHING, Nowhere),
    kind("AWS::RDS::DBInstance", "rds", ["db:", ""], NOTHING, Nowhere),
    kind("AWS::RDS::DBCluster", "rds", ["cluster:", ""], NOTHING, Nowhere),
    kind("AWS::IoT::Policy", "iot", ["policy/", ""], NOTHING, Nowhere),
    kind("AWS::ACMPCA::CertificateAuthority", "acm-pca", ["certificate-authority/", ""], POLICY, Nowhere),
    kind("AWS::Glue::Catalog", "glue", ["catalog", ""], POLICY, Nowhere),
    kind("AWS::SES::EmailIdentity", "ses", ["identity/", ""], POLICY, Nowhere),
    kind("AWS::StepFunctions::StateMachine", "states", ["stateMachine:", ""], NOTHING, Nowhere),
    kind("AWS::EventSchemas::Registry", "schemas", ["registry/", ""], POLICY, Nowhere),
    kind("AWS::VpcLattice::Service", "vpc-lattice", ["service/", ""], POLICY, Nowhere),
    kind("AWS::RAM::ResourceShare", "ram", ["resource-share/", ""], NOTHING, Nowhere),
    kind("AWS::Redshift::Namespace", "redshift", ["namespace:", ""], POLICY, Nowhere),
];

impl Kind {
    /// Every kind.
    pub fn all() -> impl Iterator<Item = &'static Kind> {
        KINDS.iter()
    }

    /// The kind of the resource of this ARN; `None` if it cannot be told.
    pub fn of_arn(arn: &str) -> Option<&'static Kind> {
        let ["arn", _, service, _, _, path] = segments_of(arn)? else { return None };
        let fits = |kind: &&Kind| {
            kind.service == service && path.starts_with(kind.start) && path.contains(kind.inside)
        };
        KINDS.iter().find(fits)
    }

    /// The kind of this name, such as `AWS::S3::Bucket`.
    pub fn named(name: &str) -> Option<&'static Kind> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// What a share of such a resource gives; `None` if it cannot be shared.
    pub fn shared(&self) -> Option<&'static Shared> {
        self.given.iter().find_map(|given| match given {
            Given::Shares(shared) => Some(*shared),
            Given::Policy | Given::Acl | Given::AccessPoints | Given::KeyGrants => None,
        })
    }
}

/// The type of a resource of which none is told, and whose ARN shows none. What is told of it is read, and a finding says
/// that what gives access to it besides a policy is not known.
pub const UNKNOWN_TYPE: &str = "unknown";

impl Resource {
    /// The kind; `None` for one that is not known.
    pub fn kind(&self) -> Option<&'static Kind> {
        Kind::named(&self.resource_type)
    }

    /// What the world tells of the resource and nobody can say the meaning of, in words, with where it stands.
    pub fn not_understood(&self) -> Vec<String> {
        let mut all = Vec::new();
        let Some(kind) = self.kind() else {
            all.push(match self.resource_type.as_str() {
                UNKNOWN_TYPE => "of what type it is is not known, nor what gives access to it besides a policy; \
                                 its ARN shows none, so add a `type`"
                    .to_owned(),
                told => format!(
                    "the type `{told}` is not known, nor what gives access to resources of it besides a policy"
                ),
            });
            all.extend(self.astray());
            return all;
        };
        all.extend(self.astray());
        if let Some(by_arn) = Kind::of_arn(&self.arn)
            && by_arn.name != kind.name
        {
            all.push(format!("its type is `{}`, and its ARN is that of an `{}`", kind.name, by_arn.name));
        }
        let gives = |given: Given| kind.given.contains(&given);
        let told = [
            ("policy", self.policy.is_some(), gives(Given::Policy)),
            ("acl", !self.acl.is_empty(), gives(Given::Acl)),
            ("accessPoints", !self.access_points.is_empty(), gives(Given::AccessPoints)),
            ("grants", !self.key_grants.is_empty(), gives(Given::KeyGrants)),
            ("sharedWith", !self.shared_with.is_empty(), kind.shared().is_some()),
        ];
        for (field, is_told, gives) in told {
            if is_told && !gives {
                all.push(format!(
                    "it has `{field}`, which gives nothing that is known to an `{}`",
                    kind.name
                ));
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::catalog;

    #[test]
    fn kinds_are_told_by_the_arn() {
        let cases = [
            ("arn:aws:s3:::b", Some("AWS::S3::Bucket")),
            ("arn:aws:s3:eu-west-1:111122223333:accesspoint/p", Some("AWS::S3::AccessPoint")),
            (
                "arn:aws:s3express:eu-west-1:111122223333:bucket/b--x-s3",
                Some("AWS::S3Express::DirectoryBucket"),
            ),
            (
                "arn:aws:s3-outposts:eu-west-1:111122223333:outpost/o/accesspoint/p",
                Some("AWS::S3Outposts::AccessPoint"),
            ),
            (
                "arn:aws:s3-outposts:eu-west-1:111122223333:outpost/o/bucket/b",
                Some("AWS::S3Outposts::Bucket"),
            ),
            ("arn:aws:s3tables:eu-west-1:111122223333:bucket/b/table/t", Some("AWS::S3Tables::Table")),
            ("arn:aws:s3tables:eu-west-1:111122223333:bucket/b", Some("AWS::S3Tables::TableBucket")),
            ("arn:aws:kms:eu-west-1:111122223333:key/1", Some("AWS::KMS::Key")),
            ("arn:aws:dynamodb:eu-west-1:111122223333:table/t", Some("AWS::DynamoDB::Table")),
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
            assert_eq!(Kind::of_arn(arn).map(|kind| kind.name), expected, "{arn}");
        }
    }

    #[test]
    fn aws_analyses_these_kinds() {
        let count = |analysed: Analysed| Kind::all().filter(|kind| kind.analysed == analysed).count();
        // Fifteen, of which Lambda has two.
        assert_eq!(count(Findings), 16);
    }

    /// What a share gives is what AWS has, on such resources.
    #[test]
    fn the_catalogue_has_the_actions_of_shares() {
        for kind in Kind::all() {
            let Some(shared) = kind.shared() else { continue };
            assert!(shared.with_all.iter().all(|action| shared.with_account.contains(action)));
            assert!(shared.encrypted.iter().all(|action| shared.with_account.contains(action)));
            for action in shared.with_account {
                let found = catalog::action_named(action).unwrap_or_else(|| panic!("{action}"));
                let mut targets = found.targets().flat_map(|target| target.resource_type().arns());
                assert!(
                    targets.any(|format| format.text().contains(&format!(":{}:", kind.service))
                        && format.text().contains(kind.start)),
                    "{action} on {}",
                    kind.name
                );
            }
        }
    }
}
