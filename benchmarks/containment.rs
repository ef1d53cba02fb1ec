//! Containment between managed policies: 200 questions to each engine.
//!
//! Half of the questions are about policies whose names are neighbours, half about random pairs. Each asks
//! whether what the one policy allows lies inside what the other allows. Z3 and cvc5 get the same scripts; the
//! default engines (a search for a plain request, then Z3) are there for comparison. One core, 10 s a question.
//! A question that the terms alone settle reaches no engine and is only counted. With `--z3`: Z3 alone.
//! Exits with 1 if engines contradict each other, and with 2 if something is missing.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that reports")]

mod cvc5;
mod managed;
mod run;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use cvc5::Outcome;
use hornbeam::decide::smt::Script;
use hornbeam::decide::{Budget, EngineChoice, Portfolio, Verdict};
use hornbeam::formula::{Arena, TermId};
use managed::Generator;
use run::Arguments;

const QUESTIONS: usize = 200;
const LIMIT: Duration = Duration::from_secs(10);
const SEED: u64 = 1;

fn main() -> ExitCode {
    match benchmark() {
        Ok(code) => code,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

/// An engine's name, and its outcomes in the order of the scripts.
type Column = (&'static str, Vec<Outcome>);

fn benchmark() -> Result<ExitCode, String> {
    let arguments = Arguments::read(QUESTIONS)?;
    let texts = managed::texts(&arguments.policies)?;
    let version = cvc5::version();
    let start = Instant::now();
    let policies: Vec<_> = texts.iter().map(managed::policy).collect::<Result<_, _>>()?;
    let parsing = start.elapsed() / u32::try_from(policies.len()).unwrap_or(1);

    let mut generator = Generator(SEED);
    let mut pairs = generator.pairs(arguments.count / 2, policies.len(), true);
    pairs.extend(generator.pairs(arguments.count - pairs.len(), policies.len(), false));
    let folder = run::script_folder("containment");
    let (z3, default) = (Portfolio::new(EngineChoice::Z3, None)?, Portfolio::new(EngineChoice::Auto, None)?);
    let (mut by_z3, mut by_default) = (Vec::new(), Vec::new());
    let (mut compiling, mut printing) = (Vec::new(), Vec::new());
    let mut scripts = Vec::new();
    for (number, &(existing, new)) in pairs.iter().enumerate() {
        let (Some(existing), Some(new)) = (policies.get(existing), policies.get(new)) else { continue };
        let mut arena = Arena::new();
        let start = Instant::now();
        let term = managed::excess(&mut arena, existing, new);
        let term = arena.simplify(term);
        compiling.push(start.elapsed());
        if term == Arena::FALSE {
            continue;
        }
        let start = Instant::now();
        let script = Script::new(&arena, term);
        printing.push(start.elapsed());
        scripts.push(managed::write_script(&folder, number, &script, existing, new)?);
        by_z3.push(ask(&z3, &arena, term));
        if !arguments.z3 {
            by_default.push(ask(&default, &arena, term));
        }
    }
    let by_cvc5 = match &version {
        _ if arguments.z3 => Vec::new(),
        Ok(_) => cvc5::run(&scripts, LIMIT)?,
        Err(missing) => {
            eprintln!("warning: cvc5 is left out: {missing}");
            Vec::new()
        }
    };
    let columns: [Column; 3] = [
        ("Z3, in process", by_z3),
        ("cvc5, Python package", by_cvc5),
        ("default: search, then Z3", by_default),
    ];

    let mut report = String::from("# Containment between managed policies\n\n");
    report += &run::facts(version.as_deref().unwrap_or("not there"));
    report.push_str(&format!(
        "- policies: {}, fingerprint {}\n- questions: {}, of which the terms alone settle {}; limit {} s\n\
         - parse: {} a policy on average; compile a question: {}; print its script: {}\n\n\
         The engines' times, over the other questions, include printing the script (Z3) or reading it (cvc5).\n\
         `unsat`: there is no request, the containment holds.\n\n\
         | engine | median | p90 | p99 | worst | undecided | unsat | sat |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n",
        policies.len(),
        managed::fingerprint(&texts),
        pairs.len(),
        pairs.len() - scripts.len(),
        LIMIT.as_secs(),
        milliseconds(parsing),
        spread(compiling),
        spread(printing),
    ));
    for (engine, outcomes) in &columns {
        report += &row(engine, outcomes);
    }
    let (notes, disagreements) = notes(&scripts, &columns);
    report.push_str(&format!("\nDisagreements: {disagreements}.\n{notes}"));
    print!("{report}");
    if arguments.record {
        eprintln!("recorded in {}", run::relative(&run::record("containment", &report)?));
    }
    Ok(if disagreements == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// What the engines say of the term, and after how long.
fn ask(engines: &Portfolio, arena: &Arena, term: TermId) -> Outcome {
    let budget = Budget { time: LIMIT, ..Budget::default() };
    let start = Instant::now();
    let (verdict, _) = engines.decide(arena, term, &budget);
    let time = start.elapsed();
    let satisfiable = match verdict {
        Verdict::Member(_) => Some(true),
        Verdict::Empty => Some(false),
        Verdict::Unknown(_) => None,
    };
    Outcome { satisfiable, time }
}

/// A line for each disagreement and each undecided question, and how many disagreements there are.
fn notes(scripts: &[PathBuf], columns: &[Column]) -> (String, usize) {
    let (mut lines, mut disagreements) = (String::new(), 0);
    for (at, script) in scripts.iter().enumerate() {
        let script = run::relative(script);
        let mut answers = Vec::new();
        for (engine, outcomes) in columns {
            match outcomes.get(at).map(|outcome| outcome.satisfiable) {
                Some(Some(satisfiable)) => answers.push(satisfiable),
                Some(None) => lines.push_str(&format!("- undecided by {engine}: `{script}`\n")),
                None => {}
            }
        }
        if answers.iter().any(|answer| Some(answer) != answers.first()) {
            disagreements += 1;
            lines.push_str(&format!("- disagreement: `{script}`\n"));
        }
    }
    (if lines.is_empty() { lines } else { format!("\n{lines}") }, disagreements)
}

/// A line of the table.
fn row(engine: &str, outcomes: &[Outcome]) -> String {
    if outcomes.is_empty() {
        return format!("| {engine} | not run | | | | | | |\n");
    }
    let mut times: Vec<_> = outcomes.iter().map(|outcome| outcome.time).collect();
    times.sort_unstable();
    let [median, p90, p99, worst] =
        [50, 90, 99, 100].map(|percent| milliseconds(percentile(&times, percent)));
    let count = |wanted| outcomes.iter().filter(|outcome| outcome.satisfiable == wanted).count();
    let (undecided, unsat, sat) = (count(None), count(Some(false)), count(Some(true)));
    format!(
        "| {engine} | {median} | {p90} | {p99} | {worst} | {undecided} of {} | {unsat} | {sat} |\n",
        times.len()
    )
}

/// Median and worst.
fn spread(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let [median, worst] = [50, 100].map(|percent| milliseconds(percentile(&times, percent)));
    format!("median {median}, worst {worst}")
}

/// The least of the sorted times that so many percent of them do not exceed.
fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or_default()
}

fn milliseconds(time: Duration) -> String {
    let milliseconds = time.as_secs_f64() * 1e3;
    if milliseconds < 10.0 { format!("{milliseconds:.2} ms") } else { format!("{milliseconds:.0} ms") }
}
