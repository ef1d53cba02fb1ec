//! Actions: whether they exist, and where they are supported.

mod allow_notaction_with_unsupported_tag_condition_key_for_service;
mod allow_with_unsupported_tag_condition_key_for_service;
mod deny_notaction_with_unsupported_tag_condition_key_for_service;
mod deny_with_unsupported_tag_condition_key_for_service;
mod invalid_action;
mod invalid_service_in_action;
mod tags;
pub(super) mod unlisted;
mod unsupported_action_for_condition_key;
mod unsupported_action_in_policy;
mod wildcard_in_service_name;
mod written;

use crate::lint::Check;

/// The checks of this theme.
pub(super) const CHECKS: &[&Check] = &[
    &invalid_action::CHECK,
    &invalid_service_in_action::CHECK,
    &unsupported_action_in_policy::CHECK,
    &unsupported_action_for_condition_key::CHECK,
    &deny_with_unsupported_tag_condition_key_for_service::CHECK,
    &deny_notaction_with_unsupported_tag_condition_key_for_service::CHECK,
    &allow_with_unsupported_tag_condition_key_for_service::CHECK,
    &allow_notaction_with_unsupported_tag_condition_key_for_service::CHECK,
    &wildcard_in_service_name::CHECK,
];
