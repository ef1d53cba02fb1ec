//! cvc5 through `versus/cvc5_run.py`.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

const PROGRAM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benchmarks/versus/cvc5_run.py");

/// How long after its own limit a solver is ended.
const GRACE: Duration = Duration::from_secs(5);

/// What a solver said of one script, and after how long.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Outcome {
    /// Whether some request is in the term; `None` if the solver did not say.
    pub(crate) satisfiable: Option<bool>,
    /// Reading plus solving.
    pub(crate) time: Duration,
}

/// The folder for a benchmark's scripts, empty.
pub(crate) fn script_folder(benchmark: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/benchmarks").join(benchmark);
    drop(std::fs::remove_dir_all(&folder));
    folder
}

/// The version of cvc5; an error if it is not there.
pub(crate) fn version() -> Result<String, String> {
    let output =
        python().arg("--version").output().map_err(|error| format!("python3 does not start: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
    }
}

/// The outcome of each script, in order. One that crashes or blocks the solver costs no other its answer.
pub(crate) fn run(scripts: &[PathBuf], limit: Duration) -> Result<Vec<Outcome>, String> {
    let mut outcomes = Vec::new();
    while let Some(rest) = scripts.get(outcomes.len()..).filter(|rest| !rest.is_empty()) {
        let mut child = python()
            .arg("--limit")
            .arg(limit.as_secs_f64().to_string())
            .args(rest)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("python3 does not start: {error}"))?;
        let lines = lines(&mut child);
        for script in rest {
            let start = Instant::now();
            match lines.recv_timeout(limit + GRACE) {
                Ok(line) => {
                    outcomes.push(outcome(&line).ok_or_else(|| format!("{PROGRAM} printed `{line}`"))?)
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    drop(child.kill());
                    outcomes.push(Outcome { satisfiable: None, time: start.elapsed() });
                    tracing::warn!(script = %script.display(), "cvc5 crashed or did not stop");
                    break;
                }
            }
        }
        child.wait().map_err(|error| error.to_string())?;
    }
    Ok(outcomes)
}

fn python() -> Command {
    let mut command = Command::new("python3");
    command.arg(PROGRAM);
    command
}

/// The lines that the child prints, until it ends.
fn lines(child: &mut Child) -> Receiver<String> {
    let (sender, receiver) = channel();
    if let Some(stdout) = child.stdout.take() {
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
    }
    receiver
}

/// Reads `NAME VERDICT SECONDS`.
fn outcome(line: &str) -> Option<Outcome> {
    let mut words = line.rsplitn(3, ' ');
    let seconds: f64 = words.next()?.parse().ok()?;
    let satisfiable = match words.next()? {
        "sat" => Some(true),
        "unsat" => Some(false),
        "unknown" | "error" => None,
        _ => return None,
    };
    Some(Outcome { satisfiable, time: Duration::try_from_secs_f64(seconds).ok()? })
}
