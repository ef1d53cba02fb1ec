//! `Resource` and `NotResource` (IAM/reference_policies_elements_resource, …_notresource).

use super::asked::Asked;
use super::text;
use crate::model::{Assumption, Request, Resource, ResourcePattern};

/// Whether the element concerns the resource.
pub(super) fn matches(element: &Resource, asked: &Asked<'_>) -> bool {
    let listed =
        |patterns: &[ResourcePattern]| patterns.iter().any(|pattern| pattern_matches(pattern, asked));
    match element {
        Resource::Resource(patterns) => listed(patterns),
        Resource::NotResource(patterns) => !listed(patterns),
        Resource::Attached => true,
    }
}

fn pattern_matches(pattern: &ResourcePattern, asked: &Asked<'_>) -> bool {
    let Request { resource, context, .. } = asked.request;
    match pattern {
        ResourcePattern::Whole(whole) => text::matches(whole, resource, context),
        ResourcePattern::Arn(arn) => {
            let in_segments = |segments| text::matches_arn(arn, resource, segments, context);
            asked.reading.take(
                Assumption::ArnWildcardCrossesColon,
                || asked.resource_segments().is_some_and(in_segments),
                || text::matches(arn.whole(), resource, context),
            )
        }
        ResourcePattern::Short { padded, whole } => {
            let in_segments = |segments| text::match_each(padded, segments, context);
            asked.resource_segments().is_some_and(in_segments) || text::matches(whole, resource, context)
        }
    }
}
