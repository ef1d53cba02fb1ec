//! Term in, verdict out: is there a request in the term?
//!
//! An [`Engine`] answers one of three things and is not believed in two of them: a request is replayed
//! through the evaluator before anyone sees it, and "unknown" stays unknown. Only "no request" rests on the
//! engine's word, which is why several can be asked and must agree ([`Portfolio`]).
//!
//! `native` decides almost every question by itself. What is outside its fragment goes on: `search` tries plain requests first and finds counterexamples without a solver; it proves nothing.
//!
//! The SMT engines share one encoding (`smt`), printed as SMT-LIB 2.6: `z3` reads that text in process,
//! `smtlib` hands it to any solver, and the `smt` command shows it. Alternatives not taken: building Z3's
//! terms by hand (a second encoding to trust), quantifiers for multi-valued keys (a set of witnesses is exact).

pub(crate) mod complete;
mod engine;
mod meter;
mod native;
mod portfolio;
mod search;
pub mod smt;
mod smtlib;
#[cfg(feature = "z3")]
mod z3;

pub use complete::complete;
pub use engine::{Assignment, Budget, Engine, Reason, Verdict};
pub use native::Native;
pub use portfolio::{EngineChoice, Portfolio};
pub use search::Search;
pub use smtlib::SmtLib;
#[cfg(feature = "z3")]
pub use z3::Z3;
