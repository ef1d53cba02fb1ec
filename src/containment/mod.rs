//! The containment order of many policies.

mod relation;

pub use relation::Relation;
