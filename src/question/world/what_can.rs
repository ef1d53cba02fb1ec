//! What can this party do?
//!
//! Every grant that speaks of the party, each statement of its own and of the world's resources, with how much of it is
//! left after everything else has had its say. The union of the rows is all that the party can do: whatever is allowed is
//! allowed by some statement, and a row is empty iff an engine says so.

use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::ask::{Ask, AskError, party};
use super::claim::{Beyond, Case};
use super::inquiry::{Access, Inquiry};
use crate::model::world::{Party, Target, World, open_policy};
use crate::model::{Action, Effect, Policy, PolicyType, Resource, ResourcePattern, Statement};
use crate::question::{Conclusion, Prover};

/// How much of what a statement gives is allowed.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Share {
    /// Every request that it speaks of, but for those that no policy could allow: into another partition, as a root user
    /// by `sts:AssumeRole`, as a role by `sts:GetSessionToken` or `sts:GetFederationToken`.
    All,
    /// Some of them.
    Some,
    /// None.
    None,
    /// That could not be decided.
    Unknown,
}

impl Share {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Share::All => "all",
            Share::Some => "some",
            Share::None => "none",
            Share::Unknown => "unknown",
        }
    }
}

/// One action pattern and one resource pattern of one statement.
#[derive(Clone, Debug)]
pub struct Row {
    /// The policy's type and name.
    pub policy: (PolicyType, String),
    /// The statement's place in it, from 0.
    pub statement_index: usize,
    /// Its `Sid`.
    pub sid: Option<String>,
    /// The action pattern; of `NotAction` the list, after a `!`.
    pub action: String,
    /// The resource pattern; of `NotResource` the list, after a `!`.
    pub resource: String,
    /// How much of it is allowed.
    pub share: Share,
    /// A request that is allowed.
    pub access: Access,
    /// A request that the statement speaks of and that is refused, if only some are allowed.
    pub refused: Option<Access>,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct WhatCan {
    /// Who was asked about, by name.
    pub principal: String,
    /// The grants, the party's own first, then those of resources by ARN.
    pub rows: Vec<Row>,
    /// How long it took.
    pub elapsed: Duration,
}

/// A grant to be looked into.
struct Grant<'w> {
    policy: (PolicyType, String),
    statement: Statement,
    target: Target<'w>,
}

/// Every grant to the principal, with how much of it is allowed.
pub fn what_can(prover: &Prover, world: &World, principal: &str) -> Result<WhatCan, AskError> {
    let start = Instant::now();
    let party = party(world, principal)?;
    let ask = Ask { resource: "*".to_owned(), ..Ask::default() };
    let mut inquiry = Inquiry::new(prover, world);
    let grants = grants(&mut inquiry, &party, &ask)?;
    let row = |grant: &Grant<'_>| {
        let mut inquiry = Inquiry::new(prover, world);
        row(&mut inquiry, &party, grant, &ask)
    };
    let rows: Result<Vec<Row>, AskError> = grants.par_iter().map(row).collect();
    Ok(WhatCan { principal: party.name(), rows: rows?, elapsed: start.elapsed() })
}

fn grants<'w>(inquiry: &mut Inquiry<'w>, party: &Party<'w>, ask: &Ask) -> Result<Vec<Grant<'w>>, AskError> {
    let world = inquiry.world();
    let mut grants = Vec::new();
    let mut add = |policy: &Policy, target: &Target<'w>| {
        for statement in policy.statements.iter().filter(|statement| statement.effect == Effect::Allow) {
            for statement in parts(statement) {
                let policy = (policy.policy_type, policy.name.clone());
                grants.push(Grant { policy, statement, target: target.clone() });
            }
        }
    };
    let own = inquiry.case(party, &Target::Anywhere, ask)?;
    match party {
        Party::Root(_) => {
            add(&open_policy("of the root user, which needs none", PolicyType::Identity), &Target::Anywhere)
        }
        // What stands in for the policies of accounts outside is no grant of theirs.
        _ if party.is_of_world() => {
            own.setting.identity_policies.iter().for_each(|policy| add(policy, &Target::Anywhere));
        }
        _ => {}
    }
    let roles = world.identities().filter(|role| role.trust.is_some()).map(Target::Role);
    let resources = world.resources().flat_map(|resource| {
        let points = resource.access_points.iter().map(move |point| Target::AccessPoint(resource, point));
        std::iter::once(Target::Resource(resource)).chain(points)
    });
    for target in resources.chain(roles) {
        let case = inquiry.case(party, &target, ask)?;
        let policies =
            case.setting.resource_policy.iter().chain(&case.setting.trust_policy).chain(&case.setting.shares);
        for policy in policies {
            let mut speaking = Policy::clone(policy);
            speaking.statements.retain(|statement| inquiry.names(&case, statement));
            add(&speaking, &target);
        }
    }
    Ok(grants)
}

/// The statement's action patterns and resource patterns, each pair a statement.
fn parts(statement: &Statement) -> Vec<Statement> {
    let actions: Vec<Action> = match &statement.action {
        Action::Action(patterns) => {
            patterns.iter().map(|pattern| Action::Action(vec![pattern.clone()])).collect()
        }
        Action::NotAction(_) => vec![statement.action.clone()],
    };
    let resources: Vec<Resource> = match &statement.resource {
        Resource::Resource(patterns) => {
            patterns.iter().map(|pattern| Resource::Resource(vec![pattern.clone()])).collect()
        }
        Resource::NotResource(_) | Resource::Attached => vec![statement.resource.clone()],
    };
    let pair = |action: &Action, resource: &Resource| Statement {
        action: action.clone(),
        resource: resource.clone(),
        ..statement.clone()
    };
    actions.iter().flat_map(|action| resources.iter().map(move |resource| pair(action, resource))).collect()
}

fn row<'w>(
    inquiry: &mut Inquiry<'w>,
    party: &Party<'w>,
    grant: &Grant<'w>,
    ask: &Ask,
) -> Result<Row, AskError> {
    let case = inquiry.case(party, &grant.target, ask)?;
    let allowed = Case { beyond: Beyond::Statement(&grant.statement), ..case.clone() };
    let access = inquiry.answer(&allowed, true);
    let (share, refused) = match access.conclusion {
        Conclusion::Fails => (Share::None, None),
        Conclusion::Unknown => (Share::Unknown, None),
        Conclusion::Holds => {
            let refused = Case { beyond: Beyond::Refused(&grant.statement), ..case };
            let refused = inquiry.answer(&refused, true);
            match refused.conclusion {
                Conclusion::Fails => (Share::All, None),
                Conclusion::Holds | Conclusion::Unknown => (Share::Some, Some(refused)),
            }
        }
    };
    let list = |patterns: &[ResourcePattern]| {
        let patterns: Vec<String> = patterns.iter().map(|pattern| pattern.whole().to_string()).collect();
        patterns.join(" ")
    };
    let actions = |patterns: &[crate::model::Template]| {
        let patterns: Vec<String> = patterns.iter().map(ToString::to_string).collect();
        patterns.join(" ")
    };
    Ok(Row {
        policy: grant.policy.clone(),
        statement_index: grant.statement.index,
        sid: grant.statement.sid.clone(),
        action: match &grant.statement.action {
            Action::Action(patterns) => actions(patterns),
            Action::NotAction(patterns) => format!("!{}", actions(patterns)),
        },
        resource: match &grant.statement.resource {
            Resource::Resource(patterns) => list(patterns),
            Resource::NotResource(patterns) => format!("!{}", list(patterns)),
            Resource::Attached => grant.target.arn().to_owned(),
        },
        share,
        access,
        refused,
    })
}
