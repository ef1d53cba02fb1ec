//! From an engine's assignment to a request that a person can read.
//!
//! An assignment is completed to a request ([`complete()`]), replayed by the caller's predicate, and made plainer
//! for as long as the predicate stays true ([`shrink`]). The predicate is the evaluator's word and the universe's,
//! so no engine is asked again, and what comes out depends on the question more than on the engine.

mod candidates;
mod known;
mod shrink;

pub use crate::decide::complete;
pub use candidates::Candidates;
pub use known::{known, spelt};
pub use shrink::shrink;
