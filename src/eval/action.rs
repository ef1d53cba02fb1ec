//! `Action` and `NotAction` (IAM/reference_policies_elements_action, …_notaction).

use super::text;
use crate::model::{Action, Context, Template};

/// Whether the element concerns the action, which letter case does not change.
pub(super) fn matches(element: &Action, action: &str) -> bool {
    let context = Context::default();
    let listed = |patterns: &[Template]| {
        patterns.iter().any(|pattern| text::matches_ignore_case(pattern, action, &context))
    };
    match element {
        Action::Action(patterns) => listed(patterns),
        Action::NotAction(patterns) => !listed(patterns),
    }
}
