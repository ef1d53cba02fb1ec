//! From the syntax tree to the typed policy: each string is read as what its place makes it, and what
//! cannot be read so is reported at its place, all of a document at once.

mod condition;
mod document;
pub(crate) mod principal;
mod template;

pub use document::lower;
