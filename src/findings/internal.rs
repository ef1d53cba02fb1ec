//! Internal access: which users and roles of the zone reach a resource, with everything that stands around both sides
//! applied.

use std::sync::Arc;

use super::cell::Cell;
use super::finding::{Finding, Kind, Source};
use super::settings::patterns_of;
use super::zone::Zone;
use crate::automata::Pattern;
use crate::model::lower::principal::principal_of;
use crate::model::world::{Party, Target, World};
use crate::model::{Action, Effect, Policy, Setting, Statement};
use crate::question::world::{Access, Ask, AskError, Callers, Inquiry, who_can};
use crate::question::{Conclusion, Prover};

/// The users and roles of the zone that reach the resource, each with the patterns of actions that its own or the
/// resource's policies name and that it can make something of; `None` if the world has no such zone.
pub fn internal(
    prover: &Prover,
    world: &World,
    zone: Zone,
    arn: &str,
) -> Result<Option<Vec<Finding>>, AskError> {
    let ask = |actions: Vec<String>| Ask { actions, resource: arn.to_owned(), keys: Vec::new() };
    let owner = ask(Vec::new()).target(world)?.account().to_owned();
    let Some(zone) = zone.worlds_of(world, &|account| account == owner) else { return Ok(None) };
    let Some(zone) = zone.into_iter().find(|zone| zone.accounts.contains_key(&owner)) else {
        return Ok(Some(Vec::new()));
    };
    let target = ask(Vec::new()).target(&zone)?;
    let services = patterns_of(&target);
    let mut inquiry = Inquiry::new(prover, &zone);
    let mut findings = Vec::new();
    for (name, access) in who_can(prover, &zone, &ask(Vec::new()))?.principals {
        let Some(party @ Party::Identity(_)) = zone.party(&crate::model::Caller::new(&name)) else {
            continue;
        };
        let setting = zone.setting(&party, &target);
        let mut actions: Vec<String> =
            giving(&setting).flat_map(|policy| patterns(policy, &services)).collect();
        actions.sort();
        actions.dedup();
        let mut effective = Vec::new();
        for action in actions {
            let access = inquiry.access(&party, &target, &ask(vec![action.clone()]), false)?;
            if access.conclusion != Conclusion::Fails {
                effective.push(action);
            }
        }
        findings.push(finding(&target, &name, effective, access));
    }
    Ok(Some(findings))
}

/// The policies that give something; the others only take away.
fn giving(setting: &Setting) -> impl Iterator<Item = &Arc<Policy>> {
    let point = setting.access_point.as_ref().and_then(|point| point.policy.as_ref());
    let listed = setting.identity_policies.iter().chain(&setting.shares);
    listed.chain(&setting.resource_policy).chain(&setting.trust_policy).chain(point)
}

/// The patterns of actions that the policy allows, of these services.
fn patterns(policy: &Policy, services: &[Pattern]) -> Vec<String> {
    let statements = policy.statements.iter().filter(|statement| statement.effect == Effect::Allow);
    let written = |statement: &Statement| match &statement.action {
        Action::Action(patterns) => patterns.iter().map(ToString::to_string).collect(),
        Action::NotAction(_) => vec!["*".to_owned()],
    };
    let of_services = |action: &String| {
        let pattern = Pattern::glob(action, true);
        services.iter().any(|service| !service.is_disjoint(&pattern))
    };
    statements.flat_map(written).filter(of_services).collect()
}

fn finding(target: &Target<'_>, name: &str, actions: Vec<String>, access: Access) -> Finding {
    let unknown = access.conclusion == Conclusion::Unknown;
    let cell = Cell { principal: principal_of(name), conditions: Vec::new() };
    let found = if unknown { Kind::Error } else { Kind::InternalAccess };
    Finding {
        actions,
        sources: vec![Source::Policy],
        by: access.verdict.map(|verdict| verdict.by).unwrap_or_default(),
        witness: access.request,
        reason: unknown.then(|| access.unknown.join("; ")),
        assumptions: access.assumptions,
        ..super::analyse::blank(target, found, Callers::Aws, cell)
    }
}
