//! Roles that are reached from outside through other roles. The service does not report them.
//!
//! Whoever outside can assume one role of the zone has what that role can do, and so the roles that it can assume, and so
//! on. Each role is found once, by a shortest chain. Whether one session can pass what the next role's trust policy asks of
//! session names and tags is not looked at across hops.

use std::collections::BTreeMap;

use super::finding::{Finding, Kind};
use crate::automata::Pattern;
use crate::model::lower::principal::principal_of;
use crate::model::world::{Identity, IdentityKind, Party, Target, World};
use crate::model::{Action, Effect, Principal, PrincipalElement, Resource, ResourcePattern, Statement};
use crate::question::world::{Access, Ask, Callers, Inquiry};
use crate::question::{Conclusion, Prover};

/// How many roles a chain has at most: from outside into the first is one hop.
const HOPS: usize = 4;

/// The roles that are reached through those that the findings say are reached from outside.
pub(super) fn chains(prover: &Prover, world: &World, findings: &[Finding]) -> Vec<Finding> {
    let roles: Vec<&Identity> =
        world.identities().filter(|identity| identity.kind == IdentityKind::Role).collect();
    let mut entries: BTreeMap<&str, &Finding> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.kind == Kind::ExternalAccess && finding.assumes())
    {
        entries.entry(finding.resource.as_str()).or_insert(finding);
    }
    let mut reached: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut frontier: Vec<&Identity> = Vec::new();
    for role in &roles {
        if entries.contains_key(role.arn.as_str()) {
            reached.insert(&role.arn, vec![role.arn.clone()]);
            frontier.push(role);
        }
    }
    if frontier.is_empty() {
        return Vec::new();
    }
    let mut inquiry = Inquiry::new(prover, world);
    let mut found = Vec::new();
    for _ in 1..HOPS {
        let mut next = Vec::new();
        for from in &frontier {
            for to in roles.iter().filter(|to| may_assume(from, to)) {
                if reached.contains_key(to.arn.as_str()) {
                    continue;
                }
                let (party, target) = (Party::Identity(from), Target::Role(to));
                let ask = Ask {
                    actions: vec!["sts:AssumeRole".to_owned()],
                    resource: to.arn.clone(),
                    keys: Vec::new(),
                };
                let Ok(access) = inquiry.access(&party, &target, &ask, true) else { continue };
                if access.conclusion == Conclusion::Fails {
                    continue;
                }
                let mut chain = reached.get(from.arn.as_str()).cloned().unwrap_or_default();
                chain.push(to.arn.clone());
                let entry = chain.first().and_then(|first| entries.get(first.as_str()));
                found.extend(entry.map(|entry| finding(entry, to, chain.clone(), access)));
                reached.insert(&to.arn, chain);
                next.push(*to);
            }
        }
        frontier = next;
    }
    found
}

/// The finding about a role at the end of a chain, whose callers are those of its beginning.
fn finding(entry: &Finding, role: &Identity, chain: Vec<String>, access: Access) -> Finding {
    let unknown = access.conclusion == Conclusion::Unknown;
    Finding {
        kind: if unknown { Kind::Error } else { Kind::RoleChain },
        resource: role.arn.clone(),
        account: role.account().to_owned(),
        actions: vec!["sts:AssumeRole".to_owned()],
        by: access.verdict.map(|verdict| verdict.by).unwrap_or_default(),
        witness: access.request,
        reason: unknown.then(|| access.unknown.join("; ")),
        assumptions: access.assumptions.union(&entry.assumptions).copied().collect(),
        chain,
        ..entry.clone()
    }
}

/// Whether something may let sessions of the one role assume the other: its own policies, or the other's trust policy by
/// name.
fn may_assume(from: &Identity, to: &Identity) -> bool {
    if from.arn == to.arn {
        return false;
    }
    let assume = Pattern::literal("sts:assumerole", true);
    let allows = |statement: &Statement| {
        let acts = match &statement.action {
            Action::Action(patterns) => {
                patterns.iter().any(|action| !Pattern::glob(&action.to_string(), true).is_disjoint(&assume))
            }
            Action::NotAction(_) => true,
        };
        let on = match &statement.resource {
            Resource::Resource(patterns) => patterns.iter().any(|pattern| may_match(pattern, &to.arn)),
            Resource::NotResource(_) | Resource::Attached => true,
        };
        statement.effect == Effect::Allow && acts && on
    };
    let by_policy = from.policies.iter().flat_map(|policy| &policy.statements).any(allows);
    let named = principal_of(&from.arn);
    let names = |statement: &Statement| match &statement.principal {
        PrincipalElement::Principal(all) => all.iter().any(|principal| match principal {
            Principal::Account(_)
            | Principal::UniqueId(_)
            | Principal::Service(_)
            | Principal::Federated(_) => false,
            Principal::Everyone | Principal::AnyAws => true,
            Principal::Role { .. } | Principal::Arn(_) | Principal::CanonicalUser(_) => {
                *principal == named || mentions(principal, from)
            }
        }),
        PrincipalElement::NotPrincipal(_) | PrincipalElement::Attached => true,
    };
    let trust = to.trust.iter().flat_map(|trust| &trust.statements);
    by_policy || trust.filter(|statement| statement.effect == Effect::Allow).any(names)
}

/// Whether the pattern may have the ARN.
fn may_match(pattern: &ResourcePattern, arn: &str) -> bool {
    let template = match pattern {
        ResourcePattern::Whole(template) => template,
        ResourcePattern::Arn(pattern) => pattern.whole(),
        ResourcePattern::Short { whole, .. } => whole,
    };
    let text = template.to_string();
    text.contains("${") || Pattern::glob(&text, false).contains(arn)
}

/// Whether the principal may be a session of the role.
fn mentions(principal: &Principal, role: &Identity) -> bool {
    match principal {
        Principal::Arn(arn) | Principal::Role { role: arn, .. } => {
            arn.iter().any(|part| part.to_string().contains(role.name()))
        }
        _ => false,
    }
}

impl Finding {
    /// Whether it is about a role that can be assumed.
    fn assumes(&self) -> bool {
        self.resource_type == "AWS::IAM::Role" && self.callers != Callers::Service
    }
}
