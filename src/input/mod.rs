//! Requests, scenarios and worlds, as the JSON that people and other programs write; and the files of the catalogue.

pub mod catalog;
mod derive;
mod fields;
mod request;
mod scenario;
pub mod world;

pub use request::read_request;
pub use scenario::{read_scenario, read_scenario_value};
pub use world::read_world;
