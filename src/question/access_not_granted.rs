//! Does a policy grant any of these actions on any of these resources?

use super::answer::Answer;
use super::no_new_access::containment;
use super::prover::Prover;
use super::reference;
use crate::model::{Action, Effect, Policy, PrincipalElement, Resource, ResourcePattern, Template};
use crate::parse::quoted;

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

/// What is wrong with an action or resource that was to be looked for; `None` if nothing is. A misspelt one would
/// be granted by no policy, and the answer a proof of nothing.
pub fn access_error(action: Option<&str>, resource: Option<&str>) -> Option<String> {
    let is_action = |text: &str| {
        let parts =
            text.split_once(':').is_some_and(|(service, name)| !service.is_empty() && !name.is_empty());
        text == "*" || (parts && !text.contains(char::is_whitespace))
    };
    let is_resource = |text: &str| {
        let segments = text.splitn(6, ':').collect::<Vec<_>>();
        text == "*" || matches!(segments.as_slice(), ["arn", _, _, _, _, resource] if !resource.is_empty())
    };
    match (action, resource) {
        (Some(action), _) if !is_action(action) => {
            Some(format!("{} is not an action, `service:Name`", quoted(action)))
        }
        (_, Some(resource)) if !is_resource(resource) => Some(format!(
            "{} is not an ARN of six fields, `arn:aws:s3:::bucket/*`, nor `*`",
            quoted(resource)
        )),
        _ => None,
    }
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
