//! `Resource` and `NotResource`. Mirrors `eval/resource.rs`.

use super::compiler::Compiler;
use super::subject::Subject;
use super::term::TermId;
use super::text;
use crate::model::{Assumption, Resource, ResourcePattern, Template};

impl Compiler<'_> {
    /// The requests whose resource the element concerns.
    pub fn resource(&mut self, element: &Resource) -> TermId {
        match element {
            Resource::Resource(patterns) => self.resource_patterns(patterns),
            Resource::NotResource(patterns) => {
                let listed = self.resource_patterns(patterns);
                self.arena.not(listed)
            }
            Resource::Attached => super::Arena::TRUE,
        }
    }

    /// The requests whose resource is in one of the patterns.
    pub fn resource_patterns(&mut self, patterns: &[ResourcePattern]) -> TermId {
        let terms: Vec<_> = patterns.iter().map(|pattern| self.resource_pattern(pattern)).collect();
        self.arena.or(terms)
    }

    fn resource_pattern(&mut self, pattern: &ResourcePattern) -> TermId {
        let resource = &Subject::Resource;
        match pattern {
            ResourcePattern::Whole(whole) => text::matches(self.arena, whole, resource),
            ResourcePattern::Arn(arn) => {
                let segments = arn.segments();
                // Only what can match a colon in one of the first five segments tells the two readings apart: a
                // wildcard, or a variable whose value (or default) has one.
                let matches_colon =
                    |segment: &Template| segment.has_wildcard() || segment.variables().next().is_some();
                let contested = segments.iter().take(5).any(matches_colon);
                if !contested || self.is_default(Assumption::ArnWildcardCrossesColon) {
                    text::matches_segments(self.arena, segments, resource)
                } else {
                    text::matches(self.arena, arn.whole(), resource)
                }
            }
            ResourcePattern::Short { padded, whole } => {
                let by_segment = text::matches_segments(self.arena, padded, resource);
                let crossing = text::matches(self.arena, whole, resource);
                self.arena.or([by_segment, crossing])
            }
        }
    }
}
