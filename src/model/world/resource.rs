//! Resources, what gives access to them besides policies, and VPC endpoints.

use std::sync::Arc;

use super::shares::{Doubtful, Shares};
use crate::model::{AccessPoint, Policy, PublicAccessBlock};

/// A resource that a policy can be attached to.
#[derive(Clone, Debug)]
pub struct Resource {
    /// The ARN: of a bucket, a queue, a key, ….
    pub arn: String,
    /// The account that owns it.
    pub account: String,
    /// `AWS::S3::Bucket` and the like.
    pub resource_type: String,
    /// The policy attached to it.
    pub policy: Option<Arc<Policy>>,
    /// The tags.
    pub tags: Vec<(String, String)>,
    /// S3's Block Public Access for the bucket itself.
    pub public_access_block: Option<PublicAccessBlock>,
    /// The grants of a bucket's ACL.
    pub acl: Vec<AclGrant>,
    /// Who owns the objects of a bucket.
    pub object_ownership: ObjectOwnership,
    /// The access points of a bucket, by ARN.
    pub access_points: Vec<AccessPoint>,
    /// The grants of a KMS key.
    pub key_grants: Vec<KeyGrant>,
    /// The accounts that a snapshot or image is shared with; `all` is everybody.
    pub shared_with: Vec<String>,
    /// Whether a snapshot is encrypted; without a word about it, it is not.
    pub encrypted: bool,
    /// What these give, as policies.
    pub(super) shares: Shares,
    /// What of this the world leaves open.
    pub(super) doubtful: Doubtful,
}

impl Resource {
    /// A resource with nothing attached.
    pub fn new(arn: &str, account: &str, resource_type: &str) -> Resource {
        Resource {
            arn: arn.to_owned(),
            account: account.to_owned(),
            resource_type: resource_type.to_owned(),
            policy: None,
            tags: Vec::new(),
            public_access_block: None,
            acl: Vec::new(),
            object_ownership: ObjectOwnership::default(),
            access_points: Vec::new(),
            key_grants: Vec::new(),
            shared_with: Vec::new(),
            encrypted: false,
            shares: Shares::new(),
            doubtful: Doubtful::new(),
        }
    }

    /// The same to be changed: nothing that follows from how it is has been worked out.
    #[must_use]
    pub fn again(&self) -> Resource {
        Resource { shares: Shares::new(), doubtful: Doubtful::new(), ..self.clone() }
    }
}

/// S3's Object Ownership (S3/about-object-ownership).
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, Default)]
pub enum ObjectOwnership {
    /// ACLs have no effect: the default.
    #[default]
    BucketOwnerEnforced,
    /// ACLs count; new objects with the `bucket-owner-full-control` ACL are the bucket owner's.
    BucketOwnerPreferred,
    /// ACLs count; objects are their writer's.
    ObjectWriter,
}

/// One grant of an ACL (S3/acl-overview).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AclGrant {
    /// To whom.
    pub grantee: Grantee,
    /// What.
    pub permission: AclPermission,
}

/// Whom an ACL names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Grantee {
    /// An account, by its canonical user id.
    CanonicalUser(String),
    /// Everybody, unsigned requests too.
    AllUsers,
    /// Every signed request.
    AuthenticatedUsers,
    /// S3's log delivery.
    LogDelivery,
}

/// What an ACL gives.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum AclPermission {
    /// List the bucket.
    Read,
    /// Write objects.
    Write,
    /// Read the ACL.
    ReadAcp,
    /// Write the ACL.
    WriteAcp,
    /// All of them.
    FullControl,
}

/// A grant of a KMS key (KMS/grants).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct KeyGrant {
    /// What to call it.
    pub name: String,
    /// The principal, as an ARN, or the DNS name of a service.
    pub grantee: String,
    /// The operations, such as `Decrypt`.
    pub operations: Vec<String>,
    /// Pairs that the encryption context must have (`EncryptionContextSubset`).
    pub encryption_context: Vec<(String, String)>,
    /// Pairs that it must have and besides which it has no others (`EncryptionContextEquals`); none if there are none.
    pub encryption_context_equals: Vec<(String, String)>,
    /// Who may retire the grant besides, as an ARN.
    pub retiring: Option<String>,
    /// The account under which the grant was made, as an ARN or id; without it the key's.
    pub issuer: Option<String>,
}

/// A VPC endpoint.
#[derive(Clone, Debug)]
pub struct VpcEndpoint {
    /// `vpce-…`.
    pub id: String,
    /// The VPC it is in.
    pub vpc: Option<String>,
    /// The account that owns it.
    pub account: Option<String>,
    /// The service it leads to, such as `s3`; `None` if the world does not tell.
    pub service: Option<String>,
    /// Its policy; without one everything passes.
    pub policy: Option<Arc<Policy>>,
}
