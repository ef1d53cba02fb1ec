//! The native engine: exact, complete on its fragment, and quick, because a policy's tests are simple.
//!
//! A term is Boolean structure over tests, and each test looks at one text: a caller, an action, a segment of an
//! ARN, a value of a key. So the structure becomes clauses ([`encode`], `gates`), a clause-learning solver looks
//! for values of the tests (`solver`), and the theory of texts (`theory`) says which values go together: at once for two tests on
//! one text (one inside the other, or apart), and for all tests on it once every test has a value (`members`, by automata,
//! bounds of numbers, blocks of addresses). Texts that are equal are one text (`component`).
//!
//! **Trusted for "no request":** the encoding, the solver, and every lemma of the theory; each lemma is a fact about all
//! texts. A request that is found is checked against the term before it is given.
//!
//! **The fragment:** patterns over texts (letter case counting or not) and over the segments of ARNs, numbers,
//! points in time, networks, presence, sets with both quantifiers (one candidate element a claim), equality of attributes and
//! of segments. A variable inside a longer pattern is decided where its value can be guessed, or where what the pattern asks
//! of it between fixed parts cannot be met; the rest is "unknown", as are few constructs that are named.
//!
//! **Alternatives weighed.** Box subtraction: quick on policies as they are, exponential where many patterns overlap, and
//! it learns nothing from a dead end. Label classes (one Boolean a satisfiable combination of tests on a text): exact and
//! simple, but their number is exponential for overlapping patterns although few of them ever matter; here they are found
//! lazily, one lemma at a time. Decision diagrams over disjoint languages: good for many questions about one term, while ours
//! differ in every question; the same blow-up. A solver that learns pays for what the question needs.

mod addresses;
mod bounds;
mod component;
mod encode;
mod engine;
mod gates;
mod literal;
mod meaning;
mod members;
mod order;
mod segments;
mod shapes;
mod solver;
mod templates;
mod test;
mod texts;
mod theory;
mod whole;

pub use engine::Native;
