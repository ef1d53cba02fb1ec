//! What the files say, gathered by thing: names are not looked up yet, and two files may disagree.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::keys::Holder;
use super::place::{At, Field, Place, Same};
use crate::model::world::{AccessKey, AclGrant, IdentityKind, KeyGrant, ObjectOwnership};
use crate::model::{Policy, PolicyType, PublicAccessBlock};

/// What all files say.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) organization: OrganizationDraft,
    /// The root and the organizational units, by id.
    pub(super) units: BTreeMap<String, UnitDraft>,
    pub(super) accounts: BTreeMap<String, AccountDraft>,
    /// Managed policies, by ARN.
    pub(super) managed: BTreeMap<String, ManagedDraft>,
    /// Managed policies in files that are called as they are, by name.
    pub(super) documents: BTreeMap<String, ManagedDraft>,
    /// SCPs and RCPs, by id.
    pub(super) controls: BTreeMap<String, ControlDraft>,
    pub(super) endpoints: BTreeMap<String, EndpointDraft>,
}

/// What is said of the organization.
#[derive(Debug, Default)]
pub(super) struct OrganizationDraft {
    /// The first place that speaks of it.
    pub(super) mentioned: Option<Place>,
    /// Where the own format told it last.
    pub(super) told: Option<Place>,
    pub(super) id: Field<String>,
    pub(super) management_account: Field<String>,
    pub(super) delegated: Field<Vec<At<String>>>,
    pub(super) block: Field<PublicAccessBlock>,
    /// The id of the root.
    pub(super) root: Field<String>,
    pub(super) uses_scps: bool,
    pub(super) uses_rcps: bool,
}

/// The SCPs and RCPs at one unit or account.
#[derive(Debug, Default)]
pub(super) struct ControlsDraft {
    pub(super) scps: Field<Vec<Attached>>,
    pub(super) rcps: Field<Vec<Attached>>,
    /// Policies whose targets were listed, of either type, by id.
    pub(super) targeted_by: Vec<At<String>>,
    /// Whether the own format tells the level: what it does not attach is as AWS sets it up.
    pub(super) by_own_format: bool,
}

impl ControlsDraft {
    /// A place that attaches something.
    pub(super) fn place(&self) -> Option<Place> {
        let listed = [self.scps.first(), self.rcps.first()].into_iter().flatten().map(|list| list.place);
        listed.chain(self.targeted_by.iter().map(|policy| policy.place)).next()
    }
}

/// What is said of a unit.
#[derive(Debug, Default)]
pub(super) struct UnitDraft {
    /// Where it was told to be there, last.
    pub(super) told: Option<Place>,
    pub(super) name: Field<String>,
    pub(super) parent: Field<String>,
    pub(super) controls: ControlsDraft,
}

/// What is said of an account.
#[derive(Debug, Default)]
pub(super) struct AccountDraft {
    /// Where what is in it was told, last.
    pub(super) told: Option<Place>,
    /// Where it was named as one of the organization, first.
    pub(super) member: Option<Place>,
    pub(super) name: Field<String>,
    pub(super) partition: Field<String>,
    pub(super) canonical_id: Field<String>,
    pub(super) block: Field<PublicAccessBlock>,
    /// The unit right above.
    pub(super) parent: Field<String>,
    pub(super) controls: ControlsDraft,
    /// Users and roles, by kind and name: no two of an account share them, whatever their paths.
    pub(super) identities: BTreeMap<(Kind, String), IdentityDraft>,
    pub(super) groups: BTreeMap<String, GroupDraft>,
    /// Access keys, by whose they are.
    pub(super) keys: BTreeMap<Holder, Vec<At<AccessKey>>>,
    /// Resources, by ARN.
    pub(super) resources: BTreeMap<String, ResourceDraft>,
}

/// A user or a role, in an order.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    User,
    Role,
}

impl Kind {
    /// The word in ARNs and messages.
    pub(super) fn word(self) -> &'static str {
        match self {
            Kind::User => "user",
            Kind::Role => "role",
        }
    }

    pub(super) fn of_model(self) -> IdentityKind {
        match self {
            Kind::User => IdentityKind::User,
            Kind::Role => IdentityKind::Role,
        }
    }
}

/// An SCP or an RCP.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum ControlType {
    Scp,
    Rcp,
}

impl ControlType {
    pub(super) fn policy_type(self) -> PolicyType {
        match self {
            ControlType::Scp => PolicyType::Scp,
            ControlType::Rcp => PolicyType::Rcp,
        }
    }

    /// The policy of AWS that allows everything.
    pub(super) fn full(self) -> &'static str {
        match self {
            ControlType::Scp => "FullAWSAccess",
            ControlType::Rcp => "RCPFullAWSAccess",
        }
    }

    /// Whether AWS's policy that allows everything is called so: by its name, id or ARN.
    pub(super) fn is_full(self, called: &str) -> bool {
        let name = called.rsplit('/').next().unwrap_or(called);
        name.strip_prefix("p-").unwrap_or(name) == self.full()
    }
}

/// A policy at the place that attaches it.
#[derive(Clone, Debug)]
pub(super) enum Attached {
    /// Called by an ARN, an id or a name.
    Named(At<String>),
    /// Written there.
    Inline(Arc<Policy>),
}

impl Same for Attached {
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Attached::Named(one), Attached::Named(other)) => one.same(other),
            (Attached::Inline(one), Attached::Inline(other)) => one.name == other.name && one.same(other),
            (Attached::Named(_), Attached::Inline(_)) | (Attached::Inline(_), Attached::Named(_)) => false,
        }
    }
}

/// What is said of a user or role.
#[derive(Debug, Default)]
pub(super) struct IdentityDraft {
    pub(super) told: Option<Place>,
    pub(super) path: Field<String>,
    pub(super) id: Field<String>,
    pub(super) policies: Field<Vec<Attached>>,
    pub(super) boundary: Field<Attached>,
    pub(super) trust: Field<Arc<Policy>>,
    /// Whether some file speaks of the trust policy, readable or not.
    pub(super) speaks_of_trust: bool,
    pub(super) tags: Field<Vec<(String, String)>>,
    pub(super) groups: Field<Vec<At<String>>>,
}

/// What is said of a group.
#[derive(Debug, Default)]
pub(super) struct GroupDraft {
    pub(super) told: Option<Place>,
    pub(super) path: Field<String>,
    pub(super) policies: Field<Vec<Attached>>,
}

/// What is said of a managed policy.
#[derive(Debug, Default)]
pub(super) struct ManagedDraft {
    pub(super) told: Option<Place>,
    pub(super) default_version: Field<String>,
    pub(super) versions: BTreeMap<String, Field<Arc<Policy>>>,
    /// The version in force, where it is not said which that is.
    pub(super) in_force: Field<Arc<Policy>>,
}

/// What is said of an SCP or RCP.
#[derive(Debug, Default)]
pub(super) struct ControlDraft {
    pub(super) told: Option<Place>,
    pub(super) arn: Field<String>,
    pub(super) name: Field<String>,
    pub(super) control_type: Field<ControlType>,
    pub(super) document: Field<Arc<Policy>>,
}

/// What is said of a resource.
#[derive(Debug, Default)]
pub(super) struct ResourceDraft {
    pub(super) told: Option<Place>,
    pub(super) resource_type: Field<String>,
    pub(super) policy: Field<Arc<Policy>>,
    /// Whether some file speaks of its policy, readable or not.
    pub(super) speaks_of_policy: bool,
    pub(super) tags: Field<Vec<(String, String)>>,
    pub(super) block: Field<PublicAccessBlock>,
    pub(super) acl: Field<Vec<AclGrant>>,
    pub(super) ownership: Field<ObjectOwnership>,
    pub(super) access_points: Field<Vec<PointDraft>>,
    pub(super) grants: Field<Vec<KeyGrant>>,
    pub(super) shared_with: Field<Vec<String>>,
    pub(super) encrypted: Field<bool>,
}

/// What is said of an access point.
#[derive(Clone, Debug)]
pub(super) struct PointDraft {
    pub(super) place: Place,
    pub(super) name: PointName,
    pub(super) policy: Option<Arc<Policy>>,
    pub(super) vpc: Option<String>,
    pub(super) block: Option<PublicAccessBlock>,
}

/// How an access point is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PointName {
    /// By its ARN.
    Arn(String),
    /// By its name and Region, in the account of its bucket.
    Named { name: String, region: String },
}

impl Same for PointDraft {
    fn same(&self, other: &Self) -> bool {
        self.name == other.name
            && self.policy.same(&other.policy)
            && self.vpc == other.vpc
            && self.block == other.block
    }
}

/// What is said of a VPC endpoint.
#[derive(Debug, Default)]
pub(super) struct EndpointDraft {
    pub(super) told: Option<Place>,
    pub(super) vpc: Field<String>,
    pub(super) account: Field<String>,
    pub(super) service: Field<String>,
    pub(super) policy: Field<Arc<Policy>>,
}
