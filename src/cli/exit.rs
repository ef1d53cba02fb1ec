//! Exit codes.

use std::process::ExitCode;

use crate::question::{Answer, Conclusion};

/// How the program ends.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Exit {
    /// Every question holds.
    Holds,
    /// Nothing failed, something is unknown.
    Unknown,
    /// A question fails.
    Fails,
    /// It could not run.
    CouldNotRun,
}

impl Exit {
    pub(super) fn of(answer: &Answer) -> Exit {
        match answer.conclusion {
            Conclusion::Holds => Exit::Holds,
            Conclusion::Fails => Exit::Fails,
            Conclusion::Unknown => Exit::Unknown,
        }
    }

    pub(super) fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Exit::Holds => 0,
            Exit::Fails => 1,
            Exit::CouldNotRun => 2,
            Exit::Unknown => 3,
        })
    }
}
