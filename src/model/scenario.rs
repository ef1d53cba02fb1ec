//! One request with everything that decides it.

use std::sync::Arc;

use super::policy::Policy;
use super::principal::Caller;
use super::request::Request;

/// A request and the policies around it (the design's "Scenario, as JSON").
#[derive(Clone, Debug)]
pub struct Scenario {
    /// What is asked for, its context complete.
    pub request: Request,
    /// What stands around it.
    pub setting: Setting,
}

/// Everything around a request that has a say in it. Policies are shared: a world hands the same ones to
/// many settings.
///
/// A policy that is not here does not exist: no resource policy means that the resource has none, and no
/// SCPs that the caller's account is in no organization, or that the organization does not use them.
#[derive(Clone, Debug, Default)]
pub struct Setting {
    /// The identity-based policies of the caller: its own and, for a user, those of its groups. Those of
    /// the role for a session, of the user for a federated user session.
    pub identity_policies: Vec<Arc<Policy>>,
    /// The permissions boundary of the caller's user or role.
    pub permissions_boundary: Option<Arc<Policy>>,
    /// The policies passed when the caller's session was made; together they are one policy.
    pub session_policies: Vec<Arc<Policy>>,
    /// The SCPs above the *caller's* account: one list for each level, the root of the organization first
    /// and the account last.
    pub scps: Vec<Vec<Arc<Policy>>>,
    /// The RCPs above the *resource's* account, in the same way.
    pub rcps: Vec<Vec<Arc<Policy>>>,
    /// The policy attached to the resource.
    pub resource_policy: Option<Arc<Policy>>,
    /// What else gives access on the resource's side: ACLs, grants of a KMS key, shares, each put as a
    /// resource policy.
    pub shares: Vec<Arc<Policy>>,
    /// The trust policy, if the resource is a role.
    pub trust_policy: Option<Arc<Policy>>,
    /// The policies of the VPC endpoints that the request comes through, each a filter of its own.
    pub vpc_endpoint_policies: Vec<EndpointPolicy>,
    /// S3's Block Public Access as it holds for the bucket: account and bucket settings combined.
    pub public_access_block: Option<PublicAccessBlock>,
    /// The S3 access point that the request goes through.
    pub access_point: Option<AccessPoint>,
    /// The management account of the organization.
    pub management_account: Option<String>,
    /// Who made the caller's session, if it is a federated user session.
    pub federated_by: FederatedBy,
}

/// Who made a federated user session by `sts:GetFederationToken`. What policies say of a user they say of the sessions
/// that it made.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub enum FederatedBy {
    /// Nobody tells: the user of the session's name, without a path, if there is one.
    #[default]
    Namesake,
    /// No user: the root user, or it is not to count.
    NoUser,
    /// This user.
    User(Caller),
}

/// The policy of a VPC endpoint, and which requests meet it.
#[derive(Clone, Debug)]
pub struct EndpointPolicy {
    /// The endpoint's id: requests with this `aws:SourceVpce` meet the policy. Without one every request does.
    pub endpoint: Option<String>,
    /// The policy.
    pub policy: Arc<Policy>,
}

/// An S3 access point (S3/access-points): a request to it must be permitted by its policy *and* by the bucket's.
#[derive(Clone, Debug)]
pub struct AccessPoint {
    /// Its ARN, `arn:aws:s3:REGION:ACCOUNT:accesspoint/NAME`.
    pub arn: String,
    /// The ARN of its bucket.
    pub bucket: String,
    /// Its policy.
    pub policy: Option<Arc<Policy>>,
    /// The VPC that its requests must come from; none if it is open to the Internet.
    pub vpc: Option<String>,
    /// Block Public Access as it holds for the access point.
    pub public_access_block: Option<PublicAccessBlock>,
}

/// The four settings of S3's Block Public Access (S3/access-control-block-public-access).
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct PublicAccessBlock {
    /// New public ACLs are refused.
    pub block_public_acls: bool,
    /// Public ACLs have no effect.
    pub ignore_public_acls: bool,
    /// New public bucket policies are refused.
    pub block_public_policy: bool,
    /// A public bucket policy lets in only services and callers of the bucket's account.
    pub restrict_public_buckets: bool,
}

impl Setting {
    /// Every policy in it.
    pub fn policies(&self) -> impl Iterator<Item = &Arc<Policy>> {
        let listed = [&self.identity_policies, &self.session_policies, &self.shares];
        let single = [&self.permissions_boundary, &self.resource_policy, &self.trust_policy];
        let point = self.access_point.as_ref().and_then(|point| point.policy.as_ref());
        let levels = self.scps.iter().chain(&self.rcps);
        let endpoints = self.vpc_endpoint_policies.iter().map(|endpoint| &endpoint.policy);
        listed
            .into_iter()
            .flatten()
            .chain(single.into_iter().flatten())
            .chain(point)
            .chain(levels.flatten())
            .chain(endpoints)
    }
}

impl PublicAccessBlock {
    /// The settings of two levels together: what either blocks is blocked.
    #[must_use]
    pub fn and(self, other: PublicAccessBlock) -> PublicAccessBlock {
        PublicAccessBlock {
            block_public_acls: self.block_public_acls || other.block_public_acls,
            ignore_public_acls: self.ignore_public_acls || other.ignore_public_acls,
            block_public_policy: self.block_public_policy || other.block_public_policy,
            restrict_public_buckets: self.restrict_public_buckets || other.restrict_public_buckets,
        }
    }
}

impl Scenario {
    /// The scenario of a request with no policy at all.
    pub fn new(request: Request) -> Scenario {
        Scenario { request, setting: Setting::default() }
    }
}
