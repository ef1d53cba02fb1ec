//! Accounts and the identities in them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::access_key::AccessKey;
use super::resource::Resource;
use crate::model::{Policy, PublicAccessBlock};

/// An account.
#[derive(Clone, Debug)]
pub struct Account {
    /// Twelve digits.
    pub id: String,
    /// What people call it.
    pub name: Option<String>,
    /// `aws`, `aws-cn` or `aws-us-gov`.
    pub partition: String,
    /// The place of the unit right above it in [`Organization::units`](super::Organization::units); `None` if it is
    /// in no organization, or in none that the world tells.
    pub unit: Option<usize>,
    /// The SCPs attached to the account itself.
    pub scps: Vec<Arc<Policy>>,
    /// The RCPs attached to the account itself.
    pub rcps: Vec<Arc<Policy>>,
    /// The canonical user id, which ACLs name the account by.
    pub canonical_id: Option<String>,
    /// S3's Block Public Access for the account.
    pub public_access_block: Option<PublicAccessBlock>,
    /// The access keys of the root user.
    pub root_access_keys: Vec<AccessKey>,
    /// Users and roles, by ARN.
    pub identities: BTreeMap<String, Identity>,
    /// The names of the groups with those of their policies.
    pub groups: BTreeMap<String, Vec<String>>,
    /// Resources, by ARN.
    pub resources: BTreeMap<String, Resource>,
}

impl Account {
    /// An account with nothing in it.
    pub fn new(id: &str) -> Account {
        Account {
            id: id.to_owned(),
            name: None,
            partition: "aws".to_owned(),
            unit: None,
            scps: Vec::new(),
            rcps: Vec::new(),
            canonical_id: None,
            public_access_block: None,
            root_access_keys: Vec::new(),
            identities: BTreeMap::new(),
            groups: BTreeMap::new(),
            resources: BTreeMap::new(),
        }
    }

    /// The ARN of the root user.
    pub fn root(&self) -> String {
        format!("arn:{}:iam::{}:root", self.partition, self.id)
    }
}

/// What an [`Identity`] is.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum IdentityKind {
    /// An IAM user.
    User,
    /// An IAM role; its requests are those of its sessions.
    Role,
}

/// A user or a role.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Which of the two.
    pub kind: IdentityKind,
    /// `arn:…:iam::ACCOUNT:user/[PATH/]NAME`, or `role/…`.
    pub arn: String,
    /// The unique id, `AIDA…` or `AROA…`.
    pub id: Option<String>,
    /// The identity-based policies: inline ones, managed ones, and for a user those of its groups. A policy's
    /// name says where it comes from.
    pub policies: Vec<Arc<Policy>>,
    /// The permissions boundary.
    pub boundary: Option<Arc<Policy>>,
    /// The trust policy of a role.
    pub trust: Option<Arc<Policy>>,
    /// The tags.
    pub tags: Vec<(String, String)>,
    /// The groups of a user.
    pub groups: Vec<String>,
    /// The access keys of a user, as far as the world tells them.
    pub access_keys: Vec<AccessKey>,
}

impl Identity {
    /// The name without its path.
    pub fn name(&self) -> &str {
        self.arn.rsplit('/').next().unwrap_or(&self.arn)
    }

    /// The account in the ARN.
    pub fn account(&self) -> &str {
        self.arn.split(':').nth(4).unwrap_or_default()
    }

    /// Whether this is a service-linked role.
    pub fn is_service_linked(&self) -> bool {
        self.arn.contains(":role/aws-service-role/")
    }
}

/// A managed policy.
#[derive(Clone, Debug)]
pub struct ManagedPolicy {
    /// Its ARN.
    pub arn: String,
    /// Which version is in force, such as `v3`.
    pub default_version: String,
    /// The versions, each as an identity-based policy.
    pub versions: BTreeMap<String, Arc<Policy>>,
}
