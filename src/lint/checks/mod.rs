//! Every check, a file each, in folders by theme.

mod action;
mod arn;
mod condition;
mod control;
pub(super) mod document;
mod empty;
mod list;
pub(super) mod meaning;
mod pass_role;
mod principal;
mod redundant;
#[cfg(test)]
mod tests;
mod trust;
mod value;
mod variable;

pub use list::{check, checks};
