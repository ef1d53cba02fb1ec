//! Many policies, compiled once, and asked about pairwise.

use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexMap;
use rayon::prelude::*;

use super::actions::{Actions, PatternId, StatementId};
use super::consistency::Consistency;
use super::inclusion::ResourceShape;
use super::proof::{Shaped, Statements};
use super::samples::{Sample, samples};
use crate::eval::{Scope, matches_but_for_action};
use crate::formula::Universe;
use crate::model::{Assumption, Effect, Policy, Request, Resource, Template};

/// What is plain about whether one policy's requests are all another's.
#[derive(Clone, Copy, Debug)]
pub enum Plain<'c> {
    /// They are: every request that the inner policy allows, the outer one allows.
    Contained,
    /// They are not: the evaluator says that the inner policy allows this request of the universe and that the outer one
    /// does not, whatever an operator without a set operator means for a key with several values.
    Excess(Evidence<'c>),
    /// It is not plain: ask a prover.
    Unclear,
}

/// A request, not yet put together.
#[derive(Clone, Copy, Debug)]
pub struct Evidence<'c>(&'c Tried);

impl Evidence<'_> {
    /// The request.
    pub fn request(self) -> Request {
        Request { action: self.0.action.clone(), ..(*self.0.circumstances).clone() }
    }
}

/// Policies of one type, compiled under one scope. It does not change, and threads can share it.
pub struct Collection<'p> {
    pub(super) statements: Statements<'p>,
    /// The statements of each policy.
    pub(super) ranges: Vec<Range<StatementId>>,
    pub(super) samples: Vec<Tried>,
    /// For each policy, those samples that were made from it, are of the universe, and that it allows under every reading.
    pub(super) own: Vec<Box<[u32]>>,
    pub(super) scope: Scope,
}

/// A sample.
#[derive(Debug)]
pub(super) struct Tried {
    action: String,
    pub(super) pattern: PatternId,
    pub(super) circumstances: Arc<Request>,
    /// Whether a key has several values, so that the readings of operators without a set operator can differ.
    pub(super) several: bool,
}

impl<'p> Collection<'p> {
    /// Compiles policies of one type, on the threads of the pool that this is called in.
    pub fn new(policies: &'p [Policy], universe: Universe, scope: Scope) -> Collection<'p> {
        let by_segment = scope.assumptions.is_default(Assumption::ArnWildcardCrossesColon);
        let mut actions = Actions::default();
        let (mut statements, mut ranges) = (Vec::new(), Vec::new());
        for policy in policies {
            let first = count(&statements);
            for statement in &policy.statements {
                actions.statement(&statement.action);
                let resources = match &statement.resource {
                    Resource::Resource(patterns) | Resource::NotResource(patterns) => {
                        patterns.iter().map(|pattern| ResourceShape::new(pattern, by_segment)).collect()
                    }
                    Resource::Attached => Vec::new(),
                };
                statements.push(Shaped { statement, resources });
            }
            ranges.push(first..count(&statements));
        }
        let made: Vec<Vec<Sample>> =
            policies.par_iter().map(|policy| samples(policy, universe, scope)).collect();
        let (pool, made_from) = pool(made, &mut actions);
        let consistency = Consistency::new(policies, universe, scope);
        let statements = Statements { actions: actions.index(), statements };
        let (samples, admitted) = pool.tried(&consistency);
        let mut collection = Collection { statements, ranges, samples, own: Vec::new(), scope };
        let own = |(policy, ids): (usize, &Vec<u32>)| -> Box<[u32]> {
            let allowed = |id: &u32| {
                let sample = index(*id).and_then(|id| collection.samples.get(id).zip(admitted.get(id)));
                sample.is_some_and(|(sample, &admitted)| {
                    admitted
                        && collection.readings(sample).all(|scope| collection.allows(policy, sample, scope))
                })
            };
            ids.iter().copied().filter(allowed).collect()
        };
        collection.own = made_from.par_iter().enumerate().map(own).collect();
        collection
    }

    /// What is plain about the requests of policy `inner` and those of policy `outer`, by their places in the list
    /// that was compiled.
    pub fn ask(&self, inner: usize, outer: usize) -> Plain<'_> {
        let refutes = |sample: &&Tried| !self.readings(sample).any(|scope| self.allows(outer, sample, scope));
        if let Some(sample) = self.own_samples(inner).find(refutes) {
            return Plain::Excess(Evidence(sample));
        }
        if self.prove(inner, outer) { Plain::Contained } else { Plain::Unclear }
    }

    /// True only if every request of policy `inner` is one of policy `outer`, by their places in the list.
    pub fn prove(&self, inner: usize, outer: usize) -> bool {
        let ranges = self.ranges.get(inner).zip(self.ranges.get(outer));
        ranges.is_some_and(|(own, others)| inner == outer || self.statements.prove(own, others))
    }

    /// How many requests were made from the policies.
    pub fn sample_count(&self) -> usize {
        self.samples.len()
    }

    /// How many of them show what `policy` allows.
    pub fn own_count(&self, policy: usize) -> usize {
        self.own.get(policy).map_or(0, |own| own.len())
    }

    pub(super) fn own_samples(&self, policy: usize) -> impl Iterator<Item = &Tried> {
        let own = self.own.get(policy).into_iter().flatten();
        own.filter_map(|&id| index(id).and_then(|id| self.samples.get(id)))
    }

    /// The scopes that can make a difference to the sample: the chosen one, and that with the other reading of
    /// operators without a set operator.
    pub(super) fn readings(&self, sample: &Tried) -> impl Iterator<Item = Scope> + use<> {
        let assumptions = self.scope.assumptions.flip(Assumption::PlainOperatorOnMultivaluedKey);
        let other = Scope { assumptions };
        std::iter::once(self.scope).chain(sample.several.then_some(other))
    }

    /// Whether the policy allows the sample, as [`eval::evaluate`](crate::eval::evaluate) has it: some `Allow` statement matches and no
    /// `Deny` statement. Only statements that speak of its action are looked at.
    fn allows(&self, policy: usize, sample: &Tried, scope: Scope) -> bool {
        let Some(range) = self.ranges.get(policy) else { return false };
        let speaking = self.statements.actions.including(sample.pattern);
        let first = speaking.partition_point(|id| *id < range.start);
        let speaking = speaking.get(first..).unwrap_or_default();
        let mut allowed = false;
        for id in speaking.iter().copied().take_while(|id| *id < range.end) {
            let Some(shaped) = self.statements.get(id) else { continue };
            let is_open = match shaped.statement.effect {
                Effect::Allow => !allowed,
                Effect::Deny => true,
            };
            if is_open && matches_but_for_action(shaped.statement, &sample.circumstances, scope) {
                match shaped.statement.effect {
                    Effect::Allow => allowed = true,
                    Effect::Deny => return false,
                }
            }
        }
        allowed
    }
}

/// Different samples, by their circumstances.
#[derive(Default)]
struct Pool {
    circumstances: IndexMap<Content, Arc<Request>>,
    /// The place of its circumstances and its action; with the action as it was spelt.
    samples: IndexMap<(usize, PatternId), String>,
}

/// What makes the circumstances of two requests equal: caller, resource and context.
#[derive(PartialEq, Eq, Hash)]
struct Content(String, String, Vec<(String, Vec<String>)>);

impl Content {
    fn of(request: &Request) -> Content {
        let context = request.context.iter().map(|(key, values)| (key.folded().to_owned(), values.to_vec()));
        Content(request.principal.text().to_owned(), request.resource.clone(), context.collect())
    }
}

/// The policies' samples, equal ones once, and which of them were made from each policy.
fn pool(made: Vec<Vec<Sample>>, actions: &mut Actions) -> (Pool, Vec<Vec<u32>>) {
    let mut pool = Pool::default();
    let mut made_from = Vec::with_capacity(made.len());
    for samples in made {
        let mut ids = Vec::with_capacity(samples.len());
        // Samples of one statement come together.
        let mut latest: Option<(Arc<Request>, usize)> = None;
        for Sample { action, circumstances } in samples {
            let Some(pattern) = actions.pattern(&Template::literal(&action)) else { continue };
            let known = latest.as_ref().filter(|(known, _)| Arc::ptr_eq(known, &circumstances));
            let place = match known {
                Some((_, place)) => *place,
                None => {
                    let shared = Arc::clone(&circumstances);
                    pool.circumstances.insert_full(Content::of(&circumstances), shared).0
                }
            };
            latest = Some((circumstances, place));
            let (at, _) = pool.samples.insert_full((place, pattern), action);
            ids.extend(u32::try_from(at));
        }
        ids.sort_unstable();
        ids.dedup();
        made_from.push(ids);
    }
    (pool, made_from)
}

impl Pool {
    /// The samples, and which of them are requests of the universe of every pair.
    fn tried(self, consistency: &Consistency) -> (Vec<Tried>, Vec<bool>) {
        let circumstances: Vec<Arc<Request>> = self.circumstances.into_values().collect();
        // Of the rules, none but the form of an action looks at the action.
        let admits = |request: &Arc<Request>| consistency.admits(request);
        let admitted: Vec<bool> = circumstances.par_iter().map(admits).collect();
        let mut tried = Vec::with_capacity(self.samples.len());
        let mut are_admitted = Vec::with_capacity(self.samples.len());
        for ((place, pattern), action) in self.samples {
            let is_action =
                action.split_once(':').is_some_and(|(service, name)| !service.is_empty() && !name.is_empty());
            // Every place is one of the list.
            let Some(circumstances) = circumstances.get(place).map(Arc::clone) else { break };
            are_admitted.push(is_action && admitted.get(place) == Some(&true));
            let several = circumstances.context.iter().any(|(_, values)| values.len() > 1);
            tried.push(Tried { action, pattern, circumstances, several });
        }
        (tried, are_admitted)
    }
}

pub(super) fn index(id: u32) -> Option<usize> {
    usize::try_from(id).ok()
}

fn count<T>(list: &[T]) -> StatementId {
    StatementId::try_from(list.len()).unwrap_or(StatementId::MAX)
}
