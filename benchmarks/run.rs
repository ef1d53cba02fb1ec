//! What a benchmark is run with and where its figures go.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The command line.
pub(crate) struct Arguments {
    /// The folder with the managed policies: `--policies`.
    pub(crate) policies: PathBuf,
    /// How many questions or pairs: `--count`.
    pub(crate) count: usize,
    /// Whether to keep the figures: `--record`.
    pub(crate) record: bool,
    /// Whether to ask Z3 and not the default engines: `--z3`.
    pub(crate) z3: bool,
    /// How many questions to ask of slow solvers: `--solvers`.
    pub(crate) solvers: Option<usize>,
}

impl Arguments {
    /// Reads the command line; an error is a usage message.
    pub(crate) fn read(count: usize) -> Result<Arguments, String> {
        let policies = Path::new(ROOT).join("target/managed-policies");
        let mut arguments = Arguments { policies, count, record: false, z3: false, solvers: None };
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            match word.as_str() {
                // Cargo says so to every benchmark.
                "--bench" => {}
                "--record" => arguments.record = true,
                "--z3" => arguments.z3 = true,
                "--policies" => {
                    arguments.policies = words.next().ok_or("`--policies` needs a folder")?.into()
                }
                "--count" => {
                    let count = words.next().and_then(|word| word.parse().ok());
                    arguments.count = count.ok_or("`--count` needs a number")?;
                }
                "--solvers" => {
                    let solvers = words.next().and_then(|word| word.parse().ok());
                    arguments.solvers = Some(solvers.ok_or("`--solvers` needs a number")?);
                }
                other => {
                    return Err(format!(
                        "unknown argument `{other}`; there are --record, --z3, --policies DIR, --count N, --solvers N"
                    ));
                }
            }
        }
        Ok(arguments)
    }
}

/// A path as seen from the root of the repository.
pub(crate) fn relative(path: &Path) -> String {
    path.strip_prefix(ROOT).unwrap_or(path).display().to_string()
}

/// Machine and versions, a line each.
pub(crate) fn facts(cvc5: &str) -> String {
    let cpus = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpus.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let commit = Command::new("git").args(["-C", ROOT, "describe", "--always", "--dirty"]).output();
    let commit = commit.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    let mut facts = String::new();
    for (name, value) in [
        ("machine", format!("{} with {cores} cores", model.map_or("unknown processor", |(_, model)| model))),
        ("hornbeam", format!("{} at {}", env!("CARGO_PKG_VERSION"), commit.unwrap_or_default())),
        ("Z3", z3::full_version().to_owned()),
        ("cvc5", cvc5.to_owned()),
    ] {
        facts.push_str(&format!("- {name}: {value}\n"));
    }
    facts
}

/// Appends a report to `runs/DATE-NAME.md`; the path.
pub(crate) fn record(name: &str, report: &str) -> Result<PathBuf, String> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let path = Path::new(ROOT).join(format!("benchmarks/runs/{}-{name}.md", date(seconds / 86_400)));
    let earlier = std::fs::read_to_string(&path).map(|text| text + "\n").unwrap_or_default();
    std::fs::write(&path, earlier + report).map_err(|error| format!("`{}`: {error}", path.display()))?;
    Ok(path)
}

/// The date so many days after 1970-01-01 (Hinnant's `civil_from_days`, for days since then).
fn date(days: u64) -> String {
    let days = days + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let shifted = (5 * day + 2) / 153;
    let (day, month) =
        (day - (153 * shifted + 2) / 5 + 1, if shifted < 10 { shifted + 3 } else { shifted - 9 });
    let year = 400 * era + year + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}
