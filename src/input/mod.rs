//! Requests and scenarios, as the JSON that people and other programs write.

mod derive;
mod fields;
mod request;
mod scenario;

pub use request::read_request;
pub use scenario::{read_scenario, read_scenario_value};
