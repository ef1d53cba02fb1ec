//! Access findings: who outside a zone of trust can reach what, in findings that a person can act on, with a proof that
//! none is missing.
//!
//! For one resource, the external requests are those that its side allows (its policies, ACL, grants, shares and access
//! points, Block Public Access, and the RCPs above its account) to callers outside the zone, whose own side is taken to
//! allow everything. They are covered by *cells*: a principal, and conditions that the policies state, each with its
//! operator and all its values. The search is stratified predicate abstraction (Backes et al., CAV 2020): from the most
//! general cell downwards, a cell is a finding iff some external request in it lies in no cell below it.
//!
//! - Sound: each finding's witness is an external request, replayed by the evaluator.
//! - Complete: the union of the findings holds every external request, which an engine proves at the end; where it cannot,
//!   there is a finding of kind `error`.
//! - Minimal: each finding's witness lies in no other finding.
//!
//! Trusted: the terms of `formula`, the engines, and that [`outside`](crate::question::world::outside) lists all callers there are.

mod allowed;
mod analyse;
pub mod archive;
mod cell;
mod chains;
mod changes;
mod finding;
mod internal;
mod place;
mod points;
mod predicates;
mod preview;
mod restriction;
mod services;
mod settings;
mod slices;
pub mod state;
mod strata;
mod zone;

pub use analyse::{Analysis, analyse, analyse_accounts, of_resource};
pub use cell::Cell;
pub use changes::{Change, Compared, changes};
pub use finding::{Finding, Kind, Source};
pub use internal::internal;
pub use preview::{Configuration, Preview, ProposedPoint, preview};
pub use restriction::{rcp_restriction, scp_restriction};
pub use zone::Zone;
