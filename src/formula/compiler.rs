//! What compilation carries along.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::arena::Arena;
use super::policy::Said;
use crate::eval::Scope;
use crate::model::{Assumption, Policy};

/// Turns policies into terms of one arena, under one scope, and notes which assumptions it met on the way.
#[derive(Debug)]
pub struct Compiler<'a> {
    /// Where the terms go.
    pub arena: &'a mut Arena,
    /// The readings of contested rules.
    pub scope: Scope,
    /// The assumptions that some construct depends on: another reading of one that is not here changes no term.
    pub consulted: BTreeSet<Assumption>,
    /// What shared policies say, by their place in memory.
    pub(super) shared: Shared,
}

/// What shared policies say in one arena, under one scope: kept from one compiler to the next.
#[derive(Debug, Default)]
pub struct Shared {
    /// By their place in memory.
    pub(super) policies: FxHashMap<usize, (Arc<Policy>, Said)>,
}

impl<'a> Compiler<'a> {
    /// A compiler into `arena` for a question about these policies.
    pub fn new(arena: &'a mut Arena, scope: Scope, policies: &[&Policy]) -> Compiler<'a> {
        policies.iter().for_each(|policy| arena.declare(policy));
        Compiler { arena, scope, consulted: BTreeSet::new(), shared: Shared::default() }
    }

    /// A compiler into an arena in which the policies are declared, with what another one left.
    pub fn resume(arena: &'a mut Arena, scope: Scope, shared: Shared) -> Compiler<'a> {
        Compiler { arena, scope, consulted: BTreeSet::new(), shared }
    }

    /// What shared policies say, for the next compiler.
    pub fn into_shared(self) -> Shared {
        self.shared
    }

    /// Whether the assumption has its default reading; notes that it was asked for.
    pub(super) fn is_default(&mut self, assumption: Assumption) -> bool {
        self.consulted.insert(assumption);
        self.scope.assumptions.is_default(assumption)
    }
}
