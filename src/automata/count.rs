//! How many texts satisfy some constraints.
//!
//! The product of position sets is deterministic, so texts are paths. At a set, the letters that no symbol at
//! hand names are one class: each leads to the same next set, and the class has as many members as there are
//! Unicode scalar values less those named at hand. Of the sets only those on the way to an accepting one
//! count. If a path can come back to one of these, the texts are infinitely many; else they are summed up in
//! topological order.

use super::alphabet::Letters;
use super::constraint::Constraint;
use super::product::Product;
use super::states::States;

/// How many Unicode scalar values there are: the code points without the surrogates.
const SCALAR_VALUES: u128 = 0x11_0000 - 0x800;

/// A number of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Exactly so many.
    Finite(u128),
    /// Infinitely many.
    Infinite,
    /// Finitely many, but more than 2¹²⁸ − 1.
    Huge,
}

/// How many texts satisfy all constraints and have no letter `without`, over all Unicode scalar values;
/// `None` when the steps are spent, which are counted down as in [`shortest()`](super::shortest()).
pub fn count(constraints: &[Constraint<'_>], without: Option<char>, steps: &mut u64) -> Option<Count> {
    let product = Product::new(constraints, Letters::All, without, steps)?;
    let Some(start) = product.start() else { return Some(Count::Finite(0)) };
    let price = product.price();
    let mut states = States::new(product.width());
    states.insert(&start);
    let (mut state, mut next, mut letters) = (start.clone(), start, Vec::new());
    let (mut edges, mut accepting) = (Vec::new(), Vec::new());
    while accepting.len() < states.len() {
        let from = accepting.len();
        state.copy_from_slice(states.get(from));
        accepting.push(product.accepts(&state));
        product.letters_at(&state, &mut letters);
        let named = letters.len();
        letters.retain(|&letter| without.is_none() || product.alphabet.letter(letter) != without);
        let is_other_without = without.is_some() && letters.len() == named;
        let others = SCALAR_VALUES - named as u128 - u128::from(is_other_without);
        letters.push(product.others());
        for &letter in &letters {
            *steps = steps.saturating_sub(price);
            if *steps == 0 {
                return None;
            }
            if product.advance(&state, letter, &mut next) {
                let letters = if letter == product.others() { others } else { 1 };
                edges.push(Edge { from, to: states.insert(&next).0, letters });
            }
        }
    }
    let is_useful = useful(&edges, &accepting);
    let at = |state: usize| is_useful.get(state).is_some_and(|&useful| useful);
    edges.retain(|edge| at(edge.from) && at(edge.to));
    Some(sum(&edges, &accepting))
}

/// So many letters lead from one state to another.
#[derive(Clone, Copy)]
struct Edge {
    from: usize,
    to: usize,
    letters: u128,
}

/// The states from which an accepting one can be reached.
fn useful(edges: &[Edge], accepting: &[bool]) -> Vec<bool> {
    let mut into: Vec<Vec<usize>> = vec![Vec::new(); accepting.len()];
    for edge in edges {
        if let Some(into) = into.get_mut(edge.to) {
            into.push(edge.from);
        }
    }
    let mut is_useful = accepting.to_vec();
    let mut open: Vec<usize> = (0..accepting.len()).filter(|&at| accepting.get(at) == Some(&true)).collect();
    while let Some(to) = open.pop() {
        for &from in into.get(to).into_iter().flatten() {
            if let Some(useful @ false) = is_useful.get_mut(from) {
                *useful = true;
                open.push(from);
            }
        }
    }
    is_useful
}

/// The number of paths from the first state to accepting ones, along edges from each of which such a state
/// can be reached. The edges stand in the order of where they come from.
fn sum(edges: &[Edge], accepting: &[bool]) -> Count {
    let mut incoming = vec![0usize; accepting.len()];
    for edge in edges {
        if let Some(incoming) = incoming.get_mut(edge.to) {
            *incoming += 1;
        }
    }
    // The ways to each state; `None` is more than fit.
    let mut ways = vec![Some(0u128); accepting.len()];
    if let Some(first) = ways.first_mut() {
        *first = Some(1);
    }
    let mut open: Vec<usize> = (0..accepting.len()).filter(|&at| incoming.get(at) == Some(&0)).collect();
    let (mut total, mut passed) = (Some(0u128), 0);
    while let Some(from) = open.pop() {
        let here = ways.get(from).copied().unwrap_or_default();
        if accepting.get(from) == Some(&true) {
            total = total.zip(here).and_then(|(total, here)| total.checked_add(here));
        }
        let first = edges.partition_point(|edge| edge.from < from);
        for edge in edges.iter().skip(first).take_while(|edge| edge.from == from) {
            passed += 1;
            if let Some(ways) = ways.get_mut(edge.to) {
                let more = here.and_then(|here| here.checked_mul(edge.letters));
                *ways = ways.zip(more).and_then(|(ways, more)| ways.checked_add(more));
            }
            if let Some(incoming) = incoming.get_mut(edge.to) {
                *incoming -= 1;
                if *incoming == 0 {
                    open.push(edge.to);
                }
            }
        }
    }
    match total {
        _ if passed < edges.len() => Count::Infinite,
        Some(total) => Count::Finite(total),
        None => Count::Huge,
    }
}
