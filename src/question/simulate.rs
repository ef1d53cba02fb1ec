//! What is decided for one request, and by which statements?

use crate::eval::{self, Scope, Verdict};
use crate::model::{Assumption, Assumptions, Scenario};

/// A decision, and the assumptions that it hangs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Simulation {
    /// The decision with the statements behind it.
    pub verdict: Verdict,
    /// The assumptions under whose other reading the decision is another.
    pub assumptions: Vec<Assumption>,
}

/// Decides the scenario's request. No engine is asked: this is the evaluator's word, under each reading.
pub fn simulate(scenario: &Scenario, assumptions: Assumptions) -> Simulation {
    let (verdict, hinges) = eval::decide_noting(scenario, Scope { assumptions });
    let decide = |assumptions| eval::decision(&scenario.request, &scenario.setting, Scope { assumptions });
    // Most decisions hang on none: only a reading that said something else somewhere is asked again.
    let differs = |assumption: &Assumption| {
        hinges.has(*assumption) && decide(assumptions.flip(*assumption)) != verdict.decision
    };
    let assumptions = Assumption::ALL.into_iter().filter(differs).collect();
    Simulation { verdict, assumptions }
}
