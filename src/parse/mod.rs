//! Text to a spanned tree: a policy file is read whole, and *all* its errors are reported, each at its place.
//!
//! The stages, one way: [`source`] holds a file's text; [`json`] reads strict JSON and recovers from errors
//! so that one run shows them all; [`unwrap`] finds the policy inside the shapes that AWS's programs print;
//! [`grammar`] checks the policy grammar and builds a [`document::Document`]. What the elements *mean* is
//! unknown here: an operator, an action, an ARN is only text with a place.
//!
//! Trusted: nothing of the input. Every function is total; text is limited to [`MAX_BYTES`], nesting to
//! [`MAX_DEPTH`] levels, and the diagnostics of one file to a fixed number.
//!
//! The grammar followed is
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>; where AWS's validator
//! only advises against something (an empty list, say) the stricter reading is taken, since a lax one hides
//! mistakes.
//! `serde_json` is not used for policies: it stops at the first error, keeps the last of two equal keys
//! without a word, and has no spans.

mod collector;
pub mod diagnostic;
pub mod document;
pub(crate) mod elements;
pub mod grammar;
pub mod json;
pub mod source;
pub mod span;
pub mod unwrap;

pub use diagnostic::{Diagnostic, Severity, quoted};
pub use document::{
    ConditionEntry, Document, Effect, ListElement, PrincipalElement, PrincipalEntry, PrincipalKind,
    PrincipalValue, Statement, Version,
};
pub use grammar::{Parsed, find_policy, read_document, read_policy, read_policy_value};
pub use json::{
    MAX_DEPTH, Member, Node, Value, Written, offsets, read_json, read_json_lent, read_json_within,
};
pub use source::{MAX_BYTES, MAX_WORLD_BYTES, Source};
pub use span::{Offsets, Position, Span, Spanned};
pub use unwrap::{Found, find_document};
