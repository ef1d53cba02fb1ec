//! `Resource` and `NotResource` (IAM/reference_policies_elements_resource, …_notresource).

use super::asked::Asked;
use super::text;
use crate::model::{Assumption, Resource, ResourcePattern, Segments};

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
    let in_whole = |whole| text::matches(whole, &asked.request.resource, &asked.request.context);
    let by_segment = |segments: &Segments| {
        let split = asked.resource_segments();
        split.is_some_and(|split| text::match_each(segments, split, &asked.request.context))
    };
    match pattern {
        ResourcePattern::Whole(whole) => in_whole(whole),
        ResourcePattern::Arn(arn) => {
            let crosses = Assumption::ArnWildcardCrossesColon;
            let by_segment = || {
                let split = asked.resource_segments();
                split.is_some_and(|[.., last]| {
                    text::matches_by_segment(
                        arn.whole(),
                        &asked.request.resource,
                        last,
                        &asked.request.context,
                    )
                })
            };
            asked.reading.take(crosses, by_segment, || in_whole(arn.whole()))
        }
        ResourcePattern::Short { padded, whole } => by_segment(padded) || in_whole(whole),
    }
}
