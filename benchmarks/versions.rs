//! Every version of every managed policy against the one before: does it add access?
//!
//! The question is `no-new-access`, asked as the program asks it (by the default engines, the readings of contested
//! rules included), on all cores. Every witness of an answer that fails is held against the evaluator here as well.
//! Exits with 1 if a witness does not replay, a failing question has none, or one is undecided; with 2 if something is missing.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that reports")]

mod managed;
mod parallel;
mod run;
mod times;

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use hornbeam::decide::{Budget, EngineChoice, Portfolio};
use hornbeam::eval::{self, Decision, Scope};
use hornbeam::formula::Universe;
use hornbeam::model::{Assumptions, Policy};
use hornbeam::question::{Answer, Conclusion, Prover, no_new_access};
use managed::Text;
use parallel::parallel;

/// Pairs of consecutive versions in the package that `benchmarks/README.md` names.
const EXPECTED: usize = 4_600;

fn main() -> ExitCode {
    match versions() {
        Ok(code) => code,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn versions() -> Result<ExitCode, String> {
    let arguments = run::Arguments::read(usize::MAX)?;
    let folders = managed::entries(&arguments.policies.with_file_name("managed-policy-versions"))?;
    let texts: Vec<Vec<Text>> = folders.iter().map(|folder| texts(folder)).collect::<Result<_, _>>()?;
    let prover = Prover {
        portfolio: Portfolio::new(EngineChoice::Auto, None)?,
        budget: Budget::default(),
        universe: Universe::default(),
        assumptions: Assumptions::default(),
    };
    let start = Instant::now();
    let policies = parallel(&texts, |_, texts| -> Result<Vec<Policy>, String> {
        texts.iter().map(managed::policy).collect()
    });
    let policies: Vec<Vec<Policy>> = policies.into_iter().collect::<Result<_, _>>()?;
    let parsing = start.elapsed();
    let pairs: Vec<(&Policy, &Policy)> = policies
        .iter()
        .flat_map(|versions| versions.iter().zip(versions.iter().skip(1)))
        .take(arguments.count)
        .collect();
    let start = Instant::now();
    let answers = parallel(&pairs, |_, (existing, new)| {
        let start = Instant::now();
        let answer = no_new_access(&prover, existing, new);
        (answer, start.elapsed())
    });
    let asking = start.elapsed();

    let mut notes = Vec::new();
    let (mut wrong, mut replayed, mut contested) = (0, 0, 0);
    for ((existing, new), (answer, _)) in pairs.iter().zip(&answers) {
        let name = format!("`{}` after `{}`", new.name, existing.name);
        match answer.conclusion {
            Conclusion::Holds => {}
            // What an answer hangs on is for the reader to choose; it is decided under either reading.
            Conclusion::Unknown if !answer.assumptions.is_empty() => {
                contested += 1;
                notes.push(format!("contested: {name}: {}", answer.unknown.join("; ")));
            }
            Conclusion::Unknown => {
                wrong += 1;
                notes.push(format!("undecided: {name}: {}", answer.unknown.join("; ")));
            }
            Conclusion::Fails => {
                replayed += answer.witnesses.len();
                if !replays(existing, new, answer) {
                    wrong += 1;
                    notes.push(format!("not replayed: {name}"));
                }
            }
        }
    }
    let count = |wanted| answers.iter().filter(|(answer, _)| answer.conclusion == wanted).count();
    let by_native =
        answers.iter().filter(|(answer, _)| answer.engine == "native" || answer.engine == "terms").count();
    let mut report = String::from("# Consecutive versions of managed policies\n\n");
    report += &run::facts("not asked");
    let [median, p90, p99, worst] =
        times::quartet(answers.iter().map(|(_, time)| *time).collect()).map(times::show);
    let slowest = pairs.iter().zip(&answers).max_by_key(|(_, (_, time))| *time);
    let slowest = slowest.map(|((_, new), _)| new.name.as_str()).unwrap_or_default();
    report.push_str(&format!(
        "- policies: {} with {} versions, fingerprint {}\n\
         - pairs of consecutive versions: {}; {} hold, {} fail, {contested} hang on a contested rule, {} are undecided; {by_native} decided by the native engine or the terms\n\
         - witnesses replayed: {replayed}\n\
         - all cores: {} with parsing, {} without\n\
         - a question: median {median}, p90 {p90}, p99 {p99}, worst {worst} (`{slowest}`)\n",
        texts.len(),
        texts.iter().map(Vec::len).sum::<usize>(),
        managed::fingerprint(texts.iter().flatten()),
        pairs.len(),
        count(Conclusion::Holds),
        count(Conclusion::Fails),
        count(Conclusion::Unknown) - contested,
        times::show(parsing + asking),
        times::show(asking),
    ));
    if arguments.count == usize::MAX && pairs.len() != EXPECTED {
        report.push_str(&format!("- there should be {EXPECTED} pairs in version 0.0.656 of the package\n"));
    }
    for note in &notes {
        report.push_str(&format!("- {note}\n"));
    }
    print!("{report}");
    if arguments.record {
        eprintln!("recorded in {}", run::relative(&run::record("versions", &report)?));
    }
    Ok(if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// The versions of a policy, oldest first, each under the policy's name and its own.
fn texts(folder: &Path) -> Result<Vec<Text>, String> {
    let policy = folder.file_name().unwrap_or_default().to_string_lossy();
    let mut versions = Vec::new();
    for text in managed::texts(folder)? {
        let number: Option<u32> = text.name.strip_prefix('v').and_then(|number| number.parse().ok());
        let number = number.ok_or_else(|| format!("`{policy}/{}.json` is no version", text.name))?;
        versions.push((number, Text { name: format!("{policy} {}", text.name), ..text }));
    }
    versions.sort_by_key(|(number, _)| *number);
    Ok(versions.into_iter().map(|(_, text)| text).collect())
}

/// Whether there is a witness, and the evaluator has the new version allow each and the existing one none.
fn replays(existing: &Policy, new: &Policy, answer: &Answer) -> bool {
    let allows =
        |policy, request| eval::evaluate(policy, request, Scope::default()).decision == Decision::Allow;
    let breaks = |request| allows(new, request) && !allows(existing, request);
    !answer.witnesses.is_empty() && answer.witnesses.iter().all(|witness| breaks(&witness.request))
}
