//! How do many policies stand to one another?

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::answer::Conclusion;
use super::prover::{Excess, Prover};
use crate::containment::{Collection, Relation};
use crate::eval::Scope;
use crate::model::{Assumption, Policy};

/// Policies in the order of containment, of their sets of allowed requests.
///
/// Every pair of `contained` is proved. Every pair that is neither there nor in `unknown` is refuted by a
/// request that the evaluator allows by the one policy and not by the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lattice {
    /// The policies' names, in the order in which they were given; below they are numbered so.
    pub policies: Vec<String>,
    /// Classes of policies that allow the same requests, each in order, by their first policy.
    pub classes: Vec<Vec<usize>>,
    /// Pairs of classes, of which the first is narrower than the second and no class stands between.
    pub covers: Vec<(usize, usize)>,
    /// Pairs of different policies, of which all that the first allows the second allows too.
    pub contained: Vec<(usize, usize)>,
    /// Pairs for which that is not known.
    pub unknown: Vec<Undecided>,
    /// The assumptions that some policy's meaning, under the chosen readings, depends on.
    pub assumptions: Vec<Assumption>,
    /// How long it took.
    pub elapsed: Duration,
}

/// An ordered pair that could not be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    /// The policy that may be contained.
    pub inner: usize,
    /// The policy that may contain it.
    pub outer: usize,
    /// Why that is not known, in words.
    pub reason: String,
}

/// What is known of one policy as the inner one of its pairs.
struct Row {
    contained: Vec<usize>,
    unknown: Vec<Undecided>,
}

/// Decides every ordered pair of the policies, which are all of one type, on the threads of the pool that this is
/// called in; the answer does not depend on how many there are. What is plain about a pair
/// ([`Collection`]) is believed if `plain` says so; else every pair goes to the engines.
/// `progress` is told how many policies have been held against all others, each time that one is done.
pub fn lattice(
    prover: &Prover,
    policies: &[Policy],
    plain: bool,
    progress: &(dyn Fn(usize) + Sync),
) -> Lattice {
    let start = Instant::now();
    let scope = Scope { assumptions: prover.assumptions };
    let collection = plain.then(|| Collection::new(policies, prover.universe, scope));
    let candidates = collection.as_ref().map(Collection::candidates);
    let done = AtomicUsize::new(0);
    let asked = |inner: usize| {
        let plain = collection.as_ref().zip(candidates.as_ref());
        let row = row(prover, policies, plain, inner);
        progress(done.fetch_add(1, Ordering::Relaxed) + 1);
        row
    };
    // One policy at a time: one can have all the hard pairs.
    let rows: Vec<Row> = (0..policies.len()).into_par_iter().with_max_len(1).map(asked).collect();
    let mut order = Relation::new(policies.len());
    for (inner, row) in rows.iter().enumerate() {
        order.insert(inner, inner);
        row.contained.iter().for_each(|&outer| order.insert(inner, outer));
    }
    let unknown = rows.into_iter().flat_map(|row| row.unknown).collect();
    arrange(policies, &order, unknown, prover, start)
}

fn row(
    prover: &Prover,
    policies: &[Policy],
    plain: Option<(&Collection<'_>, &Relation)>,
    inner: usize,
) -> Row {
    let candidates: Vec<usize> = match plain {
        Some((_, candidates)) => {
            candidates.successors(inner).filter(|&outer| outer < policies.len()).collect()
        }
        None => (0..policies.len()).collect(),
    };
    let asked = |outer: usize| -> Option<(usize, Excess)> {
        Some((outer, prover.contains(policies.get(outer)?, policies.get(inner)?)))
    };
    let mut row = Row { contained: Vec::new(), unknown: Vec::new() };
    let mut open = Vec::new();
    for outer in candidates.into_iter().filter(|&outer| outer != inner) {
        match plain.map(|(collection, _)| collection.prove(inner, outer)) {
            Some(true) => row.contained.push(outer),
            Some(false) | None => open.push(outer),
        }
    }
    let decided: Vec<(usize, Excess)> = open.into_par_iter().with_max_len(1).filter_map(asked).collect();
    for (outer, excess) in decided {
        match excess.conclusion {
            Conclusion::Holds => row.contained.push(outer),
            Conclusion::Fails => {}
            Conclusion::Unknown => {
                row.unknown.push(Undecided { inner, outer, reason: excess.unknown.join("; ") });
            }
        }
    }
    row
}

/// The lattice of the pairs that were decided. Containment being transitive, so is what is said of it: a pair that
/// could not be decided by itself is contained if others say so.
fn arrange(
    policies: &[Policy],
    decided: &Relation,
    mut unknown: Vec<Undecided>,
    prover: &Prover,
    start: Instant,
) -> Lattice {
    let order = decided.closure();
    let open: BTreeSet<(usize, usize)> = unknown.iter().map(|pair| (pair.inner, pair.outer)).collect();
    unknown.retain(|pair| !order.has(pair.inner, pair.outer));
    let mut contained = Vec::new();
    for inner in 0..policies.len() {
        for outer in order.successors(inner).filter(|&outer| outer != inner) {
            if decided.has(inner, outer) || open.contains(&(inner, outer)) {
                contained.push((inner, outer));
            } else {
                // What a pair's requests are depends on the keys that the two look at and on how: a key that the
                // service authorization reference does not list has the type and the number of values that the
                // operators on it suggest. So two pairs may agree and a third not.
                let reason = "others between the two say that it is contained, a request that it is not: a key that the \
                              service authorization reference does not list is used in different ways";
                unknown.push(Undecided { inner, outer, reason: reason.to_owned() });
            }
        }
    }
    unknown.sort_by_key(|pair| (pair.inner, pair.outer));

    let same = |one: usize, other: usize| order.has(one, other) && order.has(other, one);
    let mut classes: Vec<Vec<usize>> = Vec::new();
    let mut class_of = vec![usize::MAX; policies.len()];
    for policy in 0..policies.len() {
        let first = order.successors(policy).find(|&other| same(policy, other)).unwrap_or(policy);
        let class = match class_of.get(first) {
            Some(&class) if first < policy => class,
            Some(_) | None => classes.len(),
        };
        if class == classes.len() {
            classes.push(Vec::new());
        }
        if let (Some(of), Some(members)) = (class_of.get_mut(policy), classes.get_mut(class)) {
            *of = class;
            members.push(policy);
        }
    }
    let mut between = Relation::new(classes.len());
    for (narrower, members) in classes.iter().enumerate() {
        let Some(&first) = members.first() else { continue };
        for outer in order.successors(first) {
            match class_of.get(outer) {
                Some(&broader) if broader != narrower => between.insert(narrower, broader),
                Some(_) | None => {}
            }
        }
    }
    let reduction = between.reduction();
    let covers = (0..classes.len())
        .flat_map(|narrower| reduction.successors(narrower).map(move |broader| (narrower, broader)))
        .collect();
    Lattice {
        policies: policies.iter().map(|policy| policy.name.clone()).collect(),
        classes,
        covers,
        contained,
        unknown,
        assumptions: prover.consulted(policies),
        elapsed: start.elapsed(),
    }
}
