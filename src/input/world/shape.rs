//! What a file is, told by the names at its top.

use super::own;
use crate::parse::{Node, Value};

/// What a file holds.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// The own format.
    Own,
    /// `get-account-authorization-details`.
    AuthorizationDetails,
}

/// What the file holds; `None` for what nobody reads.
pub(super) fn recognise(node: &Node) -> Option<Shape> {
    let Value::Object(members) = &node.value else { return None };
    let has = |name: &str| members.iter().any(|member| member.key.value == name);
    if own::FIELDS.iter().any(|field| has(field)) || members.is_empty() {
        return Some(Shape::Own);
    }
    if ["UserDetailList", "GroupDetailList", "RoleDetailList"].iter().any(|field| has(field)) {
        return Some(Shape::AuthorizationDetails);
    }
    None
}
