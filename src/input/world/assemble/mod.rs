//! From what the files say to a world: names are looked up, and what two files say of one thing is compared.
//! Every name that leads nowhere and every disagreement is an error at its place.

mod accounts;
mod controls;
mod managed;
mod organization;
mod resources;
mod world;

pub(super) use world::assemble;
