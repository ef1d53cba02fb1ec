//! Random policies and requests: the evaluator, the formulas and the engines must agree on all of them.
//!
//! Seeds are fixed, so every run is the same run. `HORNBEAM_PROPERTY_FACTOR=50` makes each test fifty times
//! longer, `HORNBEAM_PROPERTY_SEED` starts elsewhere. An engine's answer that does not come in time is no answer
//! and is right, so that nothing hangs on the clock.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "generators and checks outside `#[test]` functions: a failure of theirs is the test's"
)]

mod property {
    mod arns;
    mod atlas;
    mod cast;
    mod document;
    mod operands;
    #[cfg(feature = "z3")]
    mod pairs;
    mod policies;
    mod questions;
    mod requests;
    mod rng;
    mod run;
    mod scenes;
    mod tiny;
    mod words;

    mod agreement;
    #[cfg(feature = "z3")]
    mod containment;
    mod containment_of_worlds;
    mod decisions;
    #[cfg(feature = "z3")]
    mod engines;
    #[cfg(feature = "z3")]
    mod exhaustive;
    mod laws;
    #[cfg(feature = "z3")]
    mod pinned;
    mod reach;
    mod readings;
    mod settings;
    mod small;
    mod worlds;
}
