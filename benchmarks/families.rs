//! How the native engine's time grows with the policies: families of questions whose answer is planted.
//!
//! Every family has a question that holds and one that fails for each size, the sizes doubling until one takes longer
//! than the limit. Deciding alone is timed, the quickest of five runs, as the
//! machine has other things to do. The growth is the slope of a line through
//! the last four points, time over the policies' length in bytes, both as logarithms: 1 is linear, 2 is quadratic.
//! Exits with 1 if an answer is wrong, a request is not in its term, or "unknown" came late; with 2 if something is missing.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that reports")]

mod family;
#[expect(dead_code, reason = "these policies come from no folder")]
mod managed;
#[expect(dead_code, reason = "nor are they paired at random")]
mod pairs;
mod run;
#[expect(dead_code, reason = "no spread is shown")]
mod times;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use family::{FAMILIES, Family};
use hornbeam::decide::{Budget, Engine, Native, Verdict};
use hornbeam::formula::{Arena, value};
use hornbeam::witness::complete;
use managed::Text;

/// The largest size.
const LARGEST: usize = 512;
/// A size that takes longer is a family's last.
const LONG: Duration = Duration::from_secs(2);
const LIMIT: Duration = Duration::from_secs(10);
/// How late an engine may say that it does not know.
const GRACE: Duration = Duration::from_secs(1);
const RUNS: usize = 5;
/// Points that the slope is taken from.
const POINTS: usize = 4;

fn main() -> ExitCode {
    match families() {
        Ok(code) => code,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

/// One size of one question.
struct Point {
    size: usize,
    bytes: usize,
    time: Duration,
    /// What is wrong, or why there is no answer.
    fault: Option<String>,
    undecided: bool,
}

fn families() -> Result<ExitCode, String> {
    let arguments = run::Arguments::read(LARGEST)?;
    let mut report = String::from("# Families of growing questions\n\n");
    report += &run::facts("not asked");
    report += "\n| family | answer | largest | its bytes | its time | growth |\n| --- | --- | --- | --- | --- | --- |\n";
    let mut notes = String::new();
    let mut wrong = 0;
    for family in &FAMILIES {
        for holds in [true, false] {
            let points = points(family, holds, arguments.count)?;
            let answer = if holds { "holds" } else { "fails" };
            for point in &points {
                if let Some(fault) = &point.fault {
                    wrong += usize::from(!point.undecided);
                    notes.push_str(&format!("- {}, {answer}, size {}: {fault}\n", family.name, point.size));
                }
            }
            let decided: Vec<_> = points.iter().filter(|point| !point.undecided).collect();
            let Some(last) = decided.last() else { continue };
            let slope = slope(decided.get(decided.len().saturating_sub(POINTS)..).unwrap_or_default());
            let growth = if decided.len() < points.len() {
                format!("{slope:.1}, then undecided")
            } else if slope > 2.2 {
                format!("**{slope:.1}**")
            } else {
                format!("{slope:.1}")
            };
            report.push_str(&format!(
                "| {} | {answer} | {} | {} | {} | {growth} |\n",
                family.name,
                last.size,
                last.bytes,
                times::show(last.time)
            ));
        }
        eprintln!("{}", family.name);
    }
    report.push_str(&format!("\nWrong: {wrong}.\n"));
    for family in &FAMILIES {
        report.push_str(&format!("- {}: {}\n", family.name, family.what));
    }
    if !notes.is_empty() {
        report.push_str(&format!("\n{notes}"));
    }
    print!("{report}");
    if arguments.record {
        eprintln!("recorded in {}", run::relative(&run::record("families", &report)?));
    }
    Ok(if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// The family's questions of one answer, by size.
fn points(family: &Family, holds: bool, largest: usize) -> Result<Vec<Point>, String> {
    let mut points = Vec::new();
    let mut size = 8;
    while size <= largest {
        let (existing, new) = (family.make)(size, holds);
        let [existing, new] = [("existing", existing), ("new", new)]
            .map(|(name, policy)| Text { name: name.to_owned(), text: policy.to_string() });
        let bytes = existing.text.len() + new.text.len();
        let (existing, new) = (managed::policy(&existing)?, managed::policy(&new)?);
        let mut arena = Arena::new();
        let term = pairs::excess(&mut arena, &existing, &new);
        let term = arena.simplify(term);
        let budget = Budget { time: LIMIT, ..Budget::default() };
        let mut runs = Vec::new();
        let mut verdict = Verdict::Empty;
        for _ in 0..RUNS {
            let start = Instant::now();
            verdict = Native.decide(&arena, term, &budget);
            runs.push(start.elapsed());
            if start.elapsed() > LONG {
                break;
            }
        }
        let time = runs.into_iter().min().unwrap_or_default();
        let undecided = matches!(verdict, Verdict::Unknown(_)) && time < LIMIT + GRACE;
        let fault = match &verdict {
            Verdict::Empty => (!holds).then(|| "said to hold".to_owned()),
            Verdict::Member(_) if holds => Some("said to fail".to_owned()),
            Verdict::Member(assignment) => {
                let is_member = value(&arena, term, &complete(assignment));
                (!is_member).then(|| "the request is not in the term".to_owned())
            }
            Verdict::Unknown(reason) => Some(format!("undecided after {}: {}", times::show(time), reason.0)),
        };
        let ends = time > LONG || undecided;
        points.push(Point { size, bytes, time, fault, undecided });
        if ends {
            break;
        }
        size *= 2;
    }
    Ok(points)
}

/// The slope of the line with the least squares through the points, as logarithms.
fn slope(points: &[&Point]) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "lengths of policies are small")]
    let logarithms: Vec<(f64, f64)> = points
        .iter()
        .map(|point| ((point.bytes as f64).ln(), point.time.as_secs_f64().max(1e-9).ln()))
        .collect();
    #[expect(clippy::cast_precision_loss, reason = "at most four")]
    let count = logarithms.len() as f64;
    let sum = |of: fn(&(f64, f64)) -> f64| logarithms.iter().map(of).sum::<f64>();
    let (x, y, xy, xx) = (sum(|p| p.0), sum(|p| p.1), sum(|p| p.0 * p.1), sum(|p| p.0 * p.0));
    (count * xy - x * y) / (count * xx - x * x)
}
