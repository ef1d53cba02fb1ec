//! A million small questions: the native engine against small universes gone through by the evaluator.
//!
//! What a small question is, and why its small universe suffices, is in `tests/property/tiny`. A quarter as many
//! are asked of the requests that can exist, where the universe is no proof that there is none. On all cores.
//! Exits with 1 if anything differs, or a question inside the argument for completeness is undecided.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that reports")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "the generator and the checks are a test's"
)]

#[path = "../tests/property/document.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod document;
#[path = "../tests/property/rng.rs"]
mod rng;
mod run;
#[path = "../tests/property/tiny/mod.rs"]
mod tiny;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use hornbeam::decide::{Budget, Native};
use hornbeam::formula::Universe;
use tiny::check::{Plan, check};

const QUESTIONS: usize = 1_000_000;
const LIMIT: Duration = Duration::from_secs(10);
const SEED: u64 = 20_000;

fn main() -> ExitCode {
    match small() {
        Ok(code) => code,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn small() -> Result<ExitCode, String> {
    let arguments = run::Arguments::read(QUESTIONS)?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut report = String::from("# Small questions\n\n");
    report += &run::facts("not asked");
    report.push('\n');
    let (mut wrong, mut notes) = (0, String::new());
    for (seed, cases, universe) in
        [(SEED, arguments.count, Universe::Free), (SEED + 1, arguments.count / 4, Universe::Any)]
    {
        let start = Instant::now();
        let budget = Budget { time: LIMIT, ..Budget::default() };
        let figures = check(&Plan { engine: &Native, budget, seed, cases, threads, universe });
        let seconds = start.elapsed().as_secs();
        report.push_str(&format!(
            "- universe {universe:?}, seed {seed}, {cases} questions, {} asked: {figures}; {seconds} s\n",
            figures.asked()
        ));
        for (reason, count) in &figures.reasons {
            report.push_str(&format!("  - {count} times: {reason}\n"));
        }
        wrong += figures.differences.len() + figures.undecided.len();
        for case in figures.differences.iter().chain(&figures.undecided) {
            notes.push_str(&format!("\n```\n{case}\n```\n"));
        }
    }
    report += &notes;
    print!("{report}");
    if arguments.record {
        eprintln!("recorded in {}", run::relative(&run::record("small", &report)?));
    }
    Ok(if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
