//! Roles that are reached from outside through other roles. The service does not report them.
//!
//! Whoever outside can assume one role of the zone has what that role can do, and so the roles that it can assume, and so
//! on. Whether one session can pass what the next role's trust policy asks of
//! session names and tags is not looked at across hops.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::{Finding, Kind};
use crate::automata::Pattern;
use crate::model::world::{Identity, IdentityKind, Party, Target, World};
use crate::model::{Action, Effect, Principal, PrincipalElement, Resource, ResourcePattern, Statement};
use crate::question::world::{Access, Ask, Callers, Inquiry};
use crate::question::{Conclusion, Prover};

/// How many roles a chain has at most: from outside into the first is one hop.
const HOPS: usize = 4;

/// The roles that are reached through those that the findings say are reached from outside: each once for each way in, by
/// a shortest chain; where the same callers under the same conditions also reach it directly, that is no news.
pub(super) fn chains(prover: &Prover, world: &World, findings: &[Finding]) -> Vec<Finding> {
    let roles: Vec<&Identity> =
        world.identities().filter(|identity| identity.kind == IdentityKind::Role).collect();
    let places: BTreeMap<&str, usize> = roles.iter().enumerate().map(|(at, role)| (&*role.arn, at)).collect();
    let mut entries: BTreeMap<usize, Vec<&Finding>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.kind == Kind::ExternalAccess && finding.assumes())
    {
        if let Some(&at) = places.get(finding.resource.as_str()) {
            entries.entry(at).or_default().push(finding);
        }
    }
    if entries.is_empty() {
        return Vec::new();
    }
    let mut hops =
        Hops { inquiry: Inquiry::new(prover, world), doors: Doors::of(&roles), known: BTreeMap::new() };
    let mut found = Vec::new();
    for (&entry, ways_in) in &entries {
        for (to, chain, access) in hops.beyond(entry) {
            let Some(role) = roles.get(to) else { continue };
            let chain: Vec<String> =
                chain.iter().filter_map(|&at| roles.get(at)).map(|role| role.arn.clone()).collect();
            let direct = |way: &Finding| {
                entries.get(&to).is_some_and(|own| {
                    own.iter().any(|own| own.cell == way.cell && own.callers == way.callers)
                })
            };
            let ways_in = ways_in.iter().filter(|way| !direct(way));
            found.extend(ways_in.map(|way| finding(way, role, chain.clone(), access.clone())));
        }
    }
    found
}

/// Steps from role to role, each asked about once.
struct Hops<'w> {
    inquiry: Inquiry<'w>,
    doors: Doors<'w>,
    /// The roles that each can assume, or of which it cannot be told.
    known: BTreeMap<usize, Vec<(usize, Access)>>,
}

impl<'w> Hops<'w> {
    /// The roles that are reached from this one, the chain of roles to each, and the last step.
    fn beyond(&mut self, entry: usize) -> Vec<(usize, Vec<usize>, Access)> {
        let mut reached: BTreeSet<usize> = BTreeSet::from([entry]);
        let mut found: Vec<(usize, Vec<usize>, Access)> = Vec::new();
        let mut frontier: Vec<(Vec<usize>, Option<Access>)> = vec![(vec![entry], None)];
        for _ in 1..HOPS {
            let mut next = Vec::new();
            for (chain, so_far) in frontier {
                for (to, step) in chain.last().map_or(&[][..], |&last| self.from(last)) {
                    if reached.insert(*to) {
                        let chain: Vec<usize> = chain.iter().copied().chain([*to]).collect();
                        let access = after(so_far.as_ref(), step);
                        found.push((*to, chain.clone(), access.clone()));
                        next.push((chain, Some(access)));
                    }
                }
            }
            frontier = next;
        }
        found
    }

    fn from(&mut self, at: usize) -> &[(usize, Access)] {
        let (inquiry, doors) = (&mut self.inquiry, &mut self.doors);
        self.known.entry(at).or_insert_with(|| {
            let roles = doors.roles;
            let Some(from) = roles.get(at) else { return Vec::new() };
            let step = |to: usize| {
                let role = *roles.get(to)?;
                let (party, target) = (Party::Identity(from), Target::Role(role));
                let ask = Ask {
                    actions: vec!["sts:AssumeRole".to_owned()],
                    resource: role.arn.clone(),
                    keys: Vec::new(),
                };
                let access = inquiry.access(&party, &target, &ask, true).ok()?;
                (access.conclusion != Conclusion::Fails).then_some((to, access))
            };
            doors.from(from).into_iter().filter_map(step).collect()
        })
    }
}

/// The last step of a chain, which hangs on what the steps before it hang on.
fn after(so_far: Option<&Access>, step: &Access) -> Access {
    let mut access = step.clone();
    if let Some(so_far) = so_far {
        access.assumptions.extend(&so_far.assumptions);
        if so_far.conclusion == Conclusion::Unknown {
            access.conclusion = Conclusion::Unknown;
            access.unknown.extend(so_far.unknown.iter().cloned());
        }
    }
    access
}

/// The finding about a role at the end of a chain, whose callers are those of its beginning.
fn finding(entry: &Finding, role: &Identity, chain: Vec<String>, access: Access) -> Finding {
    let unknown = access.conclusion == Conclusion::Unknown;
    Finding {
        kind: if unknown { Kind::Error } else { Kind::RoleChain },
        resource: role.arn.clone(),
        account: role.account().to_owned(),
        actions: vec!["sts:AssumeRole".to_owned()],
        allowed: vec!["sts:AssumeRole".to_owned()],
        by: access.verdict.map(|verdict| verdict.by).unwrap_or_default(),
        witness: access.request,
        reason: unknown.then(|| access.unknown.join("; ")),
        assumptions: access.assumptions.union(&entry.assumptions).copied().collect(),
        chain,
        ..entry.clone()
    }
}

/// The roles by whom their trust policies may let in, so that not every role is held against every other.
struct Doors<'w> {
    roles: &'w [&'w Identity],
    /// The roles that let in an account as a whole, by its number: what its roles' own policies say counts.
    by_account: BTreeMap<String, Vec<usize>>,
    /// The roles that name somebody, with their words.
    by_name: Vec<(usize, String)>,
    /// The roles that let in whoever it is, as far as can be seen here.
    open: Vec<usize>,
    /// The roles that a pattern may match.
    matched: BTreeMap<String, BTreeSet<usize>>,
}

impl<'w> Doors<'w> {
    fn of(roles: &'w [&'w Identity]) -> Doors<'w> {
        let (by_account, by_name, matched) = (BTreeMap::new(), Vec::new(), BTreeMap::new());
        let mut doors = Doors { roles, by_account, by_name, open: Vec::new(), matched };
        for (at, role) in roles.iter().enumerate() {
            let trust = role.trust.iter().flat_map(|trust| &trust.statements);
            for statement in trust.filter(|statement| statement.effect == Effect::Allow) {
                doors.note(at, statement);
            }
        }
        doors
    }

    fn note(&mut self, at: usize, statement: &Statement) {
        let PrincipalElement::Principal(all) = &statement.principal else {
            self.open.push(at);
            return;
        };
        for principal in all {
            match principal {
                Principal::Account(account) => match account.as_literal() {
                    Some(account) => self.by_account.entry(account.to_owned()).or_default().push(at),
                    None => self.open.push(at),
                },
                Principal::Role { role: arn, .. } | Principal::Arn(arn) => {
                    let words: Vec<String> = arn.iter().map(ToString::to_string).collect();
                    self.by_name.push((at, words.join(":")));
                }
                Principal::Service(_) | Principal::Federated(_) => {}
                Principal::Everyone
                | Principal::AnyAws
                | Principal::UniqueId(_)
                | Principal::CanonicalUser(_) => self.open.push(at),
            }
        }
    }

    /// The roles that sessions of this one may be able to assume: their trust policies let in whoever it is, or them by
    /// name, or the account, and the role's own policies allow it.
    fn from(&mut self, role: &Identity) -> BTreeSet<usize> {
        let mut all: BTreeSet<usize> = self.open.iter().copied().collect();
        let named = self.by_name.iter().filter(|(_, words)| words.contains(role.name()));
        all.extend(named.map(|(at, _)| *at));
        if let Some(of_account) = self.by_account.get(role.account()) {
            let of_account: BTreeSet<usize> = of_account.iter().copied().collect();
            for statement in role.policies.iter().flat_map(|policy| &policy.statements) {
                if !assumes(statement) {
                    continue;
                }
                match &statement.resource {
                    Resource::Resource(patterns) => {
                        for pattern in patterns {
                            all.extend(self.matched(pattern).intersection(&of_account));
                        }
                    }
                    Resource::NotResource(_) | Resource::Attached => all.extend(&of_account),
                }
            }
        }
        all.retain(|&at| self.roles.get(at).is_some_and(|to| to.arn != role.arn));
        all
    }

    /// The roles that the pattern may match.
    fn matched(&mut self, pattern: &ResourcePattern) -> &BTreeSet<usize> {
        let template = match pattern {
            ResourcePattern::Whole(template) => template,
            ResourcePattern::Arn(pattern) => pattern.whole(),
            ResourcePattern::Short { whole, .. } => whole,
        };
        let roles = self.roles;
        self.matched.entry(template.to_string()).or_insert_with_key(|text| {
            let pattern = Pattern::glob(text, false);
            let may_match = |arn: &str| text.contains("${") || pattern.contains(arn);
            let matched = roles.iter().enumerate().filter(|(_, role)| may_match(&role.arn));
            matched.map(|(at, _)| at).collect()
        })
    }
}

/// Whether the statement allows to assume roles.
fn assumes(statement: &Statement) -> bool {
    let assume = Pattern::literal("sts:assumerole", true);
    statement.effect == Effect::Allow
        && match &statement.action {
            Action::Action(patterns) => {
                patterns.iter().any(|action| !Pattern::glob(&action.to_string(), true).is_disjoint(&assume))
            }
            Action::NotAction(_) => true,
        }
}

impl Finding {
    /// Whether it is about a role that can be assumed: to pass tags alone opens nothing.
    fn assumes(&self) -> bool {
        let calls = ["sts:assumerole", "sts:assumerolewithsaml", "sts:assumerolewithwebidentity"];
        let assumes = |action: &String| {
            let action = Pattern::glob(action, true);
            calls.iter().any(|call| action.contains(call))
        };
        self.resource_type == "AWS::IAM::Role"
            && self.callers != Callers::Service
            && self.actions.iter().any(assumes)
    }
}
