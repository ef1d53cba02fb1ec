//! Whether one resource pattern lies within another, for who has patterns and no policies.

use super::inclusion::ResourceShape;
use crate::model::{Assumption, Assumptions, ResourcePattern};

/// A resource pattern, made ready to be held against others.
#[derive(Clone, Debug)]
pub struct Resources(ResourceShape);

impl Resources {
    /// The resources of the pattern, under these readings.
    pub fn new(pattern: &ResourcePattern, assumptions: &Assumptions) -> Resources {
        Resources(ResourceShape::new(pattern, assumptions.is_default(Assumption::ArnWildcardCrossesColon)))
    }

    /// True only if every resource of `inner` is one of these, in every request: a proof. That there is none says nothing.
    ///
    /// ```
    /// use hornbeam::containment::Resources;
    /// use hornbeam::model::{Assumptions, ResourcePattern, Template};
    /// let of = |text| {
    ///     Resources::new(&ResourcePattern::new(Template::glob(text)), &Assumptions::default())
    /// };
    /// assert!(of("arn:aws:s3:::app*").include(&of("arn:aws:s3:::app*/*")));
    /// assert!(!of("arn:aws:s3:::app/*").include(&of("arn:aws:s3:::app*")));
    /// ```
    pub fn include(&self, inner: &Resources) -> bool {
        self.0.includes(&inner.0)
    }
}
