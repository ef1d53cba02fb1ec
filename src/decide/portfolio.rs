//! Several engines as one.

use std::time::Instant;

use super::{Budget, Engine, Native, Reason, Search, SmtLib, Verdict};
use crate::formula::{Arena, TermId};

/// Which engines to ask: `--engine`.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
pub enum EngineChoice {
    /// The first engine that knows.
    #[default]
    Auto,
    /// The native engine alone.
    Native,
    /// Z3 alone.
    Z3,
    /// The external solver alone.
    SmtLib,
    /// Every engine there is; they must agree.
    All,
}

/// Engines in the order in which they are asked.
pub struct Portfolio {
    engines: Vec<Box<dyn Engine>>,
    must_agree: bool,
}

impl Portfolio {
    /// The engines of a choice; `solver` is the external solver's command line. The error says what is missing.
    pub fn new(choice: EngineChoice, solver: Option<&str>) -> Result<Portfolio, String> {
        let external = || -> Result<Box<dyn Engine>, String> {
            let command =
                solver.ok_or("the engine `smtlib` needs the solver's command line (`--solver CMD`)")?;
            let solver = SmtLib::new(command).ok_or("the solver's command line is empty")?;
            Ok(Box::new(solver))
        };
        let mut engines: Vec<Box<dyn Engine>> = Vec::new();
        match choice {
            EngineChoice::Auto => {
                engines.push(Box::new(Native));
                engines.push(Box::new(Search));
                match z3() {
                    Ok(z3) => engines.push(z3),
                    Err(_) if solver.is_some() => engines.push(external()?),
                    // Counterexamples can still be found; proofs beyond what terms settle are unknown.
                    Err(_) => {}
                }
            }
            EngineChoice::Native => engines.push(Box::new(Native)),
            EngineChoice::Z3 => engines.push(z3()?),
            EngineChoice::SmtLib => engines.push(external()?),
            EngineChoice::All => {
                engines.push(Box::new(Native));
                let z3 = z3();
                if z3.is_err() || solver.is_some() {
                    engines.push(external()?);
                }
                engines.extend(z3.ok());
            }
        }
        Ok(Portfolio { engines, must_agree: choice == EngineChoice::All })
    }

    /// A portfolio of these engines; `must_agree` asks all of them.
    pub fn of(engines: Vec<Box<dyn Engine>>, must_agree: bool) -> Portfolio {
        Portfolio { engines, must_agree }
    }

    /// Decides `term`, and says which engine did. The engines share the budget's time, unless all must agree:
    /// then each has all of it. If they contradict each other the verdict is unknown, and says so: one of them has a bug.
    pub fn decide(&self, arena: &Arena, term: TermId, budget: &Budget) -> (Verdict, &'static str) {
        let mut found: Option<(Verdict, &'static str)> = None;
        let mut reasons = Vec::new();
        let start = Instant::now();
        for engine in &self.engines {
            let left =
                if self.must_agree { budget.time } else { budget.time.saturating_sub(start.elapsed()) };
            if left.is_zero() {
                reasons.push(format!("{}: no time is left", engine.name()));
                break;
            }
            let verdict = engine.decide(arena, term, &Budget { time: left, ..*budget });
            tracing::debug!(engine = engine.name(), ?verdict, "asked");
            let is_empty = match &verdict {
                Verdict::Unknown(Reason(reason)) => {
                    reasons.push(reason.clone());
                    continue;
                }
                Verdict::Empty => true,
                Verdict::Member(_) => false,
            };
            match &found {
                None => found = Some((verdict, engine.name())),
                Some((earlier, name)) if (*earlier == Verdict::Empty) != is_empty => {
                    let reason =
                        format!("the engines {name} and {} disagree: one of them is wrong", engine.name());
                    return (Verdict::Unknown(Reason(reason)), "all");
                }
                Some(_) => {}
            }
            if !self.must_agree {
                break;
            }
        }
        let name = if self.must_agree { "all" } else { "none" };
        match found {
            Some((verdict, _)) if self.must_agree => (verdict, name),
            Some(found) => found,
            None => (
                Verdict::Unknown(Reason(reasons.join("; "))),
                self.engines.last().map_or(name, |engine| engine.name()),
            ),
        }
    }
}

#[cfg(feature = "z3")]
fn z3() -> Result<Box<dyn Engine>, String> {
    Ok(Box::new(super::Z3))
}

#[cfg(not(feature = "z3"))]
fn z3() -> Result<Box<dyn Engine>, String> {
    Err("this program was built without z3; name another solver (`--engine smtlib --solver CMD`)".to_owned())
}
