//! Elements without content.

mod conditions;
mod empty_array_action;
mod empty_array_condition;
mod empty_array_condition_forallvalues;
mod empty_array_condition_foranyvalue;
mod empty_array_condition_ifexists;
mod empty_array_principal;
mod empty_array_resource;
mod empty_object_condition;
mod empty_object_principal;
mod empty_sid_value;

use crate::lint::Check;

/// The checks of this theme.
pub(super) const CHECKS: &[&Check] = &[
    &empty_array_action::CHECK,
    &empty_array_condition::CHECK,
    &empty_array_condition_forallvalues::CHECK,
    &empty_array_condition_foranyvalue::CHECK,
    &empty_array_condition_ifexists::CHECK,
    &empty_array_principal::CHECK,
    &empty_array_resource::CHECK,
    &empty_object_condition::CHECK,
    &empty_object_principal::CHECK,
    &empty_sid_value::CHECK,
];
