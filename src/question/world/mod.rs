//! Questions over a world: who can do what, with everything around a request taken into account.
//!
//! Each is asked of one party on one target at a time ([`Inquiry`]): the decision as a term, what the world settles put
//! in, the rest decided by the engines; a request that comes out is replayed through the evaluator in the setting
//! that the world gives it, and agrees with the world's facts. "There is none" rests on an engine's proof, or on the
//! terms alone.

mod ask;
mod assume;
mod can;
mod case;
mod claim;
mod contain;
mod doubts;
mod exchange;
mod external;
mod federated;
mod inquiry;
mod isolated;
mod memory;
mod mentioned;
mod needed;
mod outsiders;
mod own_side;
mod parties;
mod places;
mod prepared;
mod reach;
mod region;
mod request;
mod respell;
mod samples;
mod second;
mod sieve;
mod ways;
mod what_can;
mod who_can;

pub use ask::{Ask, AskError};
pub use assume::{Assume, Chain, Hop, assume};
pub use can::{Can, can};
pub use contain::{Contained, Containment, Fence, contain};
pub use exchange::Variant;
pub use external::{Callers, External, outside};
pub use inquiry::{Access, Inquiry};
pub use isolated::{Isolated, isolated};
pub use needed::{Restriction, needed, restrictions, without};
pub use own_side::OwnSide;
pub use parties::{outsiders, parties_of};
pub use reach::{Reach, Reachability, Reached, reach, reach_by_resource, targets};
pub use what_can::{Row, Share, WhatCan, what_can};
pub use who_can::{WhoCan, who_can};
