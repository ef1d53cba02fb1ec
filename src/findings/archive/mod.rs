//! Archive rules: which findings are put aside without being looked at, in the service's filter language
//! (IAM/access-analyzer-archive-rules, IAM/access-analyzer-reference-filter-keys), and what a rule can hide.
//!
//! A finding is looked at as its *attributes*: for each filter key the values that the finding has of it, none if the key does
//! not apply. A filter is a conjunction over keys. [`beyond`] decides whether a filter lets through a finding that no
//! intended filter does, over all findings there can be; it needs no solver, since the language says nothing of one
//! value but that it equals or contains texts, and nothing of two keys together.

mod attributes;
mod beyond;
mod filter;
mod key;
mod shapes;
mod texts;

pub use attributes::Attributes;
pub use beyond::{Beyond, beyond};
pub use filter::{Criterion, Filter, Rule};
pub use key::{FilterKey, Refused};
