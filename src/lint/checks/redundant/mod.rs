//! What could be left out without a change of meaning.

mod redundant_action;
mod redundant_resource;
mod redundant_statement;
mod report;
mod same;
mod wider;

use crate::lint::Check;

/// The checks of this theme.
pub(super) const CHECKS: &[&Check] =
    &[&redundant_action::CHECK, &redundant_resource::CHECK, &redundant_statement::CHECK];
