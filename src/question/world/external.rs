//! Who outside reaches a target, asked a slice at a time: is there a request by a caller outside that this statement speaks
//! of, and none of those?
//!
//! Callers outside come in three kinds that no two policies' principals mix: whoever has AWS credentials or none, users of
//! identity providers, and AWS services by themselves. Of one kind the parties are asked one after another, those of
//! whom most is known first, so that a request that comes out is as plain as can be; together they are all there are
//! ([`outsiders_by_name`]).

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use super::ask::{Ask, AskError};
use super::case::{Beyond, Case};
use super::inquiry::{Access, Inquiry};
use super::mentioned::{kin, mentioned};
use super::parties::outsiders_by_name;
use super::prepared::Prepared;
use crate::eval;
use crate::model::world::{Party, Target, World, open_policy};
use crate::model::{
    AccessPoint, Assumption, Caller, CallerKind, Policy, PolicyType, PrincipalElement, Request, Setting,
    Statement,
};
use crate::question::Conclusion;

/// The kinds of callers outside.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Callers {
    /// Whoever signs with AWS credentials of an account outside, or does not sign.
    Aws,
    /// Users of identity providers.
    Federated,
    /// AWS services that call by themselves.
    Service,
}

impl Callers {
    /// All kinds.
    pub const ALL: [Callers; 3] = [Callers::Aws, Callers::Federated, Callers::Service];

    fn of(party: &Party<'_>) -> Callers {
        match party {
            Party::Identity(_)
            | Party::Session(..)
            | Party::Federated(_)
            | Party::Root(_)
            | Party::Anonymous
            | Party::Account(_)
            | Party::Named(_)
            | Party::Stranger => Callers::Aws,
            Party::Service(_) => Callers::Service,
            Party::Provider(_) => Callers::Federated,
        }
    }
}

/// Questions about one target and callers of one kind. The requests asked about are those that are allowed.
pub struct External<'c, 'w> {
    /// Of what the world leaves open the least.
    cases: Vec<Case<'c, 'w>>,
    /// The same with what it leaves open; none where it leaves nothing open.
    open: Vec<Case<'c, 'w>>,
    /// Whether callers are asked about of whom the policies name nobody.
    pub everybody: bool,
    /// What the questions about each of the cases share, made when it is first asked about.
    prepared: RefCell<Vec<Option<Arc<Prepared>>>>,
    /// What statements that are asked about may look at.
    statements: Vec<Statement>,
    /// Requests that came out.
    samples: RefCell<Vec<Request>>,
    asked: Cell<usize>,
}

/// How many requests are kept.
const MOST_SAMPLES: usize = 256;

static RESOURCE: LazyLock<Arc<Policy>> =
    LazyLock::new(|| open_policy("whatever the resource allows", PolicyType::Resource));
static TRUST: LazyLock<Arc<Policy>> =
    LazyLock::new(|| open_policy("whatever the role allows", PolicyType::Trust));

/// The parties outside the world of this kind who may reach the target, those of whom most is known first.
pub fn outside<'w>(world: &'w World, target: &Target<'w>, callers: Callers) -> Vec<Party<'w>> {
    let all = outsiders_by_name(world, target);
    let mut parties: Vec<Party<'w>> = all.into_iter().filter(|party| Callers::of(party) == callers).collect();
    let rank = |party: &Party<'_>| match party {
        // Of a canonical user next to nothing is known.
        Party::Named(_) if party.canonical_id().is_some() => 4,
        Party::Anonymous => 3,
        Party::Stranger => 2,
        Party::Provider(None) | Party::Service(None) => 1,
        _ => 0,
    };
    parties.sort_by_key(rank);
    if parties.iter().any(|party| matches!(party, Party::Stranger)) {
        let named: BTreeSet<String> = parties.iter().map(Party::name).collect();
        let setting = world.setting(&Party::Stranger, target);
        let kin = kin(world, target, &setting).into_iter().map(Party::Account);
        parties.extend(kin.filter(|party| !named.contains(&party.name())));
    }
    parties
}

impl<'c, 'w> External<'c, 'w> {
    /// Questions about the target that `ask` is about, and these parties.
    pub fn new(
        inquiry: &Inquiry<'w>,
        target: &'c Target<'w>,
        parties: &'c [Party<'w>],
        ask: &'c Ask,
    ) -> Result<External<'c, 'w>, AskError> {
        let world = inquiry.world();
        let told = |id: &String| world.accounts.contains_key(id) || world.kin.contains_key(id);
        let cases: Result<Vec<_>, AskError> = parties
            .iter()
            .map(|party| {
                let case = inquiry.case(party, target, ask)?;
                let mentioned = match party {
                    Party::Stranger => Some(mentioned(&case.setting).into_iter().filter(told).collect()),
                    _ => None,
                };
                Ok(Case { mentioned, ..case }.outside())
            })
            .collect();
        let is_class = |party: &Party<'_>| {
            matches!(party, Party::Anonymous | Party::Stranger | Party::Provider(None) | Party::Service(None))
        };
        let all = cases?;
        let open = all.iter().filter(|case| case.is_open()).cloned().collect();
        let cases = all.into_iter().map(|case| Case { doubts: Vec::new(), ..case }).collect();
        Ok(External::of(cases, open, parties.iter().any(is_class)))
    }

    pub(super) fn of(cases: Vec<Case<'c, 'w>>, open: Vec<Case<'c, 'w>>, everybody: bool) -> External<'c, 'w> {
        let prepared = RefCell::new(vec![None; cases.len()]);
        let (statements, samples) = (Vec::new(), RefCell::default());
        External { cases, open, everybody, prepared, statements, samples, asked: Cell::new(0) }
    }

    /// The same under other settings: what `change` makes of each.
    #[must_use]
    pub fn under(&self, change: impl Fn(&Setting) -> Setting) -> External<'c, 'w> {
        let changed = |case: &Case<'c, 'w>| Case { setting: change(&case.setting), ..case.clone() };
        let all = |cases: &[Case<'c, 'w>]| cases.iter().map(changed).collect();
        let changed = External::of(all(&self.cases), all(&self.open), self.everybody);
        changed.about(self.statements.clone())
    }

    /// The same, for statements that look at nothing that neither these nor the policies look at.
    #[must_use]
    pub fn about(self, statements: Vec<Statement>) -> External<'c, 'w> {
        let prepared = RefCell::new(vec![None; self.cases.len()]);
        External { statements, prepared, ..self }
    }

    fn prepared(&self, inquiry: &mut Inquiry<'w>, at: usize) -> Option<(&Case<'c, 'w>, Arc<Prepared>)> {
        let case = self.cases.get(at)?;
        let known = self.prepared.borrow().get(at).cloned().flatten();
        let prepared = known.unwrap_or_else(|| Arc::new(Prepared::new(inquiry, case, &self.statements)));
        if let Some(place) = self.prepared.borrow_mut().get_mut(at) {
            *place = Some(Arc::clone(&prepared));
        }
        Some((case, prepared))
    }

    /// The case that an allowed request is of.
    pub(super) fn place_of(
        &self,
        inquiry: &mut Inquiry<'w>,
        request: &Request,
    ) -> Option<(&Case<'c, 'w>, Arc<Prepared>)> {
        (0..self.cases.len()).find_map(|at| {
            let case = self.cases.get(at)?;
            // Most are of other callers, which needs nothing put together.
            if !inquiry.is_asked(case, request) {
                return None;
            }
            let (case, prepared) = self.prepared(inquiry, at)?;
            inquiry.is_witness(case, prepared.universe, request).then_some((case, prepared))
        })
    }

    /// The same questions about all requests that there are of these callers, whether they are allowed or not.
    #[must_use]
    pub fn possible(&self) -> External<'c, 'w> {
        self.under(|setting| Setting {
            scps: Vec::new(),
            rcps: Vec::new(),
            resource_policy: setting.trust_policy.is_none().then(|| Arc::clone(&RESOURCE)),
            trust_policy: setting.trust_policy.is_some().then(|| Arc::clone(&TRUST)),
            shares: Vec::new(),
            vpc_endpoint_policies: Vec::new(),
            public_access_block: None,
            access_point: setting.access_point.as_ref().map(|point| AccessPoint {
                policy: Some(Arc::clone(&RESOURCE)),
                public_access_block: None,
                ..point.clone()
            }),
            ..setting.clone()
        })
    }

    /// What stands around the requests of these callers.
    pub fn settings(&self) -> impl Iterator<Item = &Setting> {
        self.cases.iter().map(|case| &case.setting)
    }

    /// How often an engine was asked.
    pub fn asked(&self) -> usize {
        self.asked.get()
    }

    /// Whether there is a request that `inside` speaks of and none of `others` does: nothing more about it than that, and
    /// whose it is.
    pub fn exists(&self, inquiry: &mut Inquiry<'w>, inside: &Statement, others: &[Statement]) -> Conclusion {
        // A request that came out before answers as well, unless it is a matter of reading what policies say of it.
        if !inquiry.consulted.contains(&Assumption::PlainOperatorOnMultivaluedKey) {
            let speaks =
                |statement: &Statement, request: &Request| eval::matches(statement, request, inquiry.scope);
            let is_one = |request: &Request| {
                speaks(inside, request) && !others.iter().any(|other| speaks(other, request))
            };
            if self.samples.borrow().iter().any(is_one) {
                return Conclusion::Holds;
            }
        }
        // What somebody can do who is one of whichever callers, these can.
        let whichever = self.cases.iter().any(|case| matches!(case.party, Party::Stranger));
        let world = inquiry.world();
        let is_one_of_them = |party: &Party<'_>| match party {
            // A federated user session can do what its user can, who has another name.
            Party::Named(arn) if matches!(Caller::new(arn).kind(), CallerKind::FederatedUser { .. }) => false,
            Party::Named(_) | Party::Account(_) => {
                whichever && party.account().is_some_and(|account| !world.kin.contains_key(account))
            }
            Party::Identity(_)
            | Party::Session(..)
            | Party::Federated(_)
            | Party::Root(_)
            | Party::Anonymous
            | Party::Service(_)
            | Party::Provider(_)
            | Party::Stranger => false,
        };
        let named = |at: &usize| {
            let case = self.cases.get(*at);
            case.is_some_and(|case| may_name(inside, case.party) && !is_one_of_them(case.party))
        };
        // Of whom most is known, if they are all that the statement names; else classes of callers first, which have most
        // requests.
        let all_named = self.cases.iter().position(|case| has_all_named(inside, case.party));
        let places: Vec<usize> = match all_named {
            Some(at) => vec![at],
            None => (0..self.cases.len()).rev().filter(named).collect(),
        };
        for &at in &places {
            let Some((case, prepared)) = self.prepared(inquiry, at) else { continue };
            let case = Case { beyond: Beyond::Between(inside, others), ..case.clone() };
            if let Some(request) = prepared.guess(inquiry, &case) {
                let mut samples = self.samples.borrow_mut();
                if samples.len() < MOST_SAMPLES {
                    samples.push(request);
                }
                return Conclusion::Holds;
            }
        }
        let mut conclusion = Conclusion::Fails;
        for &at in &places {
            let Some((case, prepared)) = self.prepared(inquiry, at) else { continue };
            self.asked.set(self.asked.get() + 1);
            match prepared.exists(inquiry, case, inside, others) {
                Conclusion::Holds => return Conclusion::Holds,
                Conclusion::Fails => {}
                Conclusion::Unknown => conclusion = Conclusion::Unknown,
            }
        }
        conclusion
    }

    /// The same with a request, as plain as it can be, what the evaluator says of it, and what the answer hangs on.
    pub fn access(&self, inquiry: &mut Inquiry<'w>, inside: &Statement, others: &[Statement]) -> Access {
        for (at, case) in self.cases.iter().enumerate().filter(|(_, case)| may_name(inside, case.party)) {
            let case = Case { beyond: Beyond::Between(inside, others), ..case.clone() };
            let request = self.prepared(inquiry, at).and_then(|(_, prepared)| prepared.guess(inquiry, &case));
            if let Some(request) = request {
                return inquiry.told(&case, request);
            }
        }
        access(&self.cases, inquiry, inside, others)
    }

    /// Whether there is such a request, whatever the world leaves open and however contested rules are read: by the engines
    /// alone where nothing is open, and else as [`External::in_any_case`] has it.
    pub fn rest(&self, inquiry: &mut Inquiry<'w>, inside: &Statement, others: &[Statement]) -> Access {
        let contested = inquiry.consulted.contains(&Assumption::PlainOperatorOnMultivaluedKey);
        let none = self.open.is_empty() && !contested;
        if none && self.exists(inquiry, inside, others) == Conclusion::Fails {
            return Access::of(Conclusion::Fails, "native");
        }
        self.in_any_case(inquiry, inside, others)
    }

    /// The same whatever the world leaves open: unknown, with the reason, where the answer depends on that.
    pub fn in_any_case(&self, inquiry: &mut Inquiry<'w>, inside: &Statement, others: &[Statement]) -> Access {
        let access = access(&self.cases, inquiry, inside, others);
        if access.conclusion != Conclusion::Fails || self.open.is_empty() {
            return access;
        }
        self::access(&self.open, inquiry, inside, others)
    }
}

fn access<'w>(
    cases: &[Case<'_, 'w>],
    inquiry: &mut Inquiry<'w>,
    inside: &Statement,
    others: &[Statement],
) -> Access {
    let mut unknown = None;
    for case in cases.iter().filter(|case| may_name(inside, case.party)) {
        let case = Case { beyond: Beyond::Between(inside, others), ..case.clone() };
        let access = inquiry.answer(&case, true);
        match access.conclusion {
            Conclusion::Holds => return access,
            Conclusion::Fails => {}
            Conclusion::Unknown => unknown = unknown.or(Some(access)),
        }
    }
    unknown.unwrap_or_else(|| Access::of(Conclusion::Fails, "terms"))
}

/// Whether the party has all callers whom the statement's principals cover.
fn has_all_named(statement: &Statement, party: &Party<'_>) -> bool {
    let PrincipalElement::Principal(named) = &statement.principal else { return false };
    !named.is_empty()
        && named.iter().all(|principal| match party {
            Party::Account(id) => principal.account() == Some(id),
            Party::Named(name) => principal.arn().is_some_and(|arn| arn == *name),
            _ => false,
        })
}

/// Whether the statement's principals may cover the party: not if they are of other accounts.
fn may_name(statement: &Statement, party: &Party<'_>) -> bool {
    let PrincipalElement::Principal(named) = &statement.principal else { return true };
    named.iter().any(|principal| match (principal.account(), party) {
        (Some(_), Party::Anonymous | Party::Service(_)) => false,
        (Some(account), _) => party.account().is_none_or(|own| own == account),
        (None, _) => true,
    })
}
