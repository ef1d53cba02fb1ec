//! Policies as hash-consed terms over the attributes of a request.
//!
//! The files `policy`, `principal`, `action`, `resource`, `condition` and `text` mirror those of `eval` and
//! match on the same enums in the same order; [`value()`] computes what a term is for one request, which a
//! property test holds against `eval`. Terms are exact: what an engine cannot express is that engine's
//! business to refuse. [`wellformed()`] says which requests exist. Alternatives not taken: terms over SMT
//! sorts (ties the meaning to one engine), one term type a theory (no sharing between the views of a key).

mod action;
mod arena;
mod compiler;
mod condition;
pub mod decision;
mod policy;
mod principal;
mod rename;
mod resource;
mod simplify;
mod split;
mod subject;
mod substitute;
mod term;
mod text;
mod value;
mod wellformed;

pub use arena::Arena;
pub use compiler::{Compiler, Shared};
pub use rename::Second;
pub use split::Cuts;
pub use subject::{Subject, hidden};
pub use substitute::Substitution;
pub use term::{Atom, Node, TermId, Test};
pub use value::{distance, value, value_with_ends};
pub use wellformed::{Universe, wellformed};
