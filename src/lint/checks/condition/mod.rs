//! Conditions: keys, operators, and how they fit together.

pub(in crate::lint::checks) mod absent;
pub(in crate::lint::checks) mod all;
mod deprecated_global_condition_key;
mod dynamodb_attributes_without_select;
mod equivalent_to_null_false;
mod equivalent_to_null_true;
mod forallvalues_with_single_valued_key;
mod invalid_condition_key_format;
mod invalid_condition_operator;
mod invalid_global_condition_key;
mod invalid_service_condition_key;
mod irrelevant_condition_key_in_policy;
pub(in crate::lint::checks) mod keys;
mod meaning;
mod missing_action_for_condition_key;
mod missing_paired_condition_keys;
mod missing_qualifier;
mod missing_tag_key_in_condition;
mod null_with_if_exists;
mod null_with_qualifier;
mod redundant_key_due_to_wildcard_in_condition;
mod redundant_statement_due_to_wildcard_in_condition;
pub(in crate::lint::checks) mod resource_policy;
mod s3_prefix_in_negative_context;
mod string_like_operator_with_arn_condition_keys;
mod type_mismatch;
mod unsupported_global_condition_key;
mod untrustworthy_condition_key;
mod use_condition_key_only_with_supported_services;
pub(in crate::lint::checks) mod wildcards;

use crate::lint::Check;

/// The checks of this theme.
pub(super) const CHECKS: &[&Check] = &[
    &invalid_condition_key_format::CHECK,
    &invalid_condition_operator::CHECK,
    &null_with_if_exists::CHECK,
    &null_with_qualifier::CHECK,
    &invalid_global_condition_key::CHECK,
    &invalid_service_condition_key::CHECK,
    &missing_tag_key_in_condition::CHECK,
    &unsupported_global_condition_key::CHECK,
    &deprecated_global_condition_key::CHECK,
    &type_mismatch::CHECK,
    &missing_qualifier::CHECK,
    &forallvalues_with_single_valued_key::CHECK,
    &string_like_operator_with_arn_condition_keys::CHECK,
    &untrustworthy_condition_key::CHECK,
    &use_condition_key_only_with_supported_services::CHECK,
    &missing_paired_condition_keys::CHECK,
    &dynamodb_attributes_without_select::CHECK,
    &s3_prefix_in_negative_context::CHECK,
    &irrelevant_condition_key_in_policy::CHECK,
    &equivalent_to_null_false::CHECK,
    &equivalent_to_null_true::CHECK,
    &redundant_key_due_to_wildcard_in_condition::CHECK,
    &redundant_statement_due_to_wildcard_in_condition::CHECK,
    &missing_action_for_condition_key::CHECK,
];
