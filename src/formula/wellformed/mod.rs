//! Which requests exist: the consistency that AWS keeps between the attributes of a request
//! (IAM/reference_policies_condition-keys; the list is derived from each key's "availability").
//!
//! Only implications that AWS's pages state are here. Where they leave a case open (what network keys a
//! service's own call has, what `aws:SourceIp` is under forward access sessions) both possibilities stay, so
//! that a claim proved here holds of more requests than there can be, never of fewer.

mod caller;
mod keys;
mod known;
#[cfg(test)]
mod tests;
mod universe;

pub use universe::{Universe, wellformed};
