//! Places in a document, as the API tells them: a path of steps, and a span of the text.

use crate::parse::Span;

/// One step of a path (the API's `PathElement`).
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Step<'n> {
    /// The item of an array, from 0.
    Index(usize),
    /// The key itself of a member of an object. Only the last step, or the last before a substring.
    Key(&'n str),
    /// The value of a member of an object.
    Value(&'n str),
    /// A part of a text, in characters.
    Substring {
        /// The first character, from 0.
        start: usize,
        /// How many characters.
        length: usize,
    },
}

/// The longest path: `Statement`, index, `Condition`, operator, key, index, substring, and one more.
const MOST: usize = 8;

/// A place in a document. The path of the document itself is empty.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Place<'n> {
    steps: [Step<'n>; MOST],
    length: usize,
    /// Where that is in the text, quotes and brackets included.
    pub span: Span,
}

impl<'n> Place<'n> {
    /// The whole document.
    pub fn document(span: Span) -> Place<'n> {
        Place { steps: [Step::Index(0); MOST], length: 0, span }
    }

    /// The place one step further, which is at `span`. A path that is too long is cut.
    #[must_use]
    pub fn then(mut self, step: Step<'n>, span: Span) -> Place<'n> {
        if let Some(next) = self.steps.get_mut(self.length) {
            *next = step;
            self.length += 1;
        }
        self.span = span;
        self
    }

    /// The steps.
    pub fn path(&self) -> &[Step<'n>] {
        self.steps.get(..self.length).unwrap_or_default()
    }
}
