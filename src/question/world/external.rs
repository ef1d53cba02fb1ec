//! Who outside reaches a target, asked a slice at a time: is there a request by a caller outside that this statement speaks
//! of, and none of those?
//!
//! Callers outside come in three kinds that no two policies' principals mix: whoever has AWS credentials or none, users of
//! identity providers, and AWS services by themselves. Of one kind the parties are asked one after another, those of
//! whom most is known first, so that a request that comes out is as plain as can be; together they are all there are
//! ([`outsiders`]).

use std::collections::{BTreeMap, BTreeSet};

use super::ask::{Ask, AskError};
use super::case::{Beyond, Case};
use super::inquiry::{Access, Inquiry};
use super::parties::outsiders;
use super::prepared::Prepared;
use crate::model::world::{Party, Target, World};
use crate::model::{Setting, Statement};
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
    /// How many of the cases there are whose callers are all there are; callers of the others stand for some of them.
    covering: usize,
    /// What the questions about each of the cases share.
    prepared: Vec<Prepared>,
    /// Whether callers are asked about of whom the policies name nobody.
    pub everybody: bool,
}

/// The parties outside the world of this kind who may reach the target, those of whom most is known first.
pub fn outside<'w>(world: &'w World, target: &Target<'w>, callers: Callers) -> Vec<Party<'w>> {
    let all = outsiders(world, target);
    let mut parties: Vec<Party<'w>> = all.into_iter().filter(|party| Callers::of(party) == callers).collect();
    let rank = |party: &Party<'_>| match party {
        Party::Stranger | Party::Anonymous | Party::Provider(None) | Party::Service(None) => 1,
        _ => 0,
    };
    parties.sort_by_key(rank);
    if parties.iter().any(|party| matches!(party, Party::Stranger)) {
        // Of the organization's accounts outside, one of each unit stands for the rest in requests that come out. Only
        // strangers are all of them.
        let named: BTreeSet<String> = parties.iter().map(Party::name).collect();
        let units: BTreeMap<usize, &String> = world.kin.iter().map(|(id, &unit)| (unit, id)).collect();
        let kin = units.into_values().map(|id| Party::Account(id.clone()));
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
        let cases: Result<Vec<_>, AskError> =
            parties.iter().map(|party| inquiry.case(party, target, ask)).collect();
        let is_class = |party: &Party<'_>| {
            matches!(party, Party::Anonymous | Party::Stranger | Party::Provider(None) | Party::Service(None))
        };
        let covering = parties.iter().rposition(is_class).map_or(parties.len(), |at| at + 1);
        let all: Vec<Case<'c, 'w>> = cases?.iter().map(Case::outside).collect();
        let open = all.iter().filter(|case| case.is_open()).cloned().collect();
        let cases = all.into_iter().map(|case| Case { doubts: Vec::new(), ..case }).collect();
        Ok(External { cases, open, covering, prepared: Vec::new(), everybody: parties.iter().any(is_class) })
    }

    /// The same under other settings: what `change` makes of each.
    #[must_use]
    pub fn under(&self, change: impl Fn(&Setting) -> Setting) -> External<'c, 'w> {
        let changed = |case: &Case<'c, 'w>| Case { setting: change(&case.setting), ..case.clone() };
        let all = |cases: &[Case<'c, 'w>]| cases.iter().map(changed).collect();
        External {
            cases: all(&self.cases),
            open: all(&self.open),
            covering: self.covering,
            prepared: Vec::new(),
            everybody: self.everybody,
        }
    }

    /// Gets ready for many questions with such statements: they look at nothing that neither these nor the policies look at.
    pub fn prepare(&mut self, inquiry: &mut Inquiry<'w>, statements: &[Statement]) {
        self.prepared = self.cases.iter().map(|case| Prepared::new(inquiry, case, statements)).collect();
    }

    /// What stands around the requests of these callers.
    pub fn settings(&self) -> impl Iterator<Item = &Setting> {
        self.cases.iter().map(|case| &case.setting)
    }

    /// Whether there is a request that `inside` speaks of and none of `others` does: by the engines alone, without a request.
    /// Unknown before [`External::prepare`].
    pub fn exists(&self, inquiry: &mut Inquiry<'w>, inside: &Statement, others: &[Statement]) -> Conclusion {
        let mut conclusion = Conclusion::Fails;
        if self.prepared.len() != self.cases.len() {
            return Conclusion::Unknown;
        }
        let covering = || self.cases.iter().zip(&self.prepared).take(self.covering);
        for (case, prepared) in covering() {
            let case = Case { beyond: Beyond::Between(inside, others), ..case.clone() };
            if prepared.guess(inquiry, &case).is_some() {
                return Conclusion::Holds;
            }
        }
        for (case, prepared) in covering() {
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
        let of_organization =
            inside.conditions.iter().any(|condition| condition.key.folded().contains("org"));
        // Who is said to be of the organization, is one of its accounts.
        let (covering, standing) = self.cases.split_at(self.covering.min(self.cases.len()));
        let (first, second) = self.prepared.split_at(covering.len().min(self.prepared.len()));
        let standing = standing.iter().zip(second).filter(|_| of_organization);
        for (case, prepared) in standing.chain(covering.iter().zip(first)) {
            let case = Case { beyond: Beyond::Between(inside, others), ..case.clone() };
            if let Some(request) = prepared.guess(inquiry, &case) {
                return inquiry.told(&case, request);
            }
        }
        access(covering, inquiry, inside, others)
    }

    /// The same whatever the world leaves open: unknown, with the reason, where the answer depends on that.
    pub fn in_any_case(&self, inquiry: &mut Inquiry<'w>, inside: &Statement, others: &[Statement]) -> Access {
        let covering = self.cases.get(..self.covering).unwrap_or_default();
        let access = access(covering, inquiry, inside, others);
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
    for case in cases {
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
