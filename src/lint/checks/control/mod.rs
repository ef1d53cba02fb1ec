//! Service and resource control policies.

mod keys;
mod principals;
mod rcp_missing_related_principal_condition_key;
mod rcp_missing_related_service_principal_condition_key;
mod rcp_missing_service_condition_key_null_check;
mod rcp_syntax_error_action;
mod rcp_syntax_error_allow;
mod rcp_syntax_error_notaction;
mod rcp_syntax_error_principal;
mod scp_syntax_error_action_wildcard;
mod scp_syntax_error_principal;

use crate::lint::Check;

/// The checks of this theme.
pub(super) const CHECKS: &[&Check] = &[
    &scp_syntax_error_action_wildcard::CHECK,
    &scp_syntax_error_principal::CHECK,
    &rcp_syntax_error_action::CHECK,
    &rcp_syntax_error_allow::CHECK,
    &rcp_syntax_error_notaction::CHECK,
    &rcp_syntax_error_principal::CHECK,
    &rcp_missing_related_principal_condition_key::CHECK,
    &rcp_missing_related_service_principal_condition_key::CHECK,
    &rcp_missing_service_condition_key_null_check::CHECK,
];
