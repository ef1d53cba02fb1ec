//! The decision of a scenario: one request against every policy around it.
//!
//! Followed, rule by rule: IAM/reference_policies_evaluation-logic_policy-eval-denyallow (the order, explicit
//! denies, how a grant of a resource policy meets the silence of other policies),
//! IAM/reference_policies_evaluation-logic-cross-account, IAM/access_policies_boundaries,
//! ORG/orgs_manage_policies_scps and _rcps, KMS/key-policies, VPC/vpc-endpoints-access,
//! S3/access-control-block-public-access. Each file cites its own.
//!
//! | file | says |
//! | --- | --- |
//! | `parties` | who asks, who owns, and which accounts and partitions they are in |
//! | `case` | which policies apply, and whether a statement speaks of the request |
//! | `spoken` | what each policy that applies says |
//! | `filters` | RCPs, SCPs, VPC endpoint policies, Block Public Access: they only take away |
//! | `grants` | identity and resource policies, with what limits them: they give |
//! | `public` | a bucket policy that is public, in S3's sense |
//! | `decide` | the decision, with what made it |
//! | `alone` | the decision alone |
//!
//! What a scenario cannot tell, and so is not evaluated: AWS RAM, the caller's own permissions behind forward access
//! sessions, that an account or role named in a gateway
//! endpoint's policy means less than elsewhere, whether an action accepts anonymous requests, and services
//! that want an allow of their own policy within one account, other than IAM roles and KMS keys.

mod access_point;
mod alone;
mod case;
mod decide;
mod filters;
mod grants;
mod parties;
mod public;
mod special;
mod spoken;
mod verdict;

pub(crate) use access_point::restricting;
pub use alone::{decision, decision_with};
pub use decide::{decide, decide_noting, decide_request, decide_with};
pub(crate) use filters::RCP_SERVICES;
pub(crate) use grants::{Grant, of_principal};
pub use public::looks_public;
pub(crate) use public::{is_unclear, opens_access_point};
pub(crate) use special::{
    BUCKET_POLICY_CALLS, BY_TOKEN, FREE_CALLS, GET_SESSION_TOKEN, KEY_OPERATIONS_ACROSS_ACCOUNTS, SESSIONS,
    WHO_AM_I,
};
pub use verdict::{Deciding, Verdict};
