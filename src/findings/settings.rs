//! What one setting keeps closed: access that opens if an RCP, or a switch of S3's Block Public Access, is taken away. The
//! service does not report it.
//!
//! A switch that is on at several levels is not one setting, and is not reported.

use super::analyse::{found, slices_of};
use super::cell::Cell;
use super::finding::{Finding, Kind};
use super::predicates::{Predicates, policies_of};
use super::strata::Search;
use crate::automata::Pattern;
use crate::model::world::{Resource, Target, World, services};
use crate::model::{Action, Effect, Policy, PublicAccessBlock, Setting, Statement, Template};
use crate::question::Conclusion;
use crate::question::world::{Callers, External, Inquiry, Restriction, restrictions, without};

/// One setting, and what there is without it.
enum Switch {
    Rcp(Restriction),
    RestrictPublicBuckets(&'static str),
    IgnorePublicAcls(&'static str),
}

impl Switch {
    fn name(&self) -> String {
        match self {
            Switch::Rcp(rcp) => {
                let level = rcp.level.map(|level| format!(" at level {level}")).unwrap_or_default();
                format!("the RCP `{}`{level}", rcp.name)
            }
            Switch::RestrictPublicBuckets(level) => format!("`RestrictPublicBuckets` of the {level}"),
            Switch::IgnorePublicAcls(level) => format!("`IgnorePublicAcls` of the {level}"),
        }
    }

    fn off(&self, setting: &Setting, target: &Target<'_>, world: &World) -> Setting {
        match self {
            Switch::Rcp(rcp) => without(setting, [rcp]),
            Switch::RestrictPublicBuckets(_) => {
                let open =
                    |block: PublicAccessBlock| PublicAccessBlock { restrict_public_buckets: false, ..block };
                let mut setting = setting.clone();
                setting.public_access_block = setting.public_access_block.map(open);
                if let Some(point) = &mut setting.access_point {
                    point.public_access_block = point.public_access_block.map(open);
                }
                setting
            }
            Switch::IgnorePublicAcls(_) => match bucket(target) {
                Some(bucket) => {
                    Setting { shares: bucket.shares_of_public_acls_too(world), ..setting.clone() }
                }
                None => setting.clone(),
            },
        }
    }
}

/// The bucket of the target.
fn bucket<'w>(target: &Target<'w>) -> Option<&'w Resource> {
    match target {
        Target::Resource(resource) | Target::AccessPoint(resource, _) if resource.arn.contains(":s3:") => {
            Some(resource)
        }
        Target::Resource(_)
        | Target::AccessPoint(..)
        | Target::Role(_)
        | Target::Plain { .. }
        | Target::Anywhere
        | Target::AnywhereIn(_) => None,
    }
}

/// The settings of which each by itself may keep something closed.
fn switches(external: &External<'_, '_>, target: &Target<'_>, world: &World) -> Vec<Switch> {
    let services = patterns_of(target);
    let mut rcps: Vec<Restriction> = Vec::new();
    for setting in external.settings() {
        let denying = setting.rcps.iter().flatten().any(|rcp| denies(rcp, &services));
        if denying {
            let own = restrictions(setting).into_iter().filter(|one| one.kind == "rcp");
            rcps.extend(own.filter(|one| !rcps.contains(one)).collect::<Vec<_>>());
        }
    }
    let mut all: Vec<Switch> = rcps.into_iter().map(Switch::Rcp).collect();
    if let Some(bucket) = bucket(target) {
        let restricts = |block: PublicAccessBlock| block.restrict_public_buckets;
        if let [level] = levels(world, bucket, target, &restricts).as_slice() {
            all.push(Switch::RestrictPublicBuckets(level));
        }
        let ignores = |block: PublicAccessBlock| block.ignore_public_acls;
        if let [level] = levels(world, bucket, target, &ignores).as_slice() {
            all.push(Switch::IgnorePublicAcls(level));
        }
    }
    all
}

/// Patterns of the actions that act on the target.
pub(super) fn patterns_of(target: &Target<'_>) -> Vec<Pattern> {
    let services = services(target.arn());
    if services.is_empty() {
        return vec![Pattern::glob("*", true)];
    }
    services.iter().map(|service| Pattern::glob(&format!("{service}:*"), true)).collect()
}

/// Whether the policy denies some action of these services.
pub(super) fn denies(policy: &Policy, services: &[Pattern]) -> bool {
    let meets = |template: &Template| {
        let pattern = Pattern::glob(&template.to_string(), true);
        services.iter().any(|service| !service.is_disjoint(&pattern))
    };
    policy.statements.iter().filter(|statement| statement.effect == Effect::Deny).any(|statement| {
        match &statement.action {
            Action::Action(patterns) => patterns.iter().any(meets),
            Action::NotAction(_) => !services.is_empty(),
        }
    })
}

/// The levels at which the switch is on.
fn levels(
    world: &World,
    bucket: &Resource,
    target: &Target<'_>,
    is_on: &dyn Fn(PublicAccessBlock) -> bool,
) -> Vec<&'static str> {
    let account = world.accounts.get(&bucket.account);
    let member = account.is_some_and(|account| account.unit.is_some());
    let organization = world.organization.as_ref().filter(|_| member);
    let point = match target {
        Target::AccessPoint(_, point) => point.public_access_block,
        _ => None,
    };
    [
        ("organization", organization.and_then(|organization| organization.public_access_block)),
        ("account", account.and_then(|account| account.public_access_block)),
        ("bucket", bucket.public_access_block),
        ("access point", point),
    ]
    .into_iter()
    .filter(|(_, block)| block.is_some_and(is_on))
    .map(|(level, _)| level)
    .collect()
}

/// What opens without one setting, beyond what is covered.
pub(super) fn one_away<'w>(
    inquiry: &mut Inquiry<'w>,
    target: &Target<'w>,
    callers: Callers,
    external: &External<'_, 'w>,
    predicates: &Predicates,
    covered: &[Statement],
) -> Vec<Finding> {
    let world = inquiry.world();
    let everything = Cell::everything().statement(&[Template::anything()]);
    let mut findings = Vec::new();
    for switch in switches(external, target, world) {
        let open = external.under(|setting| switch.off(setting, target, world));
        if open.exists(inquiry, &everything, covered) == Conclusion::Fails {
            continue;
        }
        let policies = policies_of(open.settings());
        let strata = Search::new(&open, inquiry, predicates).strata(&slices_of(world, &policies, callers));
        for (at, stratum) in strata.iter().enumerate() {
            let rest = strata.iter().enumerate().filter(|(other, _)| *other != at);
            let others: Vec<_> =
                covered.iter().cloned().chain(rest.map(|(_, other)| other.statement())).collect();
            let access = open.access(inquiry, &stratum.statement(), &others);
            if access.conclusion == Conclusion::Holds {
                let found = found(inquiry, target, callers, (&open, stratum, &others), access);
                findings.push(Finding { kind: Kind::OneSettingAway, reason: Some(switch.name()), ..found });
            }
        }
    }
    findings
}
