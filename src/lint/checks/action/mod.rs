//! Actions: whether they exist, and where they are supported.

use crate::lint::Check;

/// The checks of this theme.
pub(super) const CHECKS: &[&Check] = &[];
