//! Passing roles and creating service-linked roles with wildcards.

use crate::lint::Check;

/// The checks of this theme.
pub(super) const CHECKS: &[&Check] = &[];
