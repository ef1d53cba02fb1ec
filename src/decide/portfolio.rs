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
                    let reason = format!(
                        "the engines {name} and {} disagree: one of them is wrong; please report it with the policies",
                        engine.name()
                    );
                    tracing::error!(reason);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::{Subject, Test};
    use crate::model::Template;

    /// An engine that always says the same.
    struct Says(Verdict);

    impl Engine for Says {
        fn name(&self) -> &'static str {
            "says"
        }

        fn decide(&self, _: &Arena, _: TermId, _: &Budget) -> Verdict {
            self.0.clone()
        }
    }

    fn buckets(arena: &mut Arena) -> TermId {
        arena.test(&Subject::Resource, Test::Text(Template::glob("arn:aws:s3:::*")))
    }

    #[test]
    fn engines_that_disagree_are_no_answer() {
        let mut arena = Arena::new();
        let term = buckets(&mut arena);
        for (other, agree) in [
            (Verdict::Empty, false),
            (Verdict::Member(Box::default()), true),
            (Verdict::Unknown(Reason("no".to_owned())), true),
        ] {
            let portfolio = Portfolio::of(vec![Box::new(Native), Box::new(Says(other.clone()))], true);
            let (verdict, name) = portfolio.decide(&arena, term, &Budget::default());
            assert_eq!(name, "all");
            match verdict {
                Verdict::Unknown(Reason(reason)) => {
                    assert!(!agree && reason.contains("disagree"), "{reason}")
                }
                Verdict::Member(_) | Verdict::Empty => assert!(agree, "{other:?} agrees with a request"),
            }
        }
    }

    #[test]
    fn the_next_engine_is_asked_where_one_does_not_know() {
        let mut arena = Arena::new();
        let term = buckets(&mut arena);
        let unknown = || Box::new(Says(Verdict::Unknown(Reason("no".to_owned()))));
        let portfolio = Portfolio::of(vec![unknown(), Box::new(Native)], false);
        let (verdict, name) = portfolio.decide(&arena, term, &Budget::default());
        assert!(matches!(verdict, Verdict::Member(_)) && name == "native", "{verdict:?} {name}");
        let portfolio = Portfolio::of(vec![unknown(), unknown()], false);
        let (verdict, _) = portfolio.decide(&arena, term, &Budget::default());
        assert_eq!(verdict, Verdict::Unknown(Reason("no; no".to_owned())));
        let budget = Budget { time: std::time::Duration::ZERO, ..Budget::default() };
        let portfolio = Portfolio::of(vec![Box::new(Native)], false);
        assert!(matches!(portfolio.decide(&arena, term, &budget).0, Verdict::Unknown(_)));
    }
}
