//! The budget of one query, as it is spent.

use std::time::Instant;

use super::Budget;

/// How many steps pass between two looks at the clock.
const STEPS_A_LOOK: u64 = 20_000;

/// What is left of a [`Budget`]. Steps are counted by those who take them and are the same on every machine;
/// the clock only ends what steps did not foresee.
#[derive(Debug)]
pub(crate) struct Meter {
    steps: u64,
    until_look: u64,
    end: Option<Instant>,
}

impl Meter {
    /// A meter that starts now.
    pub(crate) fn start(budget: &Budget) -> Meter {
        // A time so long that the clock cannot show its end is no limit.
        let end = Instant::now().checked_add(budget.time);
        Meter { steps: budget.steps, until_look: STEPS_A_LOOK, end }
    }

    /// Takes so many steps off; whether there was enough.
    pub(crate) fn spend(&mut self, steps: u64) -> bool {
        if steps > self.steps {
            self.steps = 0;
            return false;
        }
        self.steps -= steps;
        self.until_look = self.until_look.saturating_sub(steps);
        if self.until_look == 0 {
            self.until_look = STEPS_A_LOOK;
            if self.end.is_some_and(|end| Instant::now() >= end) {
                self.steps = 0;
                return false;
            }
        }
        true
    }

    /// The steps that are left, for those who count down themselves.
    pub(crate) fn steps(&self) -> u64 {
        self.steps
    }
}
