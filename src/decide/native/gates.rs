//! Boolean structure as clauses.

use std::collections::HashMap;

use super::literal::Literal;
use super::solver::Solver;

/// A solver and the conjunctions that have a variable already (Tseitin 1968, both directions, each conjunction once).
pub(super) struct Gates {
    pub(super) solver: Solver,
    yes: Literal,
    conjunctions: HashMap<Box<[Literal]>, Literal>,
}

impl Gates {
    pub(super) fn new() -> Gates {
        let mut solver = Solver::default();
        let yes = solver.variable().positive();
        solver.clause(&[yes]);
        Gates { solver, yes, conjunctions: HashMap::new() }
    }

    /// The literal that is always this.
    pub(super) fn constant(&self, value: bool) -> Literal {
        if value { self.yes } else { !self.yes }
    }

    /// A literal that nothing defines yet.
    pub(super) fn fresh(&mut self) -> Literal {
        self.solver.variable().positive()
    }

    /// How many variables there are.
    pub(super) fn variables(&self) -> usize {
        self.solver.variables()
    }

    /// A literal that is true iff all of these are.
    pub(super) fn and(&mut self, literals: impl IntoIterator<Item = Literal>) -> Literal {
        let mut parts: Vec<Literal> = literals.into_iter().filter(|&part| part != self.yes).collect();
        parts.sort_unstable();
        parts.dedup();
        let contradictory = parts.windows(2).any(|pair| matches!(pair, [one, other] if *one == !*other));
        if contradictory || parts.contains(&!self.yes) {
            return !self.yes;
        }
        match parts.as_slice() {
            [] => return self.yes,
            [only] => return *only,
            _ => {}
        }
        let parts: Box<[Literal]> = parts.into();
        if let Some(&known) = self.conjunctions.get(&parts) {
            return known;
        }
        let all = self.fresh();
        for &part in &parts {
            self.solver.clause(&[!all, part]);
        }
        let back: Vec<Literal> = parts.iter().map(|&part| !part).chain([all]).collect();
        self.solver.clause(&back);
        self.conjunctions.insert(parts, all);
        all
    }

    /// A literal that is true iff one of these is.
    pub(super) fn or(&mut self, literals: impl IntoIterator<Item = Literal>) -> Literal {
        !self.and(literals.into_iter().map(|literal| !literal))
    }

    /// Requires `conclusion` where `premise` is true.
    pub(super) fn implies(&mut self, premise: Literal, conclusion: Literal) {
        self.solver.clause(&[!premise, conclusion]);
    }
}
