//! Containment between many policies at once: what is plain about a pair is found without an engine.
//!
//! Of all pairs of real policies nearly none are contained, and most that are, plainly are. So first come requests: from each
//! policy's statements samples are made that it allows, and every policy is held against every sample, through an
//! index of their actions ([`Collection`]). What does not allow all of a policy's samples does not contain it, and
//! the sample is the witness. Then comes a proof statement by statement ([`proof`]). The few pairs that are neither
//! are the prover's.
//!
//! A sample is believed because the evaluator's own functions decided it, and because it is in the universe of every pair
//! ([`consistency`]); a proof, because each of its steps holds request by request. The work grows with the number of samples
//! that a policy is concerned with, not with the number of pairs.
//!
//! Alternatives: deciding pair by pair with an engine, which this still does for the rest; random
//! requests, which miss the one action in which two long lists differ.

mod actions;
mod callers;
mod candidates;
mod collection;
mod conditions;
mod consistency;
mod inclusion;
mod proof;
mod relation;
mod resources;
mod samples;

pub use collection::{Collection, Evidence, Plain};
pub use relation::Relation;
pub use resources::Resources;
