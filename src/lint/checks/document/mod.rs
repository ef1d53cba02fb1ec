//! The document as a whole: JSON, versions, sizes, statements and their elements.

pub(in crate::lint) mod json_syntax_error;

mod missing_statement;

use crate::lint::Check;

/// The checks of this theme.
pub(super) const CHECKS: &[&Check] = &[&json_syntax_error::CHECK, &missing_statement::CHECK];
