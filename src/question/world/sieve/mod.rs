//! Which parties of a world come into question for a target, told by the words of the policies alone.
//!
//! Of the millions of pairs of a large world most are out at a glance: the party is in another account and nothing on the
//! resource's side speaks of it, or none of its own policies allows an action of the service, or names the
//! resource. Whoever is left out here is not allowed, whatever the reading of contested rules: a statement is held to speak
//! of a request as long as its action, resource and principal may, conditions are taken to hold, denials to deny
//! nothing. The converse does not hold; who is left in is asked about.
//!
//! What is relied on, besides the words: between accounts both sides must allow; within an account one of them, the
//! resource's only so far as it gives more than to the account ([`Grant`](crate::eval::decision)); at
//! each level SCPs must allow.

mod grantees;
mod members;
mod overlap;

pub(super) use grantees::{Given, Grantees};
pub(super) use members::Sieve;
pub(super) use overlap::Asked;
