//! The command line. Data goes to standard output, all else to standard error.
//!
//! Exit codes: 0 every question holds, 1 at least one fails, 2 could not run, 3 nothing failed but something
//! is unknown.

mod archive_rule;
mod arguments;
mod batch;
mod catalog;
mod exit;
mod files;
mod findings;
mod lattice;
mod listed;
mod preview;
mod progress;
mod reach;
mod result;
mod run;
mod smt;
mod threads;
mod validate;
mod world;
mod world_questions;

pub use run::main;
