//! The decision. Mirrors `eval/decision/decide.rs`.

use super::super::compiler::Compiler;
use super::super::term::TermId;
use super::case::Case;
use super::{Sides, filters, grants};
use crate::model::{Policy, Setting};

impl Compiler<'_> {
    /// The requests with these sides that the setting allows: those that `eval::decide` decides
    /// [`Decision::Allow`](crate::eval::Decision::Allow) for, with `is_public` as the judge of bucket policies.
    pub fn decision(
        &mut self,
        setting: &Setting,
        sides: &Sides,
        is_public: &dyn Fn(&Policy) -> bool,
    ) -> TermId {
        let mut case = Case::new(self, setting, sides);
        let denied = case.denying();
        let not_denied = case.arena().not(denied);
        let one_partition = sides.one_partition(case.arena());
        let passed = filters::pass(&mut case, is_public);
        let granted = grants::granted(&mut case);
        case.arena().and([not_denied, one_partition, passed, granted])
    }
}
