//! Sets of texts given by `*`/`?` patterns: inclusion, disjointness, shortest members, exact counting.
//!
//! Everything is exact over all Unicode scalar values, and nothing depends on sampled letters: all letters
//! that no pattern names are alike, so that one of them stands for all (the argument stands in `shortest`
//! and, for two patterns, in `relation`). `pattern` is the normal form and membership, `relation` decides two
//! patterns by greedy matching and only rarely by search, `product` is the automaton of many constraints on
//! one text, in which `shortest` and `count` search, and `joined` lifts relations to patterns by component.
//!
//! Trusted: nothing but this folder. Its tests hold it against brute force over tiny alphabets, where every
//! answer can be read off, and `tests/automata.rs` against the automata of the `regex-automata` crate.
//!
//! Alternatives not taken: regular expressions in general (patterns are all that policies have, and their
//! automata are runs of bits); determinising each pattern once (exponential in the `?`s, whereas a search
//! sees few of the sets); derivatives of expressions (the same sets, as trees).
//!
//! ```
//! use hornbeam::automata::{Constraint, Pattern, Shortest, shortest};
//!
//! let (get, objects) = (Pattern::glob("s3:Get*", true), Pattern::glob("s3:*Object", true));
//! assert_eq!(get.includes(&Pattern::literal("S3:getobject", true)), Some(true));
//! assert_eq!((get.includes(&objects), get.is_disjoint(&objects)), (Some(false), false));
//! let wanted = Constraint { pattern: &objects, before: "", after: "", wanted: true };
//! let unwanted = Constraint { pattern: &get, before: "", after: "", wanted: false };
//! assert_eq!(shortest(&[wanted, unwanted], None, &mut 1_000), Shortest::Member("s3:object".to_owned()));
//! ```

mod alphabet;
mod bytes;
mod constraint;
mod count;
mod front;
mod greedy;
mod joined;
mod layout;
mod pattern;
mod positions;
mod product;
mod relation;
mod shortest;
mod states;
#[cfg(test)]
mod tests;

pub use constraint::Constraint;
pub use count::{Count, count};
pub use joined::Joined;
pub use pattern::{Pattern, Symbol};
pub use shortest::{Shortest, shortest};
