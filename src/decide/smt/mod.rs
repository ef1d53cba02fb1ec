//! Terms as SMT-LIB 2.6 scripts over strings, regular expressions, reals and bit-vectors.
//!
//! | attribute | constants |
//! | --- | --- |
//! | principal, action, resource | one `String` |
//! | single-valued key | a `Bool` (present) and, for each reading that a test needs, a text (`String`), a number or point in time (`Real`, with a `Bool` that it is one), an address (bit-vector, with a `Bool` a family) |
//! | multi-valued key | for each `Some` on it one candidate element with a `Bool` that it is in the set |
//!
//! *Sets.* `n` distinct `Some` terms about one key need at most `n` elements: from any set keep, for each
//! term that is true of it, one element that makes it so; the true ones stay true, and the false ones stay
//! false since they are monotone. So "some element of the set is in the term" is a finite disjunction.
//!
//! *Readings.* Text, number, time and address of one value are separate constants, linked only at the
//! literals that the term compares the text with. Where a term reads one value both ways this admits too
//! many assignments, never too few: "no request" stays right, and a request that does not replay is refused.
//!
//! *ARNs* that are tested by segment have a constant for each segment (`shapes`).
//!
//! *Templates with variables* become equations over concatenations and, between stars, searches for the
//! leftmost occurrence: a function of the text, and so right under negation too. What has no such form (a
//! `?` beside a variable in a part that floats; letter case ignored together with a variable) is replaced by
//! a free `Bool`, with the same consequence as for readings.

mod decode;
mod encode;
mod literal;
mod names;
mod regex;
mod script;
mod sets;
mod shapes;
mod template;
mod test;

pub use decode::{Value, decode};
pub use literal::{read_string, string};
pub use script::{Constant, ElementOf, Purpose, Reading, Script};
