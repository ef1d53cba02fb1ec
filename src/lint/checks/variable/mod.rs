//! Policy variables: how they are written, and where they may stand.

mod empty_variable;
mod invalid_variable_for_operator;
mod missing_brace_in_variable;
mod missing_quote_in_variable;
pub(in crate::lint::checks) mod occurrence;
mod unsupported_space_in_variable;
mod variable_unsupported_in_element;
mod variable_unsupported_in_version;
mod variable_usage_too_permissive;

use crate::lint::Check;

/// The checks of this theme.
pub(super) const CHECKS: &[&Check] = &[
    &empty_variable::CHECK,
    &missing_brace_in_variable::CHECK,
    &missing_quote_in_variable::CHECK,
    &unsupported_space_in_variable::CHECK,
    &invalid_variable_for_operator::CHECK,
    &variable_unsupported_in_element::CHECK,
    &variable_unsupported_in_version::CHECK,
    &variable_usage_too_permissive::CHECK,
];
