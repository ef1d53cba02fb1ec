//! Texts in patterns of `*` and `?`.

use crate::eval::text;
use crate::model::{Context, Template};

/// Whether the text is in the pattern.
pub(in crate::lint::checks) fn is_in(pattern: &str, text: &str) -> bool {
    text::matches(&Template::glob(pattern), text, &Context::default())
}

/// The same for actions, where letter case does not count.
pub(in crate::lint::checks) fn has_action(pattern: &str, action: &str) -> bool {
    text::matches_ignore_case(&Template::glob(pattern), action, &Context::default())
}
