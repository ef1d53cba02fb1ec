//! Making a witness one that AWS has today.

use super::candidates::Candidates;
use super::shrink::nearest;
use crate::model::catalog::{self, Action as Known, ArnFormat, Target};
use crate::model::{Action, Policy, Request};

/// How many actions are tried, and how many of those that one pattern stands for.
const MOST_ACTIONS: usize = 16;
const MOST_OF_PATTERN: usize = 8;
/// How many resources are tried for one action on one kind of target.
const MOST_RESOURCES: usize = 4;

/// A request like this one that the catalogue admits and that still satisfies `holds`; none if none was found, which proves
/// nothing. Actions come from the policies' patterns, and those of the request's own service; resources from the
/// candidates and from the formats of what the action works on; keys that are not supplied go. Deterministic.
pub fn known(
    request: &Request,
    policies: &[&Policy],
    candidates: &Candidates,
    holds: &dyn Fn(&Request) -> bool,
) -> Option<Request> {
    let admitted = |request: &Request| catalog::lack(request).is_none() && holds(request);
    // Of large policies' texts only those that begin like the request's can serve.
    let near: Vec<&String> = nearest(&candidates.resources, &request.resource);
    for action in actions(request, policies) {
        let named = Request { action: action.to_string(), ..request.clone() };
        for choice in catalog::choices(action) {
            for resource in resources(&named, action, choice, &near) {
                let changed = supplied(Request { resource, ..named.clone() }, action, choice);
                if admitted(&changed) {
                    return Some(changed);
                }
            }
        }
    }
    None
}

/// Actions to try: the request's own, those that the policies' patterns stand for, those of the resource's service, and those
/// on the resource of the service whose action the request has.
fn actions(request: &Request, policies: &[&Policy]) -> Vec<Known> {
    let mut actions: Vec<Known> = catalog::action_named(&request.action).into_iter().collect();
    let own = request.action.split(':').next().unwrap_or("");
    let of_resource = request.resource.split(':').nth(2).unwrap_or("");
    let statements = policies.iter().flat_map(|policy| &policy.statements);
    for statement in statements {
        let (Action::Action(patterns) | Action::NotAction(patterns)) = &statement.action;
        for pattern in patterns.iter().filter(|pattern| !pattern.is_anything()) {
            let service =
                pattern.split_colons(2).first().and_then(|part| part.as_literal().map(str::to_owned));
            // Patterns over all services are rare, and cost a look at every action.
            let here = service.filter(|prefix| {
                prefix.eq_ignore_ascii_case(own) || prefix.eq_ignore_ascii_case(of_resource)
            });
            let Some(service) = here.and_then(|prefix| catalog::service(&prefix)) else { continue };
            if actions.len() >= MOST_ACTIONS {
                break;
            }
            let of_pattern = service.actions().filter(|action| {
                let name = action.to_string();
                crate::eval::text::matches_ignore_case(pattern, &name, &crate::model::Context::default())
            });
            actions.extend(of_pattern.take(MOST_OF_PATTERN));
        }
    }
    actions.extend(
        catalog::service(of_resource).into_iter().flat_map(|service| service.actions().take(MOST_OF_PATTERN)),
    );
    if !own.eq_ignore_ascii_case(of_resource) {
        // Another service than the resource's has few actions on it, and the first ones are about something else.
        let acts = |action: &Known| {
            action.targets().any(|target| target.resource_type().may_name(&request.resource))
        };
        let others = catalog::service(own).into_iter().flat_map(|service| service.actions());
        actions.extend(others.filter(acts).take(MOST_OF_PATTERN));
    }
    actions.extend(["s3:GetObject", "ec2:DescribeInstances"].into_iter().filter_map(catalog::action_named));
    let mut seen = std::collections::BTreeSet::new();
    actions.retain(|action| seen.insert(*action));
    // The nearest to the request's first.
    let common = |action: &Known| {
        let name = action.to_string();
        name.bytes().zip(request.action.bytes()).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count()
    };
    actions.sort_by_key(|action| std::cmp::Reverse(common(action)));
    actions.truncate(MOST_ACTIONS);
    actions
}

/// The request with its action in AWS's spelling, if it still satisfies `holds`.
pub fn spelt(request: Request, holds: &dyn Fn(&Request) -> bool) -> Request {
    let spelling = catalog::action_named(&request.action).map(|action| action.to_string());
    let Some(action) = spelling.filter(|spelling| *spelling != request.action) else { return request };
    let changed = Request { action, ..request.clone() };
    if holds(&changed) { changed } else { request }
}

/// Resources of the kind: the request's own, the candidates', and one of the format.
fn resources(request: &Request, action: Known, choice: Option<Target>, near: &[&String]) -> Vec<String> {
    let named = std::iter::once(&request.resource).chain(near.iter().copied());
    let Some(target) = choice else {
        let others =
            named.filter(|resource| *resource != "*" && catalog::may_be_on(action, choice, resource));
        return std::iter::once("*".to_owned()).chain(others.take(MOST_RESOURCES).cloned()).collect();
    };
    let inside = named.clone().map(|resource| format!("{}/example", resource.trim_end_matches('/')));
    let of_format = target.resource_type().arns().map(example);
    let mut resources: Vec<String> = Vec::new();
    for resource in named.cloned().chain(inside).chain(of_format) {
        if resources.len() < MOST_RESOURCES
            && !resources.contains(&resource)
            && !resource.contains(['*', '?'])
            && target.resource_type().may_name(&resource)
        {
            resources.push(resource);
        }
    }
    resources
}

/// An ARN of the format.
fn example(format: ArnFormat<'_>) -> String {
    let filled = format.filled(|name| match name {
        "Partition" => "aws",
        "Region" => "us-east-1",
        "Account" => "111122223333",
        _ => "example",
    });
    filled.replace('*', "example")
}

/// The request without the keys that are not supplied.
fn supplied(mut request: Request, action: Known, choice: Option<Target>) -> Request {
    let missing: Vec<_> = request
        .context
        .iter()
        .map(|(key, _)| key.clone())
        .filter(|key| !catalog::supplies(action, choice, key))
        .collect();
    for key in missing {
        request.context.set(key, Vec::new());
    }
    request
}
