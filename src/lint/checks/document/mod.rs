//! The document as a whole: JSON, versions, sizes, statements and their elements.

pub(in crate::lint) mod json_syntax_error;

mod data_type_mismatch;
mod duplicate_keys_with_different_case;
mod invalid_effect;
mod invalid_policy_element;
mod invalid_version;
mod missing;
mod missing_action;
mod missing_effect;
mod missing_principal;
mod missing_resource;
mod missing_statement;
mod missing_version;
mod policy_size_exceeds_identity_policy_quota;
mod policy_size_exceeds_rcp_quota;
mod policy_size_exceeds_resource_policy_quota;
mod policy_size_exceeds_role_trust_policy_quota;
mod policy_size_exceeds_scp_quota;
mod sids;
mod size;
mod types;
mod unique_sids_recommended;
mod unique_sids_required;
mod unsupported_element_combination;
mod unsupported_sid;

use crate::lint::Check;

/// The checks of this theme.
pub(super) const CHECKS: &[&Check] = &[
    &json_syntax_error::CHECK,
    &missing_statement::CHECK,
    &data_type_mismatch::CHECK,
    &duplicate_keys_with_different_case::CHECK,
    &invalid_effect::CHECK,
    &invalid_policy_element::CHECK,
    &invalid_version::CHECK,
    &missing_action::CHECK,
    &missing_effect::CHECK,
    &missing_resource::CHECK,
    &missing_principal::CHECK,
    &unsupported_element_combination::CHECK,
    &unique_sids_required::CHECK,
    &unique_sids_recommended::CHECK,
    &unsupported_sid::CHECK,
    &missing_version::CHECK,
    &policy_size_exceeds_identity_policy_quota::CHECK,
    &policy_size_exceeds_resource_policy_quota::CHECK,
    &policy_size_exceeds_role_trust_policy_quota::CHECK,
    &policy_size_exceeds_scp_quota::CHECK,
    &policy_size_exceeds_rcp_quota::CHECK,
];
