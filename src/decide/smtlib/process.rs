//! Running the solver.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::answer::{self, Output};
use crate::decide::smt::{Script, decode};
use crate::decide::{Budget, Engine, Reason, Verdict};
use crate::formula::{Arena, TermId};

/// An external solver.
#[derive(Clone, Debug)]
pub struct SmtLib {
    program: String,
    arguments: Vec<String>,
}

impl SmtLib {
    /// The solver that this command line runs, such as `cvc5 --strings-exp`; words are split at white space.
    /// `None` for a blank one.
    pub fn new(command: &str) -> Option<SmtLib> {
        let mut words = command.split_whitespace().map(str::to_owned);
        Some(SmtLib { program: words.next()?, arguments: words.collect() })
    }

    fn ask(&self, script: &Script, budget: &Budget) -> Result<Output, String> {
        let file = ScriptFile::new(&script.text(None, true))
            .map_err(|error| format!("no temporary file: {error}"))?;
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).arg(&file.path);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let child = command.spawn().map_err(|error| format!("`{}` does not start: {error}", self.program))?;
        finish(child, budget.time).map(|output| answer::parse(&output))
    }
}

impl Engine for SmtLib {
    fn name(&self) -> &'static str {
        "smtlib"
    }

    fn decide(&self, arena: &Arena, term: TermId, budget: &Budget) -> Verdict {
        let script = Script::new(arena, term);
        match self.ask(&script, budget) {
            Ok(Output::Unsat) => Verdict::Empty,
            Ok(Output::Sat(values)) => Verdict::Member(Box::new(decode(&script, &values))),
            Ok(Output::Other(said)) => Verdict::Unknown(Reason(format!("the solver said `{said}`"))),
            Err(reason) => Verdict::Unknown(Reason(reason)),
        }
    }
}

/// What the child prints until it ends, at most 16 MB; an error if it does not end in time.
fn finish(mut child: Child, time: Duration) -> Result<String, String> {
    let deadline = Instant::now() + time;
    let stdout = child.stdout.take();
    let reader = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(stdout) = stdout {
            drop(stdout.take(16 << 20).read_to_end(&mut bytes));
        }
        String::from_utf8_lossy(&bytes).into_owned()
    });
    let mut pause = Duration::from_micros(200);
    loop {
        match child.try_wait() {
            Ok(Some(_)) => break,
            Ok(None) if Instant::now() < deadline => std::thread::sleep(pause),
            Ok(None) | Err(_) => {
                drop(child.kill());
                drop(child.wait());
                return Err(format!("the solver did not answer within {} s", time.as_secs_f64()));
            }
        }
        pause = (pause * 2).min(Duration::from_millis(10));
    }
    reader.join().map_err(|_| "the solver's output could not be read".to_owned())
}

/// A script in a temporary file, gone when dropped.
struct ScriptFile {
    path: PathBuf,
}

impl ScriptFile {
    fn new(text: &str) -> std::io::Result<ScriptFile> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("hornbeam-{}-{number}.smt2", std::process::id()));
        let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(&path)?;
        let file_guard = ScriptFile { path };
        file.write_all(text.as_bytes())?;
        Ok(file_guard)
    }
}

impl Drop for ScriptFile {
    fn drop(&mut self) {
        drop(std::fs::remove_file(&self.path));
    }
}
