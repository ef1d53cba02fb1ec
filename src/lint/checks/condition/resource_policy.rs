//! Which policies are attached to what they speak of.

use crate::model::PolicyType;

/// Whether a policy of this type stands at the one resource it is about.
pub(in crate::lint::checks) fn is_on_resource(policy_type: PolicyType) -> bool {
    match policy_type {
        PolicyType::Resource | PolicyType::Trust => true,
        PolicyType::Identity
        | PolicyType::Boundary
        | PolicyType::Session
        | PolicyType::Scp
        | PolicyType::Rcp
        | PolicyType::VpcEndpoint => false,
    }
}
