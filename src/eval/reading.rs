//! The readings of contested rules, and whether a decision hangs on one.

use std::cell::Cell;

use super::policy::Scope;
use crate::model::{Assumption, Assumptions};

/// The readings in force, and where to note that another one would have mattered.
#[derive(Copy, Clone, Debug)]
pub(super) struct Reading<'h> {
    assumptions: Assumptions,
    hinges: Option<&'h Hinges>,
}

impl<'h> Reading<'h> {
    /// The readings of the scope; nothing is noted.
    pub(super) fn of(scope: Scope) -> Reading<'h> {
        Reading { assumptions: scope.assumptions, hinges: None }
    }

    /// The readings of the scope; what matters is noted there.
    pub(super) fn noting(scope: Scope, hinges: &'h Hinges) -> Reading<'h> {
        Reading { assumptions: scope.assumptions, hinges: Some(hinges) }
    }

    /// What a contested rule says: `first` in the assumption's default reading, `other` in its other one.
    pub(super) fn take(
        self,
        assumption: Assumption,
        first: impl FnOnce() -> bool,
        other: impl FnOnce() -> bool,
    ) -> bool {
        let is_default = self.assumptions.is_default(assumption);
        match self.hinges {
            None if is_default => first(),
            None => other(),
            Some(hinges) => {
                let (first, other) = (first(), other());
                if first != other {
                    hinges.note(assumption);
                }
                if is_default { first } else { other }
            }
        }
    }
}

/// The assumptions that may have mattered to an evaluation.
///
/// Under another reading of one that is not noted, the evaluation has the same outcome: it only depends on the
/// assumption through [`Reading::take`], whose two readings came to the same every time, and so it takes the same
/// way. The converse does not hold: a rule may say something else without changing the decision.
#[derive(Debug, Default)]
pub struct Hinges {
    noted: [Cell<bool>; Assumption::ALL.len()],
}

impl Hinges {
    /// Whether the other reading of the assumption may give another outcome.
    pub fn has(&self, assumption: Assumption) -> bool {
        self.noted.get(assumption as usize).is_none_or(Cell::get)
    }

    fn note(&self, assumption: Assumption) {
        if let Some(noted) = self.noted.get(assumption as usize) {
            noted.set(true);
        }
    }
}
