//! `Action` and `NotAction` (IAM/reference_policies_elements_action, …_notaction).

use super::asked::Asked;
use super::text;
use crate::model::{Action, Request, Template};

/// Whether the element concerns the action, which letter case does not change.
pub(super) fn matches(element: &Action, asked: &Asked<'_>) -> bool {
    let listed = |patterns: &[Template]| {
        let may_match = |pattern: &&Template| pattern.front().agrees(asked.action_front);
        let Request { action, context, .. } = asked.request;
        patterns.iter().filter(may_match).any(|pattern| text::matches_ignore_case(pattern, action, context))
    };
    match element {
        Action::Action(patterns) => listed(patterns),
        Action::NotAction(patterns) => !listed(patterns),
    }
}
