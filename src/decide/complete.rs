//! Filling in what a question leaves open.

use super::Assignment;
use crate::model::{Caller, Context, Request};

/// The caller of requests that leave the caller open.
pub(crate) const PRINCIPAL: &str = "arn:aws:iam::111122223333:role/example";
/// The action of requests that leave the action open.
pub(crate) const ACTION: &str = "s3:GetObject";
/// The resource of requests that leave the resource open.
pub(crate) const RESOURCE: &str = "arn:aws:s3:::example-bucket/example";

/// The request that the assignment describes, with plain values for what it leaves open.
pub fn complete(assignment: &Assignment) -> Request {
    let mut context = Context::default();
    for (key, values) in &assignment.context {
        context.set(key.clone(), values.clone());
    }
    let or = |value: &Option<String>, default: &str| value.clone().unwrap_or_else(|| default.to_owned());
    Request {
        principal: Caller::new(&or(&assignment.principal, PRINCIPAL)),
        action: or(&assignment.action, ACTION),
        resource: or(&assignment.resource, RESOURCE),
        resource_account: None,
        context,
    }
}
