//! The `smt` command.

use super::arguments::{Check, SmtQuestion, With};
use super::exit::Exit;
use super::run::{one, pair, print, prover};
use crate::decide::Verdict;
use crate::decide::smt::Script;
use crate::model::Policy;
use crate::question::{Prover, access_reference, trusted};

/// Prints the script of each query of the question, with the status that the engines find.
pub(super) fn run(question: &SmtQuestion) -> Result<Exit, String> {
    match question {
        SmtQuestion::Compare(compare) => {
            let (a, b) = pair(&compare.a, &compare.b, compare.policy_type)?;
            let prover = prover(&compare.with.deciding)?;
            let only_a = script(&prover, &a.policy, &b.policy);
            let only_b = script(&prover, &b.policy, &a.policy);
            print(&format!(
                "; what only {} allows\n{only_a}(reset)\n; what only {} allows\n{only_b}(exit)\n",
                a.source.name(),
                b.source.name()
            ))?;
        }
        SmtQuestion::Check(check) => {
            let (with, new, reference): (&With, Policy, Policy) = match check {
                Check::NoNewAccess(check) => {
                    let (new, existing) = pair(&check.new, &check.existing, check.policy_type)?;
                    (&check.with, new.policy, existing.policy)
                }
                Check::AccessNotGranted(check) => {
                    let policy = one(&check.policy, check.policy_type)?.policy;
                    let reference = access_reference(&policy, &check.actions, &check.resources);
                    (&check.with, policy, reference)
                }
                Check::NoPublicAccess(check) => {
                    let policy = one(&check.policy, check.resource_type.policy_type())?.policy;
                    let reference = trusted(&policy, check.resource_type);
                    (&check.with, policy, reference)
                }
            };
            let prover = prover(&with.deciding)?;
            print(&format!("{}(exit)\n", script(&prover, &new, &reference)))?;
        }
    }
    Ok(Exit::Holds)
}

/// The query whether `new` allows something that `reference` does not; satisfiable iff it does.
fn script(prover: &Prover, new: &Policy, reference: &Policy) -> String {
    let (arena, term) = prover.query(new, reference);
    let (verdict, _) = prover.portfolio.decide(&arena, term, &prover.budget);
    let script = Script::new(&arena, term);
    let status = match verdict {
        Verdict::Empty => "unsat",
        Verdict::Member(_) => "sat",
        Verdict::Unknown(_) => "unknown",
    };
    script.text(Some(status), false)
}
