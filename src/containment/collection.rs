//! Many policies, compiled once, and asked about pairwise.

use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexMap;
use rayon::prelude::*;

use super::actions::{Actions, PatternId, StatementId};
use super::consistency::Consistency;
use super::inclusion::ResourceShape;
use super::proof::{Shaped, Statements};
use super::relation::Relation;
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
pub struct Evidence<'c>(&'c Judged);

impl Evidence<'_> {
    /// The request.
    pub fn request(self) -> Request {
        Request { action: self.0.action.clone(), ..(*self.0.circumstances).clone() }
    }
}

/// Policies of one type, compiled under one scope. It does not change, and threads can share it.
pub struct Collection<'p> {
    statements: Statements<'p>,
    /// The statements of each policy.
    ranges: Vec<Range<StatementId>>,
    samples: Vec<Judged>,
    /// For each policy, those samples that it allows and that were made from it.
    own: Vec<Box<[u32]>>,
    /// For each policy, those that allow all of its own samples: all that can contain it.
    candidates: Relation,
}

/// A request, and who allows it.
#[derive(Debug)]
struct Judged {
    action: String,
    circumstances: Arc<Request>,
    /// The policies that allow it under some reading of operators without set operators, as bits. None that is of use, if
    /// the request is not of the universe.
    some: Box<[u64]>,
    /// Those that allow it under every reading; if it is not of the universe, none.
    every: Box<[u64]>,
}

impl<'p> Collection<'p> {
    /// Compiles policies of one type, on the threads of the pool that this is called in.
    pub fn new(policies: &'p [Policy], universe: Universe, scope: Scope) -> Collection<'p> {
        let by_segment = scope.assumptions.is_default(Assumption::ArnWildcardCrossesColon);
        let mut actions = Actions::default();
        let (mut statements, mut ranges) = (Vec::new(), Vec::new());
        let mut owners: Vec<usize> = Vec::new();
        for (owner, policy) in policies.iter().enumerate() {
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
                owners.push(owner);
            }
            ranges.push(first..count(&statements));
        }
        let made: Vec<Vec<Sample>> =
            policies.par_iter().map(|policy| samples(policy, universe, scope)).collect();
        let (pool, made_from) = pool(made, &mut actions);
        let statements = Statements { actions: actions.index(), statements };
        let samples = judge(&pool, &statements, &owners, policies, universe, scope);
        let mut rows = Vec::with_capacity(policies.len());
        let mut own = Vec::with_capacity(policies.len());
        for (policy, ids) in made_from.into_iter().enumerate() {
            let mut row = vec![u64::MAX; policies.len().div_ceil(64)];
            let mut kept = Vec::new();
            for id in ids {
                let Some(judged) = index(id).and_then(|id| samples.get(id)) else { continue };
                if bit(&judged.every, policy) {
                    row.iter_mut().zip(&*judged.some).for_each(|(row, some)| *row &= some);
                    kept.push(id);
                }
            }
            rows.push(row);
            own.push(kept.into_boxed_slice());
        }
        Collection { statements, ranges, samples, own, candidates: Relation::from_rows(&rows) }
    }

    /// What is plain about the requests of policy `inner` and those of policy `outer`, by their places in the list
    /// that was compiled.
    pub fn ask(&self, inner: usize, outer: usize) -> Plain<'_> {
        if !self.candidates.has(inner, outer) {
            let own = self.own.get(inner).into_iter().flatten();
            let mut samples = own.filter_map(|&id| index(id).and_then(|id| self.samples.get(id)));
            // There is one: that is why the pair is not among the candidates.
            return match samples.find(|sample| !bit(&sample.some, outer)) {
                Some(sample) => Plain::Excess(Evidence(sample)),
                None => Plain::Unclear,
            };
        }
        match (self.ranges.get(inner), self.ranges.get(outer)) {
            (Some(own), Some(others)) if inner == outer || self.statements.prove(own, others) => {
                Plain::Contained
            }
            (Some(_) | None, Some(_) | None) => Plain::Unclear,
        }
    }

    /// The policies that no sample of `inner` shows not to contain it, itself among them.
    pub fn candidates(&self, inner: usize) -> impl Iterator<Item = usize> + '_ {
        self.candidates.successors(inner).filter(|&outer| outer < self.ranges.len())
    }

    /// How many requests the policies have been held against.
    pub fn sample_count(&self) -> usize {
        self.samples.len()
    }

    /// How many of them show what `policy` allows.
    pub fn own_count(&self, policy: usize) -> usize {
        self.own.get(policy).map_or(0, |own| own.len())
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

/// Who allows each sample of the pool.
fn judge(
    pool: &Pool,
    statements: &Statements<'_>,
    owners: &[usize],
    policies: &[Policy],
    universe: Universe,
    scope: Scope,
) -> Vec<Judged> {
    let consistency = Consistency::new(policies, universe, scope);
    let circumstances: Vec<&Arc<Request>> = pool.circumstances.values().collect();
    // Of the rules, none but the form of an action looks at the action.
    let admitted: Vec<bool> = circumstances.par_iter().map(|request| consistency.admits(request)).collect();
    let flipped = Scope { assumptions: scope.assumptions.flip(Assumption::PlainOperatorOnMultivaluedKey) };
    let samples: Vec<(&(usize, PatternId), &String)> = pool.samples.iter().collect();
    let judge = |(&(place, pattern), action): (&(usize, PatternId), &String)| -> Option<Judged> {
        let circumstances = Arc::clone(circumstances.get(place)?);
        let is_action =
            action.split_once(':').is_some_and(|(service, name)| !service.is_empty() && !name.is_empty());
        if !is_action || admitted.get(place) != Some(&true) {
            let (some, every) = (Box::default(), Box::default());
            return Some(Judged { action: String::new(), circumstances, some, every });
        }
        let under = |scope| allowing(statements, owners, policies.len(), &circumstances, pattern, scope);
        let first = under(scope);
        let several = circumstances.context.iter().any(|(_, values)| values.len() > 1);
        let other = if several { under(flipped) } else { first.clone() };
        let join = |with: fn(u64, u64) -> u64| -> Box<[u64]> {
            first.iter().zip(&*other).map(|(&one, &other)| with(one, other)).collect()
        };
        let (some, every) = (join(|one, other| one | other), join(|one, other| one & other));
        Some(Judged { action: action.clone(), circumstances, some, every })
    };
    // All or none: a sample is known by its place.
    samples.par_iter().map(|&sample| judge(sample)).collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// The policies that allow the request with this action, as [`eval::evaluate`](crate::eval::evaluate) has it: some `Allow` statement
/// matches and no `Deny` statement. Only statements that speak of the action are looked at.
fn allowing(
    statements: &Statements<'_>,
    owners: &[usize],
    policies: usize,
    request: &Request,
    action: PatternId,
    scope: Scope,
) -> Box<[u64]> {
    let mut allowed = vec![0; policies.div_ceil(64)];
    let mut denied = allowed.clone();
    for id in statements.actions.including(action).iter().filter_map(|&id| index(id)) {
        let (Some(shaped), Some(&owner)) = (statements.statements.get(id), owners.get(id)) else { continue };
        let said = match shaped.statement.effect {
            Effect::Allow => &mut allowed,
            Effect::Deny => &mut denied,
        };
        if !bit(said, owner)
            && matches_but_for_action(shaped.statement, request, scope)
            && let Some(word) = said.get_mut(owner / 64)
        {
            *word |= 1 << (owner % 64);
        }
    }
    allowed.iter().zip(&denied).map(|(allowed, denied)| allowed & !denied).collect()
}

fn bit(words: &[u64], at: usize) -> bool {
    words.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
}

fn index(id: u32) -> Option<usize> {
    usize::try_from(id).ok()
}

fn count<T>(list: &[T]) -> StatementId {
    StatementId::try_from(list.len()).unwrap_or(StatementId::MAX)
}
