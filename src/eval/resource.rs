//! `Resource` and `NotResource` (IAM/reference_policies_elements_resource, …_notresource).

use super::policy::Scope;
use super::text;
use crate::model::{Assumption, Context, Resource, ResourcePattern};

/// Whether the element concerns the resource.
pub(super) fn matches(element: &Resource, resource: &str, context: &Context, scope: Scope) -> bool {
    let listed = |patterns: &[ResourcePattern]| {
        patterns.iter().any(|pattern| pattern_matches(pattern, resource, context, scope))
    };
    match element {
        Resource::Resource(patterns) => listed(patterns),
        Resource::NotResource(patterns) => !listed(patterns),
        Resource::Attached => true,
    }
}

fn pattern_matches(pattern: &ResourcePattern, resource: &str, context: &Context, scope: Scope) -> bool {
    match pattern {
        ResourcePattern::Whole(whole) => text::matches(whole, resource, context),
        ResourcePattern::Arn { segments, whole } => {
            if scope.assumptions.is_default(Assumption::ArnWildcardCrossesColon) {
                text::matches_segments(segments, resource, context)
            } else {
                text::matches(whole, resource, context)
            }
        }
        ResourcePattern::Short { padded, whole } => {
            text::matches_segments(padded, resource, context) || text::matches(whole, resource, context)
        }
    }
}
