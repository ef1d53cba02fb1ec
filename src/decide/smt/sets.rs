//! How many candidate elements each multi-valued key needs.

use std::collections::BTreeMap;

use crate::formula::{Arena, Atom, TermId};
use crate::model::{Arity, Key};

/// For each multi-valued key below `term`, how many distinct claims about its elements there are: the terms
/// of its `Some` atoms, and one for its presence.
pub(super) fn candidates(arena: &Arena, term: TermId) -> BTreeMap<Key, usize> {
    let mut candidates = BTreeMap::new();
    for atom in arena.atoms(term) {
        match atom {
            Atom::Some(key, _) => *candidates.entry(key.clone()).or_insert(0) += 1,
            Atom::Present(key) if arena.arity(key) == Arity::Multi => {
                *candidates.entry(key.clone()).or_insert(0) += 1
            }
            Atom::Present(_) | Atom::Test(..) => {}
        }
    }
    candidates
}
