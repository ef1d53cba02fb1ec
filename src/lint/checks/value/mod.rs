//! Values of conditions: types, addresses, dates, wildcards.

use crate::lint::Check;

/// The checks of this theme.
pub(super) const CHECKS: &[&Check] = &[];
