//! The findings of a resource, and of a whole world.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::allowed::Scope;
use super::cell::Cell;
use super::chains::chains;
use super::finding::{Finding, Kind, Source};
use super::points;
use super::predicates::{Predicates, may_be_outside, policies_of};
use super::services;
use super::settings;
use super::slices::{Slice, given, slices};
use super::strata::{Search, Stratum, in_zone};
use super::zone::Zone;
use crate::eval::decision::Deciding;
use crate::model::world::{IdentityKind, Resource, Target, World};
use crate::model::{Policy, PolicyType, Statement, Template};
use crate::question::world::{Access, Ask, Callers, External, Inquiry, outside};
use crate::question::{Conclusion, Prover};

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// The findings, by resource, kind, principal and conditions.
    pub findings: Vec<Finding>,
    /// How many resources were looked at.
    pub resources: usize,
    /// How many of them in each account.
    pub accounts: BTreeMap<String, usize>,
}

impl Analysis {
    /// Puts the findings in order: by account, resource, kind, principal and conditions.
    pub fn sort(&mut self) {
        self.findings.sort_by_cached_key(|finding| {
            let conditions: Vec<_> = finding.conditions().collect();
            (
                finding.account.clone(),
                finding.resource.clone(),
                finding.kind,
                finding.principal(),
                conditions,
                finding.id(),
            )
        });
    }
}

/// How many resources one thread looks at before it gives up its terms.
const CHUNK: usize = 64;

/// The external access to all resources and roles of the world; `None` if there is no such zone. `progress` is told
/// of each resource that is done.
pub fn analyse(
    prover: &Prover,
    world: &World,
    zone: Zone,
    progress: &(dyn Fn(usize) + Sync),
) -> Option<Analysis> {
    analyse_accounts(prover, world, zone, &|_| true, progress)
}

/// The same for resources and roles of these accounts alone. Chains of roles are looked for in zones of which all accounts
/// are wanted.
pub fn analyse_accounts(
    prover: &Prover,
    world: &World,
    zone: Zone,
    wanted: &(dyn Fn(&str) -> bool + Sync),
    progress: &(dyn Fn(usize) + Sync),
) -> Option<Analysis> {
    let worlds = zone.worlds_of(world, wanted)?;
    let all: Vec<Analysis> =
        worlds.par_iter().with_max_len(1).map(|world| of_world(prover, world, wanted, progress)).collect();
    let mut analysis = Analysis::default();
    for part in all {
        analysis.findings.extend(part.findings);
        analysis.resources += part.resources;
        analysis.accounts.extend(part.accounts);
    }
    analysis.sort();
    Some(analysis)
}

/// What a policy is attached to in one zone, in these accounts of it.
fn of_world(
    prover: &Prover,
    world: &World,
    wanted: &(dyn Fn(&str) -> bool + Sync),
    progress: &(dyn Fn(usize) + Sync),
) -> Analysis {
    let prepared = Inquiry::new(prover, world);
    let mut accounts: BTreeMap<String, usize> =
        world.accounts.keys().filter(|id| wanted(id)).map(|id| (id.clone(), 0)).collect();
    let roles = world.identities().filter(|identity| identity.kind == IdentityKind::Role);
    let all = world.resources().map(targets).chain(roles.map(|role| vec![Target::Role(role)]));
    let mut targets: Vec<Vec<Target<'_>>> = Vec::new();
    for ways in all {
        let account = ways.first().and_then(|target| accounts.get_mut(target.account()));
        if let Some(count) = account {
            *count += 1;
            targets.push(ways);
        }
    }
    let chunks: Vec<Vec<Finding>> = targets
        .par_chunks(CHUNK)
        .map(|chunk| {
            let mut inquiry = prepared.afresh();
            let mut findings = Vec::new();
            for targets in chunk {
                findings.extend(of_resource(&mut inquiry, targets));
                progress(1);
            }
            findings
        })
        .collect();
    let mut findings: Vec<Finding> = chunks.into_iter().flatten().collect();
    if accounts.len() == world.accounts.len() {
        findings.extend(chains(prover, world, &findings));
    }
    Analysis { findings, resources: targets.len(), accounts }
}

/// The findings of the resource or role of that ARN; none if the world has no such.
pub(super) fn of_arn(prover: &Prover, world: &World, arn: &str) -> Vec<Finding> {
    let resource = world.resources().find(|resource| resource.arn == arn).map(targets);
    let role = || world.identity(arn).map(|role| vec![Target::Role(role)]);
    let Some(targets) = resource.or_else(role) else { return Vec::new() };
    of_resource(&mut Inquiry::new(prover, world), &targets)
}

/// What requests about the resource can be about: itself, and each of its access points.
pub(super) fn targets(resource: &Resource) -> Vec<Target<'_>> {
    let points = resource.access_points.iter().map(|point| Target::AccessPoint(resource, point));
    std::iter::once(Target::Resource(resource)).chain(points).collect()
}

/// The findings of one resource, which these targets are.
pub fn of_resource<'w>(inquiry: &mut Inquiry<'w>, targets: &[Target<'w>]) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    if let Some(target) = targets.first() {
        let reasons = match target {
            Target::Resource(resource) => resource.not_understood(),
            Target::Role(role) => role.not_understood(),
            Target::AccessPoint(..) | Target::Plain { .. } | Target::Anywhere | Target::AnywhereIn(_) => {
                Vec::new()
            }
        };
        findings.extend(reasons.into_iter().map(|reason| failed(target, Callers::Aws, reason)));
    }
    for target in targets {
        let mut of_target: Vec<Finding> = Vec::new();
        for callers in Callers::ALL {
            let found = match callers {
                Callers::Aws | Callers::Federated => self::of_target(inquiry, target, callers),
                Callers::Service => services::of_target(inquiry, target, &of_target),
            };
            of_target.extend(found);
        }
        for finding in of_target {
            let same = |other: &&mut Finding| {
                other.kind == finding.kind
                    && other.cell == finding.cell
                    && other.callers == finding.callers
                    && other.reason == finding.reason
            };
            match findings.iter_mut().find(same) {
                Some(other) => join(other, finding),
                None => findings.push(finding),
            }
        }
    }
    findings.iter_mut().for_each(Finding::settle);
    findings
}

/// Adds to a finding what another way to the resource gives.
fn join(finding: &mut Finding, other: Finding) {
    let actions: BTreeSet<String> = finding.actions.drain(..).chain(other.actions).collect();
    finding.actions = actions.into_iter().collect();
    let allowed: BTreeSet<String> = finding.allowed.drain(..).chain(other.allowed).collect();
    finding.allowed = allowed.into_iter().collect();
    let sources: BTreeSet<Source> = finding.sources.drain(..).chain(other.sources).collect();
    finding.sources = sources.into_iter().collect();
    finding.by.extend(other.by.into_iter().filter(|by| !finding.by.contains(by)).collect::<Vec<_>>());
    finding.is_public |= other.is_public;
    finding.assumptions.extend(other.assumptions);
}

/// The findings of one target and one kind of callers.
fn of_target<'w>(inquiry: &mut Inquiry<'w>, target: &Target<'w>, callers: Callers) -> Vec<Finding> {
    let world = inquiry.world();
    let parties = outside(world, target, callers);
    if parties.is_empty() {
        return Vec::new();
    }
    let ask = Ask { actions: Vec::new(), resource: target.arn().to_owned(), keys: Vec::new() };
    let external = match External::new(inquiry, target, &parties, &ask) {
        Ok(external) => external,
        Err(error) => return vec![failed(target, callers, error.0)],
    };
    let policies = policies_of(external.settings());
    let predicates = Predicates::of(&policies, callers, &in_zone(world)).at(target);
    let external = external.about(predicates.statements());
    let strata = Search::new(&external, inquiry, &predicates).strata(&slices_of(world, &policies, callers));
    let mut findings = Vec::new();
    for (at, stratum) in strata.iter().enumerate() {
        let others = strata.iter().enumerate().filter(|(other, _)| *other != at);
        let others: Vec<_> = others.map(|(_, other)| other.statement()).collect();
        let access = external.access(inquiry, &stratum.statement(), &others);
        findings.push(found(inquiry, target, callers, (&external, stratum, &others), access));
    }
    // The proof that none is missing.
    let everything = Cell::everything().statement(&[Template::anything()]);
    let covered: Vec<_> = strata.iter().map(Stratum::statement).collect();
    let rest = external.rest(inquiry, &everything, &covered);
    match rest.conclusion {
        Conclusion::Fails => {}
        Conclusion::Holds => {
            findings.push(failed(target, callers, "the findings do not hold all external access".to_owned()));
        }
        Conclusion::Unknown => findings.push(failed(target, callers, rest.unknown.join("; "))),
    }
    findings.extend(settings::one_away(inquiry, target, callers, &external, &predicates, &covered));
    findings
}

/// The slices in which callers of this kind outside may be allowed something.
pub(super) fn slices_of(world: &World, policies: &[Arc<Policy>], callers: Callers) -> Vec<Slice> {
    given(slices(policies), policies, &|statement| may_be_outside(statement, callers, &in_zone(world)))
}

/// The finding that a stratum is, of which `access` tells a request in none of the others.
pub(super) fn found<'w>(
    inquiry: &mut Inquiry<'w>,
    target: &Target<'w>,
    callers: Callers,
    (external, stratum, others): (&External<'_, 'w>, &Stratum, &[Statement]),
    access: Access,
) -> Finding {
    let world = inquiry.world();
    let scope = Scope { external, target, cell: &stratum.cell, patterns: &stratum.actions };
    let access = scope.of_today(inquiry, access, others);
    let allowed = access.request.as_ref().map(|witness| scope.allowed(inquiry, witness));
    let by: Vec<Deciding> = access.verdict.map(|verdict| verdict.by).unwrap_or_default();
    let by: Vec<Deciding> = by.into_iter().filter(|by| is_of_resource(by.policy_type)).collect();
    let kind = if access.conclusion == Conclusion::Unknown { Kind::Error } else { Kind::ExternalAccess };
    let source = match target {
        Target::AccessPoint(_, point) => Source::AccessPoint(point.arn.clone()),
        _ if !by.is_empty() && by.iter().all(|by| by.name == "ACL") => Source::BucketAcl,
        _ => Source::Policy,
    };
    let cell = points::from_its_vpc(target, &stratum.cell);
    let through =
        access.request.as_ref().map(|request| points::accounts(target, &stratum.cell, request, world));
    let through = through.unwrap_or_default();
    let public_points = !through.is_empty() && points::is_public(target, &stratum.cell, world);
    let blank = blank(target, kind, callers, cell);
    Finding {
        actions: stratum.actions.iter().map(ToString::to_string).collect(),
        allowed: allowed.unwrap_or_default(),
        sources: if through.is_empty() { vec![source] } else { through },
        is_public: blank.cell.is_public(&blank.resource_type) || public_points,
        by,
        witness: access.request,
        reason: (!access.unknown.is_empty()).then(|| access.unknown.join("; ")),
        assumptions: access.assumptions,
        ..blank
    }
}

fn failed(target: &Target<'_>, callers: Callers, reason: String) -> Finding {
    let reason = Some(reason);
    Finding { reason, ..blank(target, Kind::Error, callers, Cell::everything()) }
}

/// A finding that says nothing yet.
pub(super) fn blank(target: &Target<'_>, kind: Kind, callers: Callers, cell: Cell) -> Finding {
    let (resource, resource_type) = match target {
        Target::Resource(resource) | Target::AccessPoint(resource, _) => {
            (resource.arn.as_str(), resource.resource_type.as_str())
        }
        Target::Role(role) => (role.arn.as_str(), "AWS::IAM::Role"),
        Target::Plain { .. } | Target::Anywhere | Target::AnywhereIn(_) => (target.arn(), ""),
    };
    Finding {
        kind,
        sought: Kind::ExternalAccess,
        resource: resource.to_owned(),
        resource_type: resource_type.to_owned(),
        account: target.account().to_owned(),
        callers,
        is_public: false,
        cell,
        actions: Vec::new(),
        allowed: Vec::new(),
        sources: Vec::new(),
        by: Vec::new(),
        witness: None,
        reason: None,
        chain: Vec::new(),
        assumptions: BTreeSet::new(),
    }
}

/// Whether policies of this type stand on the resource's side.
fn is_of_resource(policy_type: PolicyType) -> bool {
    match policy_type {
        PolicyType::Resource | PolicyType::Trust => true,
        PolicyType::Identity
        | PolicyType::Boundary
        | PolicyType::Session
        | PolicyType::Scp
        | PolicyType::Rcp
        | PolicyType::VpcEndpoint => false,
    }
}
