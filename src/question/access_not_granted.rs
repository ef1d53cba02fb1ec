//! Does a policy grant any of these actions on any of these resources?

use super::answer::Answer;
use super::no_new_access::containment;
use super::prover::Prover;
use super::reference;
use crate::model::{Action, Effect, Policy, PrincipalElement, Resource, ResourcePattern, Template};

/// Holds iff the policy allows no request whose action is in one of `actions` (any action, if there are none)
/// and whose resource is in one of `resources` (any, if there are none). Both may have wildcards.
pub fn access_not_granted(
    prover: &Prover,
    policy: &Policy,
    actions: &[String],
    resources: &[String],
) -> Answer {
    containment(prover, "access-not-granted", &access_reference(policy, actions, resources), policy)
}

/// The policy that allows every request but those: what grants none of them stays inside it.
pub fn access_reference(policy: &Policy, actions: &[String], resources: &[String]) -> Policy {
    let mut reference = reference::empty("access", policy.policy_type);
    reference::add(&mut reference, Effect::Allow, PrincipalElement::Attached, Vec::new());
    reference::add(&mut reference, Effect::Deny, PrincipalElement::Attached, Vec::new());
    if let Some(denied) = reference.statements.last_mut() {
        if !actions.is_empty() {
            denied.action = Action::Action(actions.iter().map(|action| Template::glob(action)).collect());
        }
        if !resources.is_empty() {
            let patterns = resources.iter().map(|resource| ResourcePattern::new(Template::glob(resource)));
            denied.resource = Resource::Resource(patterns.collect());
        }
    }
    reference
}
