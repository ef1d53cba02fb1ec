//! Running a command.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use super::arguments::{Arguments, Check, Command, Compare, Deciding, Format, Readings, Simulate, With};
use super::exit::Exit;
use super::files::{Loaded, load, read};
use super::{
    archive_rule, batch, catalog, findings, lattice, preview, reach, smt, validate, world_questions,
};
use crate::decide::{Budget, Portfolio};
use crate::eval::Decision;
use crate::input::read_scenario;
use crate::model::Assumptions;
use crate::parse::Source;
use crate::question::{self, Answer, Blame, Conclusion, Prover};
use crate::report::{answer_json, render_answer, render_diagnostics, render_simulation, simulation_json};

/// Parses the command line, runs it, and ends with the design's exit codes.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match &arguments.command {
        Command::Compare(compare) => run_compare(compare),
        Command::Check(check) => run_check(check),
        Command::Simulate(arguments) => run_simulate(arguments),
        Command::Can(arguments) => world_questions::can(arguments),
        Command::WhoCan(arguments) => world_questions::who_can(arguments),
        Command::WhatCan(arguments) => world_questions::what_can(arguments),
        Command::Contain(arguments) => world_questions::contain(arguments),
        Command::Assume(arguments) => world_questions::assume(arguments),
        Command::Isolated(arguments) => world_questions::isolated(arguments),
        Command::Reach(arguments) => reach::run(arguments),
        Command::Smt(question) => smt::run(&question.question),
        Command::Batch(arguments) => batch::run(arguments),
        Command::Lattice(arguments) => lattice::run(arguments),
        Command::Findings(arguments) => findings::run(arguments),
        Command::Preview(arguments) => preview::run(arguments),
        Command::ArchiveRule(command) => archive_rule::run(command),
        Command::Validate(arguments) => validate::run(arguments),
        Command::Explain(arguments) => validate::explain(arguments),
        Command::Catalog(command) => catalog::run(command),
    };
    let exit = outcome.unwrap_or_else(|message| {
        complain(&message);
        Exit::CouldNotRun
    });
    exit.code()
}

/// Writes to standard output; a reader that has gone away is no error of ours.
pub(super) fn print(text: &str) -> Result<(), String> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(format!("error: standard output: {error}\n"))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Writes to standard error; where that fails there is nobody to tell.
pub(super) fn complain(text: &str) {
    drop(std::io::stderr().lock().write_all(text.as_bytes()));
}

/// The prover that the options describe.
pub(super) fn prover(with: &Deciding) -> Result<Prover, String> {
    let assumptions = assumptions(&with.readings)?;
    let portfolio = Portfolio::new(with.engine.choice(), with.solver.as_deref())
        .map_err(|reason| format!("error: {reason}\n"))?;
    let budget = Budget { time: with.timeout, ..Budget::default() };
    Ok(Prover { portfolio, budget, universe: with.universe, assumptions })
}

/// The readings that `--assume` picks.
fn assumptions(readings: &Readings) -> Result<Assumptions, String> {
    let mut assumptions = Assumptions::default();
    for reading in &readings.assume {
        assumptions.set(reading).map_err(|reason| format!("error: `--assume {reading}`: {reason}\n"))?;
    }
    Ok(assumptions)
}

fn run_simulate(arguments: &Simulate) -> Result<Exit, String> {
    let assumptions = assumptions(&arguments.readings)?;
    let source = read(&arguments.scenario)?;
    let (scenario, diagnostics) = read_scenario(&source);
    let rendered = render_diagnostics(&source, &diagnostics);
    let Some(scenario) = scenario else { return Err(rendered) };
    complain(&rendered);
    let simulation = question::simulate(&scenario, assumptions);
    print(&match arguments.format {
        Format::Human => render_simulation(&simulation),
        Format::Json => simulation_json(&simulation).to_string() + "\n",
    })?;
    let decision = simulation.verdict.decision;
    let as_expected = match arguments.expect.as_deref() {
        None => true,
        Some("deny") => decision != Decision::Allow,
        Some(expected) => decision.name() == expected,
    };
    if let (false, Some(expected)) = (as_expected, &arguments.expect) {
        complain(&format!("expected {expected}\n"));
        return Ok(Exit::Fails);
    }
    Ok(Exit::Holds)
}

fn run_compare(compare: &Compare) -> Result<Exit, String> {
    let (a, b) = pair(&compare.a, &compare.b, compare.policy_type)?;
    let prover = prover(&compare.with.deciding)?;
    let mut answer = question::compare(&prover, &a.policy, &b.policy);
    if let (Some(expected), Some(relation)) = (&compare.expect, answer.relation)
        && !expected.accepts(relation)
    {
        answer.conclusion = Conclusion::Fails;
    }
    say(&answer, &compare.with, &a, Some(&b))?;
    let exit = match (&compare.expect, answer.relation) {
        (Some(expected), Some(relation)) if !expected.accepts(relation) => {
            complain(&format!("expected {}\n", expected.name));
            Exit::Fails
        }
        (_, Some(_)) => Exit::Holds,
        (_, None) => Exit::Unknown,
    };
    Ok(exit)
}

fn run_check(check: &Check) -> Result<Exit, String> {
    let answer = match check {
        Check::NoNewAccess(check) => {
            let (new, existing) = pair(&check.new, &check.existing, check.policy_type)?;
            let answer =
                question::no_new_access(&prover(&check.with.deciding)?, &existing.policy, &new.policy);
            say(&answer, &check.with, &new, Some(&existing))?;
            answer
        }
        Check::AccessNotGranted(check) => {
            let policy = one(&check.policy, check.policy_type)?;
            let prover = prover(&check.with.deciding)?;
            let answer =
                question::access_not_granted(&prover, &policy.policy, &check.actions, &check.resources);
            say(&answer, &check.with, &policy, None)?;
            answer
        }
        Check::NoPublicAccess(check) => {
            let policy = one(&check.policy, check.resource_type.policy_type())?;
            let answer = question::no_public_access(
                &prover(&check.with.deciding)?,
                &policy.policy,
                check.resource_type,
            );
            say(&answer, &check.with, &policy, None)?;
            answer
        }
    };
    Ok(Exit::of(&answer))
}

/// Loads a policy and shows its warnings.
pub(super) fn one(path: &str, policy_type: crate::model::PolicyType) -> Result<Loaded, String> {
    let loaded = load(path, policy_type)?;
    complain(&loaded.warnings);
    Ok(loaded)
}

/// Loads both, so that the errors of both are shown.
pub(super) fn pair(
    one: &str,
    other: &str,
    policy_type: crate::model::PolicyType,
) -> Result<(Loaded, Loaded), String> {
    if one == "-" && other == "-" {
        return Err("error: standard input can be only one of the two policies\n".to_owned());
    }
    match (load(one, policy_type), load(other, policy_type)) {
        (Ok(one), Ok(other)) => {
            complain(&one.warnings);
            complain(&other.warnings);
            Ok((one, other))
        }
        (Err(one), Err(other)) => Err(one + &other),
        (Err(error), Ok(_)) | (Ok(_), Err(error)) => Err(error),
    }
}

/// Prints the answer. Witnesses are blamed on `subject`, or on `reference` where the comparison says so.
fn say(answer: &Answer, with: &With, subject: &Loaded, reference: Option<&Loaded>) -> Result<(), String> {
    let source = |blame: &Blame| -> Option<&Source> {
        std::iter::once(subject)
            .chain(reference)
            .map(|loaded| &loaded.source)
            .find(|source| source.name() == blame.policy)
    };
    let text = match with.format {
        Format::Human => {
            let reference = reference.map_or("", |loaded| loaded.source.name());
            render_answer(answer, subject.source.name(), reference, &source)
        }
        Format::Json => answer_json(answer, &source).to_string() + "\n",
    };
    print(&text)
}
