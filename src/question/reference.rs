//! Reference policies that questions make up.

use crate::model::{
    Action, Condition, Effect, Policy, PolicyType, PrincipalElement, Resource, Statement, Template, Version,
};
use crate::parse::Span;

/// A policy of this type without statements.
pub(super) fn empty(name: &str, policy_type: PolicyType) -> Policy {
    Policy { name: name.to_owned(), policy_type, version: Version::V2012, statements: Vec::new() }
}

/// Adds a statement about every action on every resource.
pub(super) fn add(
    policy: &mut Policy,
    effect: Effect,
    principal: PrincipalElement,
    conditions: Vec<Condition>,
) {
    policy.statements.push(Statement {
        index: policy.statements.len(),
        sid: None,
        span: Span::default(),
        effect,
        principal,
        action: Action::Action(vec![Template::anything()]),
        resource: Resource::Attached,
        conditions,
    });
}
