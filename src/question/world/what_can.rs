//! What can this party do?
//!
//! Every grant that speaks of the party, each statement of its own and of the world's resources, access points too, with how
//! much of it is left after everything else has had its say: a statement of its own is looked at on whatever
//! resource, and on each of the world's that it may name and that has a say. The union of the rows is all that the party can do:
//! whatever is allowed is allowed by some statement, and a row is empty iff an engine says so.
//!
//! Of the party's own policies a row needs its statement and the denials that may speak of the same: what
//! the statement speaks of, identity-based policies allow, whatever the others say. So the work grows with the number of statements,
//! and not with its square.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::ask::{Ask, AskError, party};
use super::case::{Beyond, Case};
use super::inquiry::{Access, Inquiry};
use super::places::{Places, own_arns};
use super::sieve::Asked;
use crate::model::world::{Party, Spelling, Target, World, delegation, hidden, open_policy};
use crate::model::{
    Action, Effect, Piece, Policy, PolicyType, Resource, ResourcePattern, Setting, Statement, Template,
};
use crate::parse::quoted;
use crate::question::{Conclusion, Prover};

/// How much of what a statement gives is allowed.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Share {
    /// Every request that it speaks of, on every resource whose own side gives it, but for those that no policy could allow: into another partition, as a root user
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
    /// On whose side it stands; [`Target::Anywhere`] is the party's own.
    target: Target<'w>,
}

/// How many rows one thread looks into before it gives up its terms.
const CHUNK: usize = 32;
/// How many times the time that one engine may take on one term all rows may take together.
const ROWS: u32 = 10;

/// What all rows share.
struct Rows<'r, 'w> {
    party: &'r Party<'w>,
    ask: &'r Ask,
    places: &'r Places<'w>,
    /// Where the party's own grants count if no resource of the world is meant.
    anywhere: Vec<Target<'w>>,
    /// Until when rows are looked into.
    until: Instant,
}

/// Every grant to the principal, with how much of it is allowed.
pub fn what_can(prover: &Prover, world: &World, principal: &str) -> Result<WhatCan, AskError> {
    let start = Instant::now();
    let party = party(world, principal)?;
    if let Party::Federated(_) = party {
        return Err(AskError(format!(
            "what {} can depends on who made the session: ask about the user who does",
            quoted(principal)
        )));
    }
    let ask = Ask { resource: "*".to_owned(), ..Ask::default() };
    let mut inquiry = Inquiry::new(prover, world);
    let grants = grants(&mut inquiry, &party, &ask)?;
    let prepared = inquiry.afresh();
    let places = Places::new(world);
    let anywhere = places.anywhere(&[&party], true);
    let until = start + prover.budget.time * ROWS;
    let rows = Rows { party: &party, ask: &ask, places: &places, anywhere, until };
    let chunks: Result<Vec<Vec<Row>>, AskError> = grants
        .par_chunks(CHUNK)
        .map(|chunk| {
            let mut inquiry = prepared.afresh();
            chunk.iter().map(|grant| rows.row(&mut inquiry, grant)).collect()
        })
        .collect();
    let rows: Result<Vec<Row>, AskError> = chunks.map(|chunks| chunks.into_iter().flatten().collect());
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
        let setting = &case.setting;
        let at_resource = setting.resource_policy.iter().chain(&setting.trust_policy).chain(&setting.shares);
        // What the bucket's policy gives stands at the bucket: no request through the point is on its ARN.
        let policies: Vec<_> = match &setting.access_point {
            Some(point) => point.policy.iter().collect(),
            None => at_resource.collect(),
        };
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

/// Resources that the pattern has.
fn spelt(pattern: &ResourcePattern) -> Option<Spelling> {
    let whole = match pattern {
        ResourcePattern::Whole(_) | ResourcePattern::Arn(_) => pattern.whole(),
        ResourcePattern::Short { .. } => return None,
    };
    match (whole.as_literal(), whole.pieces().first()) {
        (Some(text), _) => Some(Spelling::Exact(text.to_owned())),
        (None, Some(Piece::Text(prefix))) => {
            Some(Spelling::Prefixed { prefix: prefix.clone(), tail: hidden::INSIDE })
        }
        (None, _) => None,
    }
}

/// What the statement speaks of, for others to be held against.
fn asked(statement: &Statement) -> Asked {
    let actions = match &statement.action {
        Action::Action(patterns) => patterns.iter().map(Template::to_ascii_lowercase).collect(),
        Action::NotAction(_) => vec![Template::anything()],
    };
    let spellings = match &statement.resource {
        Resource::Resource(patterns) => patterns.iter().map(spelt).collect(),
        Resource::NotResource(_) | Resource::Attached => vec![None],
    };
    Asked { actions, spellings }
}

/// Of these identity-based policies no more than the grant, which is one of theirs, and the denials that may speak of what it
/// speaks of: of that they allow what all of them do.
fn of_own(policies: &[Arc<Policy>], grant: &Grant<'_>, asked: &Asked) -> Vec<Arc<Policy>> {
    let only = |policy: &Policy, statements: Vec<Statement>| {
        let (name, policy_type, version) = (policy.name.clone(), policy.policy_type, policy.version);
        Arc::new(Policy { name, policy_type, version, statements })
    };
    let mut own = Vec::new();
    for policy in policies {
        let denies =
            |statement: &&Statement| statement.effect == Effect::Deny && asked.may_concern(statement);
        let denials: Vec<Statement> = policy.statements.iter().filter(denies).cloned().collect();
        if !denials.is_empty() {
            own.push(only(policy, denials));
        }
    }
    let of_grant = policies.iter().find(|policy| policy.name == grant.policy.1);
    own.extend(of_grant.map(|policy| only(policy, vec![grant.statement.clone()])));
    own
}

/// Makes the resource's side give everything that it does not deny: what is refused then is taken away.
fn given(setting: &mut Setting, within_account: bool) {
    let open = |policy: Option<&Arc<Policy>>, policy_type: PolicyType| {
        let all = if within_account { delegation(policy_type) } else { open_policy("", policy_type) };
        let mut open = Policy::clone(policy.unwrap_or(&all));
        open.statements.retain(|statement| statement.effect == Effect::Deny);
        open.statements.extend(all.statements.iter().cloned());
        Some(Arc::new(open))
    };
    setting.resource_policy = open(setting.resource_policy.as_ref(), PolicyType::Resource);
    if setting.trust_policy.is_some() {
        setting.trust_policy = open(setting.trust_policy.as_ref(), PolicyType::Trust);
    }
    setting.public_access_block = None;
    if let Some(point) = &mut setting.access_point {
        point.policy = open(point.policy.as_ref(), PolicyType::Resource);
        point.public_access_block = None;
    }
}

/// Of what a grant speaks of: a request that is allowed, and one that is refused.
struct Found {
    access: Access,
    refused: Option<Access>,
}

impl<'r, 'w> Rows<'r, 'w> {
    /// How much of the grant is allowed.
    fn share(&self, inquiry: &mut Inquiry<'w>, grant: &Grant<'w>) -> Result<(Share, Found), AskError> {
        let own = grant.target.is_anywhere();
        let asked = asked(&grant.statement);
        let named: Vec<&Target<'w>> =
            if own { self.places.taking_away(self.party, &asked) } else { Vec::new() };
        let targets = if own { self.anywhere.as_slice() } else { std::slice::from_ref(&grant.target) };
        let policies = match self.party {
            Party::Identity(identity) if own => Some(of_own(&identity.policies, grant, &asked)),
            _ => None,
        };
        let mut access: Option<Access> = None;
        let mut refused: Option<Access> = None;
        for target in targets.iter().chain(named) {
            for wants_refused in [false, true] {
                let found = if wants_refused { &mut refused } else { &mut access };
                if found.as_ref().is_some_and(|found| found.conclusion == Conclusion::Holds) {
                    continue;
                }
                let next = self.find(inquiry, grant, target, policies.as_deref(), wants_refused)?;
                // What is unknown of one target may yet be settled by the next.
                let settles = next.conclusion != Conclusion::Fails;
                if settles || found.is_none() {
                    *found = Some(next);
                }
            }
        }
        let conclusion = |found: &Option<Access>| found.as_ref().map(|found| found.conclusion);
        let share = match (conclusion(&access), conclusion(&refused)) {
            (Some(Conclusion::Fails) | None, _) => Share::None,
            (Some(Conclusion::Unknown), _) => Share::Unknown,
            (Some(Conclusion::Holds), Some(Conclusion::Fails) | None) => Share::All,
            (Some(Conclusion::Holds), Some(Conclusion::Holds | Conclusion::Unknown)) => Share::Some,
        };
        let access = match access {
            Some(access) => access,
            None => Access::unknown("there is nothing to look at".to_owned(), "terms"),
        };
        let refused = refused.filter(|_| share == Share::Some);
        Ok((share, Found { access, refused }))
    }

    /// A request on the target that the grant speaks of and that is allowed, or refused although the resource's side does
    /// not fail to give it. One on whatever resource that is one of the world counts only if it is one of that resource too.
    fn find(
        &self,
        inquiry: &mut Inquiry<'w>,
        grant: &Grant<'w>,
        target: &Target<'w>,
        own: Option<&[Arc<Policy>]>,
        wants_refused: bool,
    ) -> Result<Access, AskError> {
        let (mut case, whole) = self.case(inquiry, grant, target, own, wants_refused)?;
        for _ in 0..MOST {
            let access = self.answer(inquiry, &case, &whole)?;
            let request = access.request.as_ref().filter(|_| target.is_anywhere());
            let Some(told) = request.and_then(|request| self.places.at(&request.resource)) else {
                return Ok(access);
            };
            let (there, whole) = self.case(inquiry, grant, told, own, wants_refused)?;
            let there = self.answer(inquiry, &there, &whole)?;
            if there.conclusion != Conclusion::Fails {
                return Ok(there);
            }
            case.apart.extend(own_arns(inquiry.world(), told));
        }
        let reason = "too many resources of the world stand between what is asked and an answer".to_owned();
        Ok(Access::unknown(reason, "terms"))
    }

    /// What is asked of one target, and what stands around it in whole, without anything left out of the own policies.
    fn case<'c>(
        &'c self,
        inquiry: &Inquiry<'w>,
        grant: &'c Grant<'w>,
        target: &'c Target<'w>,
        own: Option<&[Arc<Policy>]>,
        wants_refused: bool,
    ) -> Result<(Case<'c, 'w>, Setting), AskError> {
        let mut case = inquiry.case(self.party, target, self.ask)?;
        if wants_refused && own.is_some() && !target.is_anywhere() {
            given(&mut case.setting, self.party.account() == Some(target.account()));
        }
        let whole = case.setting.clone();
        if let Some(own) = own {
            case.setting.identity_policies = own.to_vec();
        }
        case.beyond = match wants_refused {
            false => Beyond::Statement(&grant.statement),
            true => Beyond::Refused(&grant.statement),
        };
        Ok((case, whole))
    }

    /// The answer for the case; its request is replayed in the whole setting too.
    fn answer(
        &self,
        inquiry: &mut Inquiry<'w>,
        case: &Case<'_, 'w>,
        whole: &Setting,
    ) -> Result<Access, AskError> {
        if Instant::now() > self.until {
            let reason = "the time for all grants together was spent before this one".to_owned();
            return Ok(Access::unknown(reason, "terms"));
        }
        let access = inquiry.answer(case, true);
        match &access.request {
            Some(request) if inquiry.allows(whole, request) == case.wants_refused() => {
                let reason = "the request that was found does not replay".to_owned();
                Ok(Access::unknown(reason, "terms"))
            }
            Some(_) | None => Ok(access),
        }
    }

    fn row(&self, inquiry: &mut Inquiry<'w>, grant: &Grant<'w>) -> Result<Row, AskError> {
        let (share, Found { access, refused }) = self.share(inquiry, grant)?;
        Ok(described(grant, share, access, refused))
    }
}

/// How many resources of the world may come out of asking about whatever resource.
const MOST: usize = 100;

/// The row of a grant.
fn described(grant: &Grant<'_>, share: Share, access: Access, refused: Option<Access>) -> Row {
    let list = |patterns: &[ResourcePattern]| {
        let patterns: Vec<String> = patterns.iter().map(|pattern| pattern.whole().to_string()).collect();
        patterns.join(" ")
    };
    let actions = |patterns: &[crate::model::Template]| {
        let patterns: Vec<String> = patterns.iter().map(ToString::to_string).collect();
        patterns.join(" ")
    };
    Row {
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
    }
}
