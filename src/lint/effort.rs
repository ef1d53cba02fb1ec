//! How much the checks of one document may cost that speak of all requests.
//!
//! A policy of legal size can ask thousands of questions, each between its statements, and a check is no use that nobody waits
//! for. Everything is counted in steps of the native engine, about a hundred million a second, and never in time: the same
//! document has the same findings everywhere. Where the steps are spent, the checks that come later are silent.

use std::cell::Cell;

use crate::decide::Budget;

/// The steps for all questions about one document: some tenths of a second. The largest policies of AWS's own take a tenth.
const STEPS: u64 = 40_000_000;
/// The most steps for one question.
const STEPS_A_QUESTION: u64 = 4_000_000;
/// What a question costs beside the engine's steps, for each node of its term: it is built, simplified and encoded.
const STEPS_A_NODE: u64 = 100;
/// What making one witness plain costs, for each byte of the policies': it is evaluated some thousand times.
const STEPS_A_BYTE: u64 = 200;

/// What is left of the steps.
#[derive(Debug)]
pub struct Effort {
    left: Cell<u64>,
}

impl Default for Effort {
    fn default() -> Effort {
        Effort { left: Cell::new(STEPS) }
    }
}

impl Effort {
    /// The budget of the next question; none if the steps are spent.
    pub(super) fn question(&self) -> Option<Budget> {
        let steps = self.left.get().min(STEPS_A_QUESTION);
        // The clock only ends what steps do not foresee.
        let time = std::time::Duration::from_secs(10);
        (steps > 0).then_some(Budget { time, megabytes: 256, steps })
    }

    /// Takes off what a question with so many nodes cost that the engine decided in so many steps.
    pub(super) fn asked(&self, nodes: usize, steps: u64) {
        self.take(steps.saturating_add(count(nodes).saturating_mul(STEPS_A_NODE)));
    }

    /// Takes off what it costs to make a witness of policies of so many bytes plain.
    pub(super) fn shown(&self, bytes: usize) {
        self.take(count(bytes).saturating_mul(STEPS_A_BYTE));
    }

    fn take(&self, steps: u64) {
        self.left.set(self.left.get().saturating_sub(steps));
    }
}

fn count(of: usize) -> u64 {
    u64::try_from(of).unwrap_or(u64::MAX)
}
