//! The oracle: one concrete request, one decision, with the statements that make it.
//!
//! Written from AWS's words and from nothing else, simple before fast: `formula` says the same for all
//! requests at once and is tested against this, file by file. What is trusted: that these files say what
//! AWS's documents say; each cites the page.

mod action;
mod asked;
mod condition;
pub mod decision;
mod keys;
mod policy;
mod principal;
mod reading;
mod resource;
pub(crate) mod text;

pub use decision::{
    Deciding, Verdict, decide, decide_noting, decide_request, decide_with, decision, decision_with,
};
pub(crate) use policy::matches_but_for_action;
pub use policy::{Decision, Outcome, Scope, allows, evaluate, matches};
pub use reading::Hinges;
