//! What people ask, a file each. A question builds terms, has them decided, replays and shrinks the
//! witnesses, and words the answer: [`Answer`], one of three, never a `bool`.
//!
//! Every check here is one containment: new access is what a policy allows outside another one, granted
//! access what it allows inside a list, public access what it allows outside the trusted. So there is one
//! procedure ([`Prover`]) to be right about.

mod access_not_granted;
mod answer;
mod compare;
mod lattice;
mod no_new_access;
mod no_public_access;
mod prover;
mod reference;
mod resource_types;
mod simulate;
pub mod world;

pub use access_not_granted::{access_error, access_not_granted, access_reference};
pub use answer::{Answer, Blame, Conclusion, Direction, Known, Relation, Witness};
pub use compare::compare;
pub use lattice::{Lattice, Undecided, lattice};
pub use no_new_access::no_new_access;
pub(crate) use no_public_access::{holds_to_fixed_values, is_named};
pub use no_public_access::{no_public_access, trusted};
pub use prover::Prover;
pub use resource_types::ResourceType;
pub use simulate::{Simulation, simulate};
