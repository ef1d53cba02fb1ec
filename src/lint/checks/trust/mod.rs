//! Role trust policies, and who is federated in them.

mod assume;
mod audience;
mod confirm_audience_claim_type;
mod foranyvalue_with_audience_claim_type;
mod invalid_federated_principal_syntax_in_role_trust_policy;
mod mismatched_action_for_principal;
mod missing_action_for_roles_anywhere_trust_policy;
mod missing_condition_key_for_oidc_principal;
mod missing_github_repo_condition_key;
mod provider;
mod redundant_principal_in_role_trust_policy;
mod role_trust_policy_syntax_error_notprincipal;
mod role_trust_policy_syntax_error_resource;
mod role_trust_policy_unsupported_wildcard_in_principal;
mod specific_github_repo_and_branch_recommended;

use crate::lint::Check;

/// The checks of this theme.
pub(super) const CHECKS: &[&Check] = &[
    &invalid_federated_principal_syntax_in_role_trust_policy::CHECK,
    &mismatched_action_for_principal::CHECK,
    &missing_action_for_roles_anywhere_trust_policy::CHECK,
    &role_trust_policy_syntax_error_notprincipal::CHECK,
    &role_trust_policy_syntax_error_resource::CHECK,
    &role_trust_policy_unsupported_wildcard_in_principal::CHECK,
    &redundant_principal_in_role_trust_policy::CHECK,
    &missing_condition_key_for_oidc_principal::CHECK,
    &missing_github_repo_condition_key::CHECK,
    &specific_github_repo_and_branch_recommended::CHECK,
    &foranyvalue_with_audience_claim_type::CHECK,
    &confirm_audience_claim_type::CHECK,
];
