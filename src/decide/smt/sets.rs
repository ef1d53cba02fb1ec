//! How many candidate elements each multi-valued key needs.

use std::collections::{BTreeMap, BTreeSet};

use crate::formula::{Arena, Atom, Subject, TermId};
use crate::model::{Arity, Key};

/// For each multi-valued key below `term`, how many distinct claims about its elements there are: the terms
/// of its `Some` atoms, and one for its presence. At least two where the key is also a variable, so that a set
/// can have more than one element and the variable no value.
pub(super) fn candidates(arena: &Arena, term: TermId) -> BTreeMap<Key, usize> {
    let mut candidates = BTreeMap::new();
    let mut variables: BTreeSet<&Key> = BTreeSet::new();
    for atom in arena.atoms(term) {
        match atom {
            Atom::Some(key, _) => *candidates.entry(key.clone()).or_insert(0) += 1,
            Atom::Present(key) if arena.arity(key) == Arity::Multi => {
                *candidates.entry(key.clone()).or_insert(0) += 1
            }
            Atom::Present(_) => {}
            Atom::Test(subject, test) => {
                let own = if let Subject::Key(key) = subject { Some(key) } else { None };
                variables.extend(own.into_iter().chain(test.variables()));
            }
        }
    }
    for (key, count) in &mut candidates {
        if variables.contains(key) {
            *count = 2.max(*count);
        }
    }
    candidates
}
