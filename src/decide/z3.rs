//! Z3 in process: it reads the script that `smt` prints, so that there is one encoding and not two.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use z3::ast::{BV, Bool, Dynamic, Real, String as Text};
use z3::{Config, Params, SatResult, Solver, with_z3_config};

use super::smt::{Purpose, Reading, Script, Value, decode};
use super::smtlib::read_value;
use super::{Budget, Engine, Reason, Verdict};
use crate::formula::{Arena, Atom, TermId};
use crate::model::Template;

/// How many pieces a pattern may have.
const MOST_PIECES: usize = 4_096;

/// Z3. Each question has a context of its own, so that answers do not depend on what was asked before.
#[derive(Copy, Clone, Debug, Default)]
pub struct Z3;

impl Engine for Z3 {
    fn name(&self) -> &'static str {
        "z3"
    }

    fn decide(&self, arena: &Arena, term: TermId, budget: &Budget) -> Verdict {
        if is_long(arena, term) {
            return Verdict::Unknown(Reason("z3: a pattern is too long".to_owned()));
        }
        let script = Script::new(arena, term);
        let question = || with_z3_config(&Config::new(), || solve(&script, budget));
        // A panic in the bindings is the engine's failure, not the program's.
        match catch_unwind(AssertUnwindSafe(question)) {
            Ok(Found::Nothing) => Verdict::Empty,
            Ok(Found::Values(values)) => Verdict::Member(Box::new(decode(&script, &values))),
            Ok(Found::Unknown(reason)) => Verdict::Unknown(Reason(format!("z3: {reason}"))),
            Err(_) => Verdict::Unknown(Reason("z3 failed".to_owned())),
        }
    }
}

/// Whether some pattern is so long that Z3, which does not look at the clock while it reads one, would not end.
/// An ARN has at most 2,048 characters.
fn is_long(arena: &Arena, term: TermId) -> bool {
    let long = |template: &Template| template.pieces().len() > MOST_PIECES;
    arena.atoms(term).into_iter().any(|atom| match atom {
        Atom::Test(_, test) => test.templates().iter().any(long),
        Atom::Present(_) | Atom::Some(..) => false,
    })
}

enum Found {
    Nothing,
    Values(BTreeMap<String, Value>),
    Unknown(String),
}

fn solve(script: &Script, budget: &Budget) -> Found {
    let solver = Solver::new();
    solver.from_string(format!("{}(check-sat)\n", script.body));
    if solver.get_assertions().is_empty() {
        return Found::Unknown("the script could not be read".to_owned());
    }
    let mut params = Params::new();
    params.set_u32("timeout", u32::try_from(budget.time.as_millis()).unwrap_or(u32::MAX));
    params.set_u32("max_memory", budget.megabytes);
    // Keys absent and tests false first: on the corpus five times faster than Z3's own choice, and a few
    // questions are decided that were not.
    params.set_u32("smt.phase_selection", 0);
    solver.set_params(&params);
    match solver.check() {
        SatResult::Unsat => Found::Nothing,
        SatResult::Unknown => Found::Unknown(solver.get_reason_unknown().unwrap_or_default()),
        SatResult::Sat => {
            let Some(model) = solver.get_model() else { return Found::Unknown("no model".to_owned()) };
            let mut values = BTreeMap::new();
            for constant in &script.constants {
                let name = constant.symbol.trim_matches('|');
                let known = match sort(&constant.purpose) {
                    None => continue,
                    Some(Sort::Bool) => Dynamic::from_ast(&Bool::new_const(name)),
                    Some(Sort::Text) => Dynamic::from_ast(&Text::new_const(name)),
                    Some(Sort::Real) => Dynamic::from_ast(&Real::new_const(name)),
                    Some(Sort::Bits(length)) => Dynamic::from_ast(&BV::new_const(name, length)),
                };
                let value = model.eval(&known, true).and_then(|value| read_value(&value.to_string()));
                values.extend(value.map(|value| (constant.symbol.clone(), value)));
            }
            Found::Values(values)
        }
    }
}

enum Sort {
    Bool,
    Text,
    Real,
    Bits(u32),
}

fn sort(purpose: &Purpose) -> Option<Sort> {
    match purpose {
        Purpose::Present(_) | Purpose::Member(..) => Some(Sort::Bool),
        Purpose::Auxiliary => None,
        Purpose::Reading(_, _, reading) => Some(match reading {
            Reading::Text | Reading::Segment(_) => Sort::Text,
            Reading::IsArn | Reading::IsNumber | Reading::IsInstant | Reading::IsIpv4 | Reading::IsIpv6 => {
                Sort::Bool
            }
            Reading::Number | Reading::Instant => Sort::Real,
            Reading::Ipv4 => Sort::Bits(32),
            Reading::Ipv6 => Sort::Bits(128),
        }),
    }
}
