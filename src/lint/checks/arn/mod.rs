//! ARNs: their fields, and what of them a service has.

mod arn_account_not_allowed;
mod arn_region_not_allowed;
pub(super) mod fields;
mod formats;
mod invalid_arn_account;
mod invalid_arn_prefix;
mod invalid_arn_region;
mod invalid_arn_resource;
mod invalid_arn_service_case;
mod invalid_partition;
mod invalid_service;
mod missing_arn_account;
mod missing_arn_field;
mod missing_arn_region;
pub(super) mod of_kind;
mod unsupported_resource_arn_in_policy;

use crate::lint::Check;

/// The checks of this theme.
pub(super) const CHECKS: &[&Check] = &[
    &invalid_arn_prefix::CHECK,
    &missing_arn_field::CHECK,
    &invalid_partition::CHECK,
    &invalid_service::CHECK,
    &invalid_arn_service_case::CHECK,
    &invalid_arn_region::CHECK,
    &invalid_arn_account::CHECK,
    &invalid_arn_resource::CHECK,
    &arn_region_not_allowed::CHECK,
    &arn_account_not_allowed::CHECK,
    &missing_arn_region::CHECK,
    &missing_arn_account::CHECK,
    &unsupported_resource_arn_in_policy::CHECK,
];
