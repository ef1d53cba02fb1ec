//! AWS services that reach a resource on behalf of whomever: confused deputies (IAM/confused-deputy). The service does not
//! report them.
//!
//! A service that calls by itself says for whom: `aws:SourceAccount`, `aws:SourceArn`, `aws:SourceOrgID`. What it may do for
//! somebody of the zone is trusted. Roles are left out: to have a service assume a role takes `iam:PassRole` in the role's
//! own account.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::analyse::{found, slices_of};
use super::cell::Cell;
use super::finding::{Finding, Kind};
use super::predicates::{Predicates, policies_of};
use super::strata::{Search, Stratum, in_zone};
use crate::model::world::{Party, Target, World};
use crate::model::{
    ArnOperand, Comparison, Condition, Key, Operands, Operator, Policy, SetQualifier, Statement, Template,
    Test, account_numbers,
};
use crate::parse::Span;
use crate::question::Conclusion;
use crate::question::world::{Ask, Callers, External, Inquiry, outside};

/// The findings about services that reach the target for somebody outside, or for nobody they would say. What everybody
/// may do, services may: where that is told as external access, it is not told again.
pub(super) fn of_target<'w>(
    inquiry: &mut Inquiry<'w>,
    target: &Target<'w>,
    external: &[Finding],
) -> Vec<Finding> {
    if matches!(target, Target::Role(_)) {
        return Vec::new();
    }
    let all = outside(inquiry.world(), target, Callers::Service);
    let (any, named): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|party| matches!(party, Party::Service(None)));
    let mut told = Vec::new();
    let mut findings = by(inquiry, target, &named, &mut told);
    if !any.is_empty() {
        let elsewhere = external.iter().filter(|finding| finding.kind == Kind::ExternalAccess);
        told.extend(elsewhere.map(|finding| {
            let actions: Vec<Template> =
                finding.actions.iter().map(|action| Template::glob(action)).collect();
            finding.cell.statement(&actions)
        }));
        // What cannot be told of others either is told with them.
        let known = |finding: &Finding| {
            let same = |other: &Finding| other.kind == Kind::Error && other.reason == finding.reason;
            finding.kind == Kind::Error && external.iter().any(same)
        };
        findings.extend(by(inquiry, target, &any, &mut told).into_iter().filter(|finding| !known(finding)));
    }
    findings
}

/// The findings about these services, beyond what is told; it is told then.
fn by<'w>(
    inquiry: &mut Inquiry<'w>,
    target: &Target<'w>,
    parties: &[Party<'w>],
    told: &mut Vec<Statement>,
) -> Vec<Finding> {
    if parties.is_empty() {
        return Vec::new();
    }
    let world = inquiry.world();
    let ask = Ask { actions: Vec::new(), resource: target.arn().to_owned(), keys: Vec::new() };
    // An error is told with the other callers of the target.
    let Ok(external) = External::new(inquiry, target, parties, &ask) else { return Vec::new() };
    let everything = Cell::everything().statement(&[Template::anything()]);
    let nothing_beyond = |inquiry: &mut Inquiry<'w>, external: &External<'_, 'w>, base: &[Statement]| {
        external.rest(inquiry, &everything, base).conclusion == Conclusion::Fails
    };
    // Mostly services that no policy names are allowed nothing, whomever they act for: a question that costs less.
    let external = external.about(told.clone());
    if external.everybody && nothing_beyond(inquiry, &external, told) {
        return Vec::new();
    }
    let policies = policies_of(external.settings());
    let predicates = Predicates::of(&policies, Callers::Service, &in_zone(world)).at(target);
    let base: Vec<Statement> =
        own(world, target, &policies).into_iter().chain(told.iter().cloned()).collect();
    let external = external.about(predicates.statements().into_iter().chain(base.iter().cloned()).collect());
    // And those that are named something for the zone only.
    if nothing_beyond(inquiry, &external, &base) {
        return Vec::new();
    }
    let slices = slices_of(world, &policies, Callers::Service);
    let strata = Search::new(&external, inquiry, &predicates).beyond(&base).strata(&slices);
    let mut findings = Vec::new();
    for (at, stratum) in strata.iter().enumerate() {
        let rest = strata.iter().enumerate().filter(|(other, _)| *other != at);
        let others: Vec<_> =
            base.iter().cloned().chain(rest.map(|(_, other)| Stratum::statement(other))).collect();
        let access = external.access(inquiry, &stratum.statement(), &others);
        if access.conclusion != Conclusion::Fails {
            let found = found(inquiry, target, Callers::Service, (&external, stratum, &others), access);
            let kind = if found.kind == Kind::Error { Kind::Error } else { Kind::ServiceAccess };
            findings.push(Finding { kind, ..found });
        }
    }
    told.extend(strata.iter().map(Stratum::statement));
    findings
}

/// The requests on behalf of somebody of the zone: of the owner's account, and of those that the policies mention. Others of the
/// zone the policies do not tell from accounts outside.
fn own(world: &World, target: &Target<'_>, policies: &[Arc<Policy>]) -> Vec<Statement> {
    let text: String = policies.iter().map(|policy| format!("{policy:?}")).collect();
    // A world has many accounts, and a policy names few.
    let numbers: BTreeSet<&str> = account_numbers(&text).collect();
    let mentioned = |id: &&String| *id == target.account() || numbers.contains(id.as_str());
    let accounts = || world.accounts.keys().filter(mentioned);
    let mut conditions = vec![
        condition(
            "aws:SourceAccount",
            Comparison::StringEquals,
            Operands::StringEquals(accounts().map(|id| Template::literal(id)).collect()),
        ),
        arns(accounts().map(|id| format!("arn:*:*:*:{id}:*"))),
    ];
    // Where no policy looks at it, it tells no requests apart; and it ties every account of the organization.
    let organization = world.organization.as_ref().filter(|_| world.kin.is_empty());
    if let Some(organization) = organization.filter(|_| text.contains("aws:sourceorgid")) {
        let id = Operands::StringEquals(vec![Template::literal(&organization.id)]);
        conditions.push(condition("aws:SourceOrgID", Comparison::StringEquals, id));
    }
    if let Some(organization) = organization.filter(|_| text.contains("aws:sourceorgpaths")) {
        let paths = Operands::StringLike(vec![Template::glob(&format!("{}/*", organization.id))]);
        let within = condition("aws:SourceOrgPaths", Comparison::StringLike, paths);
        let operator = Operator { qualifier: Some(SetQualifier::ForAnyValue), ..within.operator };
        conditions.push(Condition { operator, ..within });
    }
    // No page says that a service that calls by itself has an ARN.
    if text.contains("aws:principalarn") {
        let test = Operator { qualifier: None, test: Test::Null, if_exists: false };
        let (key, operands) = (Key::new("aws:PrincipalArn"), Operands::Null(vec![false]));
        conditions.push(Condition { operator: test, key, operands, span: Span::default() });
    }
    // Other keys that tell whom the service acts for, of KMS and of SNS.
    for key in ["kms:CallerAccount", "aws:SourceOwner"] {
        if text.contains(&key.to_ascii_lowercase()) {
            let accounts = Operands::StringEquals(accounts().map(|id| Template::literal(id)).collect());
            conditions.push(condition(key, Comparison::StringEquals, accounts));
        }
    }
    // The ARN of a bucket does not tell its account.
    let of_zone = |arn: &str| world.accounts.values().any(|account| account.resources.contains_key(arn));
    let mut named: Vec<String> = policies
        .iter()
        .flat_map(|policy| &policy.statements)
        .flat_map(|statement| &statement.conditions)
        .filter(|condition| condition.key.is("aws:sourcearn"))
        .flat_map(|condition| condition.operands.texts())
        .filter(|arn| of_zone(arn))
        .collect();
    named.sort();
    named.dedup();
    if !named.is_empty() {
        conditions.push(arns(named.into_iter()));
    }
    let everything = Cell::everything();
    conditions
        .iter()
        .map(|condition| everything.under(condition).statement(&[Template::anything()]))
        .collect()
}

fn condition(key: &str, comparison: Comparison, operands: Operands) -> Condition {
    let test = Test::Value { comparison, negated: false };
    let operator = Operator { qualifier: None, test, if_exists: false };
    Condition { operator, key: Key::new(key), operands, span: Span::default() }
}

fn arns(patterns: impl Iterator<Item = String>) -> Condition {
    let operands = patterns.map(|pattern| ArnOperand::new(Template::glob(&pattern))).collect();
    condition("aws:SourceArn", Comparison::ArnLike, Operands::ArnLike(operands))
}
