//! How far a long command is, on a terminal.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many resources are done between two lines.
const STEP: usize = 500;

/// Counts what is done, and shows it where standard error is a terminal.
#[derive(Debug)]
pub(super) struct Progress {
    shown: bool,
    done: AtomicUsize,
}

impl Progress {
    pub(super) fn new() -> Progress {
        Progress { shown: std::io::stderr().is_terminal(), done: AtomicUsize::new(0) }
    }

    /// So many more are done.
    pub(super) fn more(&self, more: usize) {
        let before = self.done.fetch_add(more, Ordering::Relaxed);
        if self.shown && before / STEP != (before + more) / STEP {
            say(&format!("\r{} resources looked at", before + more));
        }
    }

    /// Takes the line away.
    pub(super) fn end(&self) {
        if self.shown && self.done.load(Ordering::Relaxed) >= STEP {
            say("\r\u{1b}[K");
        }
    }
}

/// Writes to standard error; where that fails there is nobody to tell.
fn say(text: &str) {
    let mut stderr = std::io::stderr().lock();
    drop(stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush()));
}
