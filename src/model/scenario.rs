//! One request with everything that decides it.

use super::policy::Policy;
use super::request::Request;

/// A request and the policies around it (the design's "Scenario, as JSON").
///
/// A policy that is not here does not exist: no resource policy means that the resource has none, and no
/// SCPs that the caller's account is in no organization, or that the organization does not use them.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// What is asked for, its context complete.
    pub request: Request,
    /// The identity-based policies of the caller: its own and, for a user, those of its groups. Those of
    /// the role for a session, of the user for a federated user session.
    pub identity_policies: Vec<Policy>,
    /// The permissions boundary of the caller's user or role.
    pub permissions_boundary: Option<Policy>,
    /// The policies passed when the caller's session was made; together they are one policy.
    pub session_policies: Vec<Policy>,
    /// The SCPs above the *caller's* account: one list for each level, the root of the organization first
    /// and the account last.
    pub scps: Vec<Vec<Policy>>,
    /// The RCPs above the *resource's* account, in the same way.
    pub rcps: Vec<Vec<Policy>>,
    /// The policy attached to the resource.
    pub resource_policy: Option<Policy>,
    /// The trust policy, if the resource is a role.
    pub trust_policy: Option<Policy>,
    /// The policies of the VPC endpoints that the request comes through, each a filter of its own.
    pub vpc_endpoint_policies: Vec<Policy>,
    /// S3's Block Public Access as it holds for the bucket: account and bucket settings combined.
    pub public_access_block: Option<PublicAccessBlock>,
    /// The management account of the organization.
    pub management_account: Option<String>,
}

/// The four settings of S3's Block Public Access (S3/access-control-block-public-access).
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
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

impl Scenario {
    /// The scenario of a request with no policy at all.
    pub fn new(request: Request) -> Scenario {
        Scenario {
            request,
            identity_policies: Vec::new(),
            permissions_boundary: None,
            session_policies: Vec::new(),
            scps: Vec::new(),
            rcps: Vec::new(),
            resource_policy: None,
            trust_policy: None,
            vpc_endpoint_policies: Vec::new(),
            public_access_block: None,
            management_account: None,
        }
    }
}
