//! Requests, scenarios and worlds, as the JSON that people and other programs write; and the files of the catalogue.

mod archive_rules;
pub mod catalog;
mod derive;
mod fields;
mod finding;
mod request;
mod scenario;
mod takeover;
pub mod world;

pub use archive_rules::{read_archive_rules, read_intended};
pub use finding::read_finding;
pub use request::read_request;
pub use scenario::{read_scenario, read_scenario_value};
pub use takeover::{Takeover, WorldFile, takeover};
pub use world::{read_configuration, read_world};
