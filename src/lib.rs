//! hornbeam proves who can reach what in AWS.
#![doc = ""]

pub mod decide;
pub mod eval;
pub mod formula;
pub mod input;
pub mod model;
pub mod parse;
pub mod question;
pub mod witness;
