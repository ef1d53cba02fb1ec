//! Small questions whose answer is known: every one is decided by going through a small universe.
//!
//! A question is whether the policy `new` allows a request that `existing` does not. `policies` makes pairs of
//! policies over the letters `a` and `b` and a few keys, most of them near to containment (`changes`), `universe`
//! finds by the evaluator alone whether there is such a request, and `check` holds an engine against that.
//!
//! **Why the small universe suffices.** Call an element (an `Action`, a `Resource`, a condition) true or false of a
//! request. A decision depends on the elements' truth values only, and an element's on the attributes that it
//! looks at only: its own and those that its variables name. So attributes fall into groups that no element
//! connects, and a request exists for a combination of truth values iff each group has an assignment for its part.
//!
//! 1. *One text.* An element asks whether the text is in some patterns. `texts` walks through all texts over the
//!    patterns' letters and a letter that no pattern names (for which any other letter can stand), and goes
//!    on only from the first text that leads to a set of places in each pattern. Two texts that lead to the same
//!    places stay together whatever follows them, so every combination of patterns that has a text gets one.
//! 2. *Equal texts.* In a group with variables that stand alone the elements also ask whether two texts are
//!    equal. A request uses at most *n* + 1 different texts of each combination of patterns for *n* attributes with
//!    one value (and one text more that is none of theirs, for an element of a set); they can be
//!    exchanged for any other *n* + 1 of that combination. `texts` therefore keeps the first *n* + 1 texts for each set of places
//!    and has as many letters that no pattern names. The first *n* + 1 texts that lead to some places have beginnings that are
//!    themselves among the first *n* + 1 of theirs: in length-lexicographic order, what comes before such a
//!    beginning comes before the text when both are continued alike.
//! 3. *Several values.* A set makes a condition true by one value, or by all, or by having no value but the empty text. So
//!    three things of a set settle all conditions on a key: for each, whether some value passes and whether all do,
//!    and whether all are empty. They follow from those of a set without one value and that value, so that adding one value at a
//!    time to the first set of each kind reaches all kinds.
//! 4. *Numbers, dates, addresses.* The operands come from a fixed list; `universe::KINDS` has for each list a value of every cell
//!    into which its operands divide the line or the address space, and one that cannot be read.
//!
//! Outside of this argument are variables inside longer patterns, comparisons of two attributes that ignore letter case, and
//! keys that are read in two ways (as texts and as numbers); there, and for requests that can exist, only one half is checked: what
//! the universe holds must not be called empty, and what an engine calls a member must be one.

mod changes;
pub(crate) mod check;
mod policies;
mod texts;
mod universe;
