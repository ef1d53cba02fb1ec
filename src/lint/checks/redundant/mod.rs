//! What could be left out without a change of meaning.

use crate::lint::Check;

/// The checks of this theme.
pub(super) const CHECKS: &[&Check] = &[];
