//! The whole process: `hornbeam compare` of two policies of median size, from start to exit.
//!
//! The two are the managed policies in the middle by length. Fifty runs, each next to one of `true` (a process that does
//! nothing), one of `hornbeam --version`, and one of the comparison; the figures are the middle of each. Exits with 2
//! if something is missing or the comparison does not come to a relation.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that reports")]

#[expect(dead_code, reason = "the policies are only read by the program")]
mod managed;
mod run;
mod times;

use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use managed::Text;

const RUNS: usize = 50;
const PROGRAM: &str = env!("CARGO_BIN_EXE_hornbeam");

fn main() -> ExitCode {
    match start() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn start() -> Result<(), String> {
    let arguments = run::Arguments::read(RUNS)?;
    let mut texts = managed::texts(&arguments.policies)?;
    texts.sort_by_key(|text| text.text.len());
    let middle = texts.get(texts.len() / 2..).unwrap_or_default();
    let [one, other, ..] = middle else { return Err("too few policies".to_owned()) };
    let file = |text: &Text| arguments.policies.join(format!("{}.json", text.name));
    let mut compare = Command::new(PROGRAM);
    compare.arg("compare").arg(file(one)).arg(file(other));
    let mut version = Command::new(PROGRAM);
    version.arg("--version");
    let mut commands = [
        ("`true`", Command::new("true"), Vec::new()),
        ("`hornbeam --version`", version, Vec::new()),
        ("`hornbeam compare`", compare, Vec::new()),
    ];
    for _ in 0..arguments.count {
        for (name, command, times) in &mut commands {
            times.push(timed(name, command)?);
        }
    }
    let mut report = String::from("# The whole process\n\n");
    report += &run::facts("not asked");
    report.push_str(&format!(
        "- policies: `{}` and `{}`, {} bytes; {} runs\n\n| process | median | p90 | p99 | worst |\n| --- | --- | --- | --- | --- |\n",
        one.name,
        other.name,
        one.text.len(),
        arguments.count
    ));
    for (name, _, times) in commands {
        let [median, p90, p99, worst] = times::quartet(times).map(times::show);
        report.push_str(&format!("| {name} | {median} | {p90} | {p99} | {worst} |\n"));
    }
    print!("{report}");
    if arguments.record {
        eprintln!("recorded in {}", run::relative(&run::record("start", &report)?));
    }
    Ok(())
}

/// How long one run takes; it must end well.
fn timed(name: &str, command: &mut Command) -> Result<Duration, String> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let status = command.status().map_err(|error| format!("{name} does not start: {error}"))?;
    let time = start.elapsed();
    if status.success() { Ok(time) } else { Err(format!("{name} ended with {status}")) }
}
