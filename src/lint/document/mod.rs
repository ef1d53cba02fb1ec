//! A policy document read leniently: whatever is there, at its place, well-formed or not.
//!
//! Nothing is refused: an element of a wrong type has no items, an unknown effect is none, equal keys are all kept.
//! Element names are case-sensitive, as in the grammar.

mod condition;
mod item;
mod list;
mod principal;
mod statement;
#[cfg(test)]
mod tests;
mod whole;

pub use condition::Condition;
pub use item::{Element, Item};
pub use list::List;
pub use principal::{PrincipalEntry, Principals};
pub use statement::Statement;
pub use whole::Document;
