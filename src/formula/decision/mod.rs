//! The decision of a scenario as a term: everything around a request fixed, the request open.
//!
//! Mirrors `eval/decision` file by file, so that a reviewer holds one against the other. What `eval` reads off a
//! request to know which policies count (who asks, from which account, whose the resource is) is given here as
//! [`Sides`], since a question is about one caller, or one kind of callers, and one resource; the rest of the request
//! (action, resource, context) stays open. For every request with these sides, the term's value is whether
//! [`eval::decide`](crate::eval::decide) allows it, which a property test checks.
//!
//! | file | says |
//! | --- | --- |
//! | `parties` | who asks and who owns |
//! | `case` | which statements speak of a request |
//! | `filters` | RCPs, SCPs, VPC endpoint policies, Block Public Access |
//! | `grants` | identity and resource policies, with what limits them |
//! | `special` | calls that policies do not decide |
//! | `decide` | the decision |

mod case;
mod decide;
mod filters;
mod grants;
mod parties;
mod special;

pub use parties::{Sides, SidesInDecision, callers};
