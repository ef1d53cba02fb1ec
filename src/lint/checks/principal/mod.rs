//! Principals.

mod allow_with_not_principal;
mod federated_principal_not_supported;
mod invalid_principal_format;
mod invalid_principal_key;
mod invalid_role_reference;
mod invalid_service_principal_format;
mod invalid_user_reference;
mod named;
mod recommended_condition_key_for_service_principal;
mod restrict_access_to_service_principal;
mod service;
mod unsupported_condition_key_for_service_principal;
mod unsupported_principal;
mod unsupported_wildcard_in_principal;

use crate::lint::Check;

/// The checks of this theme.
pub(super) const CHECKS: &[&Check] = &[
    &federated_principal_not_supported::CHECK,
    &invalid_principal_format::CHECK,
    &invalid_principal_key::CHECK,
    &invalid_service_principal_format::CHECK,
    &unsupported_principal::CHECK,
    &unsupported_wildcard_in_principal::CHECK,
    &unsupported_condition_key_for_service_principal::CHECK,
    &invalid_role_reference::CHECK,
    &invalid_user_reference::CHECK,
    &allow_with_not_principal::CHECK,
    &restrict_access_to_service_principal::CHECK,
    &recommended_condition_key_for_service_principal::CHECK,
];
