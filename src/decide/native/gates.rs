//! Boolean structure as clauses.

use rustc_hash::FxHashMap;

use super::literal::Literal;
use super::solver::Solver;

/// Conjunctions of more parts than this are not simplified: that would take longer than the search does.
const MOST_PUT_IN: usize = 8;

/// A solver and the conjunctions that have a variable already (Tseitin 1968, both directions, each conjunction once).
pub(super) struct Gates {
    pub(super) solver: Solver,
    yes: Literal,
    conjunctions: FxHashMap<Box<[Literal]>, Literal>,
    /// For a conjunction's literal, what it is of.
    parts: FxHashMap<Literal, Box<[Literal]>>,
    /// What else is true where a literal is.
    implied: FxHashMap<Literal, Literal>,
}

impl Gates {
    pub(super) fn new() -> Gates {
        let mut solver = Solver::default();
        let yes = solver.variable().positive();
        solver.clause(&[yes]);
        Gates {
            solver,
            yes,
            conjunctions: FxHashMap::default(),
            parts: FxHashMap::default(),
            implied: FxHashMap::default(),
        }
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
        self.put_in(&mut parts);
        let contradictory = parts.iter().any(|&part| {
            parts.binary_search(&!part).is_ok()
                || self.implied.get(&part).is_some_and(|&implied| parts.binary_search(&!implied).is_ok())
        });
        if contradictory || parts.contains(&!self.yes) {
            return !self.yes;
        }
        // What one part implies another need not say.
        let implied: Vec<Literal> = parts.iter().filter_map(|part| self.implied.get(part).copied()).collect();
        parts.retain(|part| !implied.contains(part));
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
        self.conjunctions.insert(parts.clone(), all);
        self.parts.insert(all, parts);
        all
    }

    /// Puts the parts into those that are negated conjunctions: `a ∧ ¬(a ∧ b)` is `a ∧ ¬b`. Much of what conditions
    /// say of absent keys comes to this, and is then seen without a search.
    fn put_in(&self, parts: &mut Vec<Literal>) {
        while parts.len() <= MOST_PUT_IN
            && let Some((at, simpler)) =
                parts.iter().enumerate().find_map(|(at, &part)| Some((at, self.given(part, parts)?)))
        {
            parts.remove(at);
            if simpler != self.yes {
                parts.push(simpler);
            }
            parts.sort_unstable();
            parts.dedup();
        }
    }

    /// What a negated conjunction among the parts is given the others, if that is a literal.
    fn given(&self, part: Literal, parts: &[Literal]) -> Option<Literal> {
        let inner = self.parts.get(&!part).filter(|inner| inner.len() <= MOST_PUT_IN)?;
        let is = |literal: Literal| parts.binary_search(&literal).is_ok();
        if inner.iter().any(|&inner| is(!inner)) {
            return Some(self.yes);
        }
        let mut open = inner.iter().filter(|&&inner| !is(inner));
        match (open.next(), open.next()) {
            (None, _) => Some(!self.yes),
            (Some(&only), None) => Some(!only),
            (Some(_), Some(_)) => None,
        }
    }

    /// A literal that is true iff one of these is.
    pub(super) fn or(&mut self, literals: impl IntoIterator<Item = Literal>) -> Literal {
        !self.and(literals.into_iter().map(|literal| !literal))
    }

    /// Requires `conclusion` where `premise` is true.
    pub(super) fn implies(&mut self, premise: Literal, conclusion: Literal) {
        if conclusion != self.yes && !self.leads_to(conclusion, premise) {
            self.implied.entry(premise).or_insert(conclusion);
        }
        self.solver.clause(&[!premise, conclusion]);
    }

    /// Whether the notes of what implies what lead from one literal to the other, or on and on: literals that imply
    /// each other must not be left out one for the other.
    fn leads_to(&self, from: Literal, to: Literal) -> bool {
        let mut at = from;
        for _ in 0..MOST_PUT_IN {
            match self.implied.get(&at) {
                None => return at == to,
                Some(&next) if next == to => return true,
                Some(&next) => at = next,
            }
        }
        true
    }
}
