//! Internal access: which users and roles of the zone reach a resource, with everything that stands around both sides
//! applied.

use std::sync::Arc;

use super::allowed::{Scope, told_by_patterns};
use super::analyse::{blank, targets};
use super::cell::Cell;
use super::finding::{Finding, Kind, Source};
use super::settings::patterns_of;
use super::zone::Zone;
use crate::automata::Pattern;
use crate::model::lower::principal::principal_of;
use crate::model::world::{Party, Target, World};
use crate::model::{Action, Effect, Policy, Setting, Statement, Template};
use crate::question::world::{Access, Ask, AskError, Callers, External, Inquiry, who_can};
use crate::question::{Conclusion, Prover};

/// The users and roles of the zone that reach the resource, each with the actions that it is allowed, also through access points:
/// as a pattern that its own or the resource's policies name where it has all of what that stands for; `None` if the
/// world has no such zone.
pub fn internal(
    prover: &Prover,
    world: &World,
    zone: Zone,
    arn: &str,
) -> Result<Option<Vec<Finding>>, AskError> {
    let ask = |arn: &str| Ask { actions: Vec::new(), resource: arn.to_owned(), keys: Vec::new() };
    let owner = ask(arn).target(world)?.account().to_owned();
    let Some(zone) = zone.worlds_of(world, &|account| account == owner) else { return Ok(None) };
    let Some(zone) = zone.into_iter().find(|zone| zone.accounts.contains_key(&owner)) else {
        return Ok(Some(Vec::new()));
    };
    let target = ask(arn).target(&zone)?;
    // Of what lies in a bucket, an access point has another name, which is not looked for.
    let ways = match &target {
        Target::Resource(resource) if resource.arn == arn => targets(resource),
        _ => vec![target.clone()],
    };
    let mut inquiry = Inquiry::new(prover, &zone);
    let mut findings = Vec::new();
    for (name, access) in who_can(prover, &zone, &ask(arn))?.principals {
        let Some(party @ Party::Identity(_)) = zone.party(&crate::model::Caller::new(&name)) else {
            continue;
        };
        let mut told = finding(&target, &name, access);
        for way in &ways {
            let ask = ask(if ways.len() == 1 { arn } else { way.arn() });
            let (actions, allowed) = by(&mut inquiry, &party, way, &ask)?;
            if !allowed.is_empty() {
                told.actions.extend(actions);
                told.allowed.extend(allowed);
                told.sources.push(match way {
                    Target::AccessPoint(_, point) => Source::AccessPoint(point.arn.clone()),
                    _ => Source::Policy,
                });
            }
        }
        if told.sources.is_empty() {
            told.sources.push(Source::Policy);
        }
        for names in [&mut told.actions, &mut told.allowed] {
            names.sort();
            names.dedup();
        }
        told.settle();
        findings.push(told);
    }
    Ok(Some(findings))
}

/// What the party may do by one way: in words of the policies, and action by action.
fn by<'w>(
    inquiry: &mut Inquiry<'w>,
    party: &Party<'w>,
    way: &Target<'w>,
    ask: &Ask,
) -> Result<(Vec<String>, Vec<String>), AskError> {
    let access = inquiry.access(party, way, ask, true)?;
    if access.conclusion == Conclusion::Fails {
        return Ok((Vec::new(), Vec::new()));
    }
    let services = patterns_of(way);
    let setting = inquiry.world().setting(party, way);
    let mut patterns: Vec<Template> = Vec::new();
    for pattern in giving(&setting).flat_map(|policy| patterns_in(policy, &services)) {
        if !patterns.contains(&pattern) {
            patterns.push(pattern);
        }
    }
    let Some(witness) = &access.request else {
        let mut written = Vec::new();
        for pattern in patterns {
            let ask = Ask { actions: vec![pattern.to_string()], ..ask.clone() };
            if inquiry.access(party, way, &ask, false)?.conclusion != Conclusion::Fails {
                written.push(pattern.to_string());
            }
        }
        return Ok((written.clone(), written));
    };
    let external = External::inside(inquiry, way, party, ask)?;
    let cell = Cell::everything();
    let scope = Scope { external: &external, target: way, cell: &cell, patterns: &patterns };
    let allowed = scope.allowed(inquiry, witness);
    Ok((told_by_patterns(way.arn(), &patterns, &allowed), allowed))
}

/// The policies that give something; the others only take away.
fn giving(setting: &Setting) -> impl Iterator<Item = &Arc<Policy>> {
    let point = setting.access_point.as_ref().and_then(|point| point.policy.as_ref());
    let listed = setting.identity_policies.iter().chain(&setting.shares);
    listed.chain(&setting.resource_policy).chain(&setting.trust_policy).chain(point)
}

/// The patterns of actions that the policy allows, of these services.
fn patterns_in(policy: &Policy, services: &[Pattern]) -> Vec<Template> {
    let statements = policy.statements.iter().filter(|statement| statement.effect == Effect::Allow);
    let written = |statement: &Statement| match &statement.action {
        Action::Action(patterns) => patterns.clone(),
        Action::NotAction(_) => vec![Template::anything()],
    };
    let of_services = |action: &Template| {
        let pattern = Pattern::glob(&action.to_string(), true);
        services.iter().any(|service| !service.is_disjoint(&pattern))
    };
    statements.flat_map(written).filter(of_services).collect()
}

/// The finding about somebody of the zone, its actions not yet told.
fn finding(target: &Target<'_>, name: &str, access: Access) -> Finding {
    let unknown = access.conclusion == Conclusion::Unknown;
    let cell = Cell { principal: principal_of(name), conditions: Vec::new() };
    let found = if unknown { Kind::Error } else { Kind::InternalAccess };
    Finding {
        sought: Kind::InternalAccess,
        by: access.verdict.map(|verdict| verdict.by).unwrap_or_default(),
        witness: access.request,
        reason: unknown.then(|| access.unknown.join("; ")),
        assumptions: access.assumptions,
        ..blank(target, found, Callers::Aws, cell)
    }
}
