//! The five classic mistakes, looked for in a whole world: full wildcards, privileges without a condition, keys that
//! live long, trust that is too broad, and administrators whom no boundary holds.
//!
//! Each check is a file: what it finds, why that matters, a world that has it, and one that has not, which
//! `hornbeam explain CODE` prints and a test runs. They look at what permissions amount to and not at how they are
//! spelt: the identity-based policies of a user or role (for a user those of its groups too) with boundary and SCPs, the trust
//! policy of a role with the RCPs above it. Evidence is a request that the evaluator decides as the finding says, or a
//! proof that there is none. What cannot be decided is listed apart, and is no finding.
//!
//! Service-linked roles are left out: nobody can change what they may do. A group is looked at in its members: without
//! one it lets nobody do anything.

mod ask;
mod assess;
mod check;
mod finding;
mod foreign_account_trusted;
mod full_wildcard_permissions;
mod list;
mod long_lived_keys;
mod overbroad_trust;
mod root_access_keys;
mod sensitive;
mod service_wildcard_permissions;
mod strangers;
mod unbounded_delegated_administrator;
mod unconditioned_privilege;

pub use assess::{Assessment, assess};
pub use check::{Subject, WorldCheck};
pub use finding::{Undecided, WorldFinding, WorldFindings};
pub use list::{world_check, world_checks};
