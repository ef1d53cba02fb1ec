//! Condition operators and keys.

use crate::lint::Check;

/// The checks of this theme.
pub(super) const CHECKS: &[&Check] = &[];
