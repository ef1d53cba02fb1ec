//! Values of conditions: types, addresses, dates, wildcards.

mod address;
pub(in crate::lint::checks) mod guard;
mod identifier;
mod improve_ip_range;
mod invalid_condition_data_type;
mod invalid_condition_multiple_boolean;
mod invalid_date_value;
mod invalid_kms_key_value;
mod invalid_region;
mod invalid_vpc_format;
mod invalid_vpce_format;
mod private_ip_address;
mod private_ip_address_subset;
mod private_not_ip_address;
mod private_not_ip_address_subset;
mod readable;
mod redundant_condition_value_num;
pub(in crate::lint::checks) mod region;
mod type_mismatch_boolean;
mod type_mismatch_date;
mod type_mismatch_ip_range;
mod type_mismatch_number;
mod type_mismatch_string;
mod wildcard_usage_too_permissive;
mod wildcard_without_like_operator;

use crate::lint::Check;

/// The checks of this theme.
pub(super) const CHECKS: &[&Check] = &[
    &invalid_condition_data_type::CHECK,
    &invalid_condition_multiple_boolean::CHECK,
    &invalid_kms_key_value::CHECK,
    &invalid_region::CHECK,
    &invalid_vpc_format::CHECK,
    &invalid_vpce_format::CHECK,
    &private_ip_address::CHECK,
    &private_not_ip_address::CHECK,
    &private_ip_address_subset::CHECK,
    &private_not_ip_address_subset::CHECK,
    &type_mismatch_ip_range::CHECK,
    &type_mismatch_boolean::CHECK,
    &type_mismatch_date::CHECK,
    &type_mismatch_number::CHECK,
    &type_mismatch_string::CHECK,
    &invalid_date_value::CHECK,
    &improve_ip_range::CHECK,
    &wildcard_without_like_operator::CHECK,
    &wildcard_usage_too_permissive::CHECK,
    &redundant_condition_value_num::CHECK,
];
