//! What is wrong with a policy, or likely not meant: AWS's checks by their codes, and checks by meaning.
//!
//! [`Validation`] reads a document leniently ([`document`]): what the strict grammar refuses (an empty list, a wrong type,
//! a misspelt element) is here something to report at its place. Each check is a file in [`checks`]: what it finds, why
//! that matters, an example, and what to write instead, which is the page that `hornbeam explain CODE` prints and
//! which a test runs. Codes, categories and places are those of AWS's policy validation
//! (IAM/access-analyzer-reference-policy-checks); messages and pages are our own words. Checks that AWS does not have
//! carry [`Origin::Hornbeam`], and evidence: a request, or that there is none.
//!
//! Trusted: nothing of the input. A check that says something about *all* requests asks the prover and keeps silent
//! where that cannot decide.

pub mod check;
pub mod checks;
pub mod document;
mod effort;
pub mod finding;
pub mod kind;
pub mod place;
pub mod subject;
mod validate;
pub mod world;

pub use check::{Category, Check, Example, Origin};
pub use checks::{check, checks};
pub use effort::Effort;
pub use finding::{Evidence, Finding, Findings, Location, OwnedStep};
pub use kind::ResourceKind;
pub use place::{Place, Step};
pub use subject::Subject;
pub use validate::Validation;
