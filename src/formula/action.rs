//! `Action` and `NotAction`. Mirrors `eval/action.rs`.

use super::compiler::Compiler;
use super::subject::Subject;
use super::term::TermId;
use super::text;
use crate::model::{Action, Template};

impl Compiler<'_> {
    /// The requests whose action the element concerns.
    pub fn action(&mut self, element: &Action) -> TermId {
        let mut listed = |patterns: &[Template]| {
            let terms: Vec<_> = patterns
                .iter()
                .map(|pattern| text::matches(self.arena, &pattern.to_ascii_lowercase(), &Subject::Action))
                .collect();
            self.arena.or(terms)
        };
        match element {
            Action::Action(patterns) => listed(patterns),
            Action::NotAction(patterns) => {
                let listed = listed(patterns);
                self.arena.not(listed)
            }
        }
    }
}
