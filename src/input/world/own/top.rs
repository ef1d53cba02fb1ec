//! The top of the own format.

use super::{accounts, organization, policies, resources};
use crate::input::world::reading::Reading;
use crate::parse::Node;

/// The fields.
pub(in crate::input::world) const FIELDS: [&str; 4] = ["organization", "policies", "accounts", "endpoints"];

/// Reads a file of the own format.
pub(in crate::input::world) fn read(reading: &mut Reading<'_>, node: &Node) {
    let world = reading.record("a world", node, &FIELDS);
    if let Some(node) = world.get("organization") {
        organization::read(reading, node);
    }
    for item in reading.items(&world, "policies") {
        policies::read(reading, item);
    }
    for item in reading.items(&world, "accounts") {
        accounts::read(reading, item);
    }
    for item in reading.items(&world, "endpoints") {
        resources::read_endpoint(reading, item);
    }
}
