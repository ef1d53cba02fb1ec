//! Looking for a member among plain requests.
//!
//! Most claims that fail, fail for a request made of what the policies themselves mention. This engine goes
//! downhill from a few such requests, one attribute at a time, by [`formula::distance`](crate::formula::distance).
//! It never says that there is no request. Deterministic: the starts, the moves and the number of tries are fixed.

mod domain;
mod walk;

pub use walk::Search;
