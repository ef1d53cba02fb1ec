//! How fast one request is decided: by the evaluator alone, and as a line of `batch`.
//!
//! Two kinds of scenarios: large ones that are made up (`scenarios`), a third of them each allowed, explicitly and
//! implicitly denied, no two of which share a policy; and those of AWS's documents in `tests/corpus/simulate`. They are
//! read once and then decided over and over on one thread; then they go through the program's `batch` on two threads, as
//! `simulate` lines from a file, as often as it takes, with a decision that hangs on no assumption and one that does
//! alike. Exits with 1 if an answer of `batch` is not the evaluator's decision.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that reports")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "the random numbers are a test's")]

#[path = "../tests/property/rng.rs"]
mod rng;
mod run;
mod scenarios;

use std::fs::File;
use std::hint::black_box;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use hornbeam::eval::{self, Decision, Scope};
use hornbeam::input::{read_scenario, read_scenario_value};
use hornbeam::model::Scenario;
use hornbeam::parse::{Source, read_json};
use serde_json::{Map, Value, json};

/// How many scenarios there are; `--count` for another number.
const SCENARIOS: usize = 3_000;
/// How long decisions are counted for, at least.
const LEAST: Duration = Duration::from_secs(3);
/// How many lines `batch` gets, at least.
const LINES: usize = 200_000;
const SEED: u64 = 500_000;
const PROGRAM: &str = env!("CARGO_BIN_EXE_hornbeam");

/// A scenario, its line for `batch`, and its decision.
struct Case {
    scenario: Scenario,
    line: String,
    decision: Decision,
}

fn main() -> ExitCode {
    match decisions() {
        Ok(code) => code,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn decisions() -> Result<ExitCode, String> {
    let arguments = run::Arguments::read(SCENARIOS)?;
    let mut report = String::from("# Decisions\n\n");
    report += &run::facts("not asked");
    let (made_up, tried) = made_up(arguments.count)?;
    let kind = format!("made up: {} of {tried} (seed {SEED}), a third of each decision", made_up.len());
    let mut wrong = measure(&mut report, &kind, &made_up)?;
    wrong += measure(&mut report, "AWS's documents: `tests/corpus/simulate`", &documents()?)?;
    print!("{report}");
    if arguments.record {
        eprintln!("recorded in {}", run::relative(&run::record("decisions", &report)?));
    }
    Ok(if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Measures one kind of scenarios into the report; how many answers of `batch` are wrong.
fn measure(report: &mut String, kind: &str, cases: &[Case]) -> Result<usize, String> {
    let bytes: usize = cases.iter().map(|case| case.line.len()).sum();
    report.push_str(&format!(
        "\n## Scenarios {kind}\n\n{} scenarios; {} bytes a line, {:.1} policies and {:.1} statements each\n\n",
        cases.len(),
        bytes / cases.len().max(1),
        mean(cases, |case| policies(&case.scenario).count()),
        mean(cases, |case| policies(&case.scenario).map(|policy| policy.statements.len()).sum()),
    ));
    report.push_str("| what | threads | a second | each |\n| --- | --- | --- | --- |\n");
    let row = |what: &str, threads: usize, count: usize, time: Duration| {
        let seconds = time.as_secs_f64();
        let (rate, each) = (count as f64 / seconds, seconds * 1e6 / count as f64);
        format!("| {what} | {threads} | {rate:.0} | {each:.2} µs |\n")
    };
    let decision =
        |case: &Case| eval::decision(&case.scenario.request, &case.scenario.setting, Scope::default());
    let (count, time) = over_and_over(cases, decision);
    *report += &row("decisions", 1, count, time);
    let verdict = |case: &Case| eval::decide(&case.scenario, Scope::default()).decision;
    let (count, time) = over_and_over(cases, verdict);
    *report += &row("decisions, explained", 1, count, time);
    let read = |case: &Case| {
        let node = read_json(&case.line).0?;
        read_scenario_value(&case.line, &node, &["id", "op"]).0
    };
    let (count, time) = over_and_over(cases, read);
    *report += &row("scenarios read", 1, count, time);
    let (count, time, wrong) = batch(cases)?;
    *report += &row("lines of `batch`", 2, count, time);
    report.push_str(&format!("\n{wrong} answers of `batch` differ from the evaluator's decision.\n"));
    Ok(wrong)
}

fn mean(cases: &[Case], of: impl Fn(&Case) -> usize) -> f64 {
    cases.iter().map(of).sum::<usize>() as f64 / cases.len().max(1) as f64
}

fn policies(scenario: &Scenario) -> impl Iterator<Item = &std::sync::Arc<hornbeam::model::Policy>> {
    let setting = &scenario.setting;
    let levels = setting.scps.iter().flatten();
    let others = setting.permissions_boundary.iter().chain(&setting.resource_policy);
    setting.identity_policies.iter().chain(levels).chain(others)
}

/// A third of each decision, in the order they were made up, and how many were.
fn made_up(count: usize) -> Result<(Vec<Case>, usize), String> {
    let most = count.div_ceil(3);
    let mut found = [0; 3];
    let mut cases = Vec::new();
    for number in 0.. {
        if cases.len() >= count {
            return Ok((cases, number));
        }
        let fields = scenarios::scenario(SEED, number as u64);
        let text = Value::Object(fields.clone()).to_string();
        let (scenario, diagnostics) = read_scenario(&Source::new("scenario", text));
        let scenario = scenario.ok_or_else(|| format!("a scenario cannot be read: {diagnostics:?}"))?;
        let decision = eval::decide(&scenario, Scope::default()).decision;
        if found[decision as usize] == most {
            continue;
        }
        found[decision as usize] += 1;
        cases.push(Case { scenario, line: line(fields, cases.len()), decision });
    }
    Err("there are no more numbers".to_owned())
}

/// The scenarios of AWS's documents that the corpus keeps, in the order of their files.
fn documents() -> Result<Vec<Case>, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/simulate");
    let failed = |error: std::io::Error| format!("`{}`: {error}", folder.display());
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(failed)? {
        paths.push(entry.map_err(failed)?.path());
    }
    paths.sort();
    let mut cases = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).map_err(failed)?;
        let corpus: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        for case in corpus["cases"].as_array().into_iter().flatten() {
            let Some(fields) = case["scenario"].as_object() else { continue };
            let (scenario, _) = read_scenario(&Source::new("scenario", case["scenario"].to_string()));
            let Some(scenario) = scenario else { continue };
            let decision = eval::decide(&scenario, Scope::default()).decision;
            cases.push(Case { line: line(fields.clone(), cases.len()), scenario, decision });
        }
    }
    Ok(cases)
}

/// The scenario as a line of `batch`.
fn line(mut fields: Map<String, Value>, id: usize) -> String {
    fields.insert("id".to_owned(), json!(id));
    fields.insert("op".to_owned(), json!("simulate"));
    Value::Object(fields).to_string()
}

/// Works on all the cases until the time is over; how often, and how long it took.
fn over_and_over<T>(cases: &[Case], work: impl Fn(&Case) -> T) -> (usize, Duration) {
    let start = Instant::now();
    let mut rounds = 0;
    while start.elapsed() < LEAST {
        for case in cases {
            black_box(work(black_box(case)));
        }
        rounds += 1;
    }
    (rounds * cases.len(), start.elapsed())
}

/// The lines through `batch`, again and again: how many, how long the process took, and how many answers are wrong.
fn batch(cases: &[Case]) -> Result<(usize, Duration, usize), String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/benchmarks/decisions");
    let path = folder.join("lines.jsonl");
    let failed = |error: std::io::Error| format!("`{}`: {error}", path.display());
    std::fs::create_dir_all(&folder).map_err(failed)?;
    let mut file = BufWriter::new(File::create(&path).map_err(failed)?);
    let rounds = LINES.div_ceil(cases.len());
    for _ in 0..rounds {
        for case in cases {
            file.write_all(case.line.as_bytes()).and_then(|()| file.write_all(b"\n")).map_err(failed)?;
        }
    }
    file.into_inner().map_err(|error| failed(error.into_error()))?;
    let answers = folder.join("answers.jsonl");
    let mut command = Command::new(PROGRAM);
    command.args(["batch", "--threads", "2"]).arg(&path).stdin(Stdio::null());
    command.stdout(File::create(&answers).map_err(failed)?);
    let start = Instant::now();
    let status = command.status().map_err(|error| format!("`batch` does not start: {error}"))?;
    let time = start.elapsed();
    if !status.success() {
        return Err(format!("`batch` ended with {status}"));
    }
    let (mut count, mut wrong) = (0, 0);
    for (line, case) in
        BufReader::new(File::open(&answers).map_err(failed)?).lines().zip(cases.iter().cycle())
    {
        let answer: Value =
            serde_json::from_str(&line.map_err(failed)?).map_err(|error| error.to_string())?;
        wrong += usize::from(answer["decision"] != case.decision.name());
        count += 1;
    }
    if count != rounds * cases.len() {
        return Err(format!("{count} answers to {} lines", rounds * cases.len()));
    }
    Ok((count, time, wrong))
}
