//! A small conflict-driven clause-learning solver with a theory beside it.
//!
//! Two watched literals, first unique implication points, activities, saved phases (false at first: keys absent, tests
//! failed), Luby restarts: Marques-Silva and Sakallah (GRASP, 1996), Moskewicz et al. (Chaff, 2001), Eén and Sörensson
//! (MiniSat, 2003). Clauses are never deleted: queries end long before that would pay.
//!
//! The theory ([`Theory`]) speaks in lemmas: clauses that every request satisfies. Nothing else it does can
//! make an answer wrong, so "no model" rests on this file, on the lemmas, and on the encoding.
#![expect(clippy::indexing_slicing, reason = "indices of variables and clauses come from this file alone")]

use super::literal::{Literal, Variable};
use super::order::Order;
use crate::decide::meter::Meter;

/// What the solver does not understand.
pub(super) trait Theory {
    /// Adds lemmas that matter now that `literal` is true.
    fn assigned(&mut self, literal: Literal, values: &Values, lemmas: &mut Lemmas);

    /// Whether the values of all variables together are those of some request. If not, there are lemmas that
    /// rule these values out.
    fn check(&mut self, values: &Values, lemmas: &mut Lemmas, meter: &mut Meter) -> Check;
}

/// What a theory says of values for all variables.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Check {
    /// Some request has them.
    Model,
    /// The lemmas rule them out.
    Ruled,
    /// The budget is spent.
    Spent,
}

/// What came of solving.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Solved {
    /// The theory accepted a model.
    Model,
    /// There is none.
    NoModel,
    /// The budget is spent.
    Spent,
}

/// Clauses to add, each a run of literals.
#[derive(Default)]
pub(super) struct Lemmas {
    literals: Vec<Literal>,
    ends: Vec<usize>,
}

impl Lemmas {
    pub(super) fn add(&mut self, clause: impl IntoIterator<Item = Literal>) {
        self.literals.extend(clause);
        self.ends.push(self.literals.len());
    }

    fn clear(&mut self) {
        self.literals.clear();
        self.ends.clear();
    }
}

/// The values of the variables so far.
#[derive(Default)]
pub(super) struct Values {
    /// One a literal: what it is.
    literals: Vec<Option<bool>>,
}

impl Values {
    /// What the literal is; `None` if that is still open.
    pub(super) fn of(&self, literal: Literal) -> Option<bool> {
        self.literals[literal.index()]
    }

    /// Whether the literal is true.
    pub(super) fn is_true(&self, literal: Literal) -> bool {
        self.of(literal) == Some(true)
    }
}

#[derive(Copy, Clone)]
struct Clause {
    start: u32,
    len: u32,
}

/// A clause to look at when a literal becomes false, and some other literal of it: if the clause is `short`, the
/// only other one, which says all there is to know.
#[derive(Copy, Clone)]
struct Watch {
    clause: u32,
    other: Literal,
    short: bool,
}

/// The clauses, and how far the search has come.
#[derive(Default)]
pub(super) struct Solver {
    pool: Vec<Literal>,
    clauses: Vec<Clause>,
    watches: Vec<Vec<Watch>>,
    pub(super) values: Values,
    levels: Vec<u32>,
    reasons: Vec<Option<u32>>,
    phases: Vec<bool>,
    seen: Vec<bool>,
    order: Order,
    trail: Vec<Literal>,
    decisions: Vec<usize>,
    propagated: usize,
    told: usize,
    contradiction: bool,
}

impl Solver {
    /// A new variable.
    pub(super) fn variable(&mut self) -> Variable {
        let variable = Variable(u32::try_from(self.levels.len()).unwrap_or(u32::MAX));
        self.watches.extend([Vec::new(), Vec::new()]);
        self.values.literals.extend([None, None]);
        self.levels.push(0);
        self.reasons.push(None);
        self.phases.push(false);
        self.seen.push(false);
        self.order.add(variable);
        variable
    }

    /// How many variables there are.
    pub(super) fn variables(&self) -> usize {
        self.levels.len()
    }

    /// Requires one of the literals to be true. Only before the search: later clauses are lemmas.
    pub(super) fn clause(&mut self, literals: &[Literal]) {
        let mut clause: Vec<Literal> =
            literals.iter().copied().filter(|&literal| self.values.of(literal) != Some(false)).collect();
        clause.sort_unstable();
        clause.dedup();
        let settled = clause.iter().any(|&literal| self.values.is_true(literal))
            || clause.windows(2).any(|pair| pair[0] == !pair[1]);
        if settled {
            return;
        }
        match clause.as_slice() {
            [] => self.contradiction = true,
            [only] => self.assign(*only, None),
            _ => drop(self.attach(&clause)),
        }
    }

    /// Looks for values that satisfy all clauses and the theory.
    pub(super) fn solve(&mut self, theory: &mut dyn Theory, meter: &mut Meter) -> Solved {
        let mut lemmas = Lemmas::default();
        let mut until_restart = luby(0);
        let mut restarts = 0;
        loop {
            if self.contradiction {
                return Solved::NoModel;
            }
            if let Some(conflict) = self.propagate(meter) {
                if !meter.spend(1) {
                    return Solved::Spent;
                }
                self.learn(conflict);
                until_restart -= 1;
                continue;
            }
            if !meter.spend(1) {
                return Solved::Spent;
            }
            if self.told < self.trail.len() {
                while let Some(&literal) = self.trail.get(self.told) {
                    self.told += 1;
                    theory.assigned(literal, &self.values, &mut lemmas);
                }
            } else if until_restart <= 0 {
                restarts += 1;
                until_restart = luby(restarts);
                self.back_to(0);
            } else if let Some(next) = self.next() {
                self.decisions.push(self.trail.len());
                self.assign(next, None);
            } else {
                match theory.check(&self.values, &mut lemmas, meter) {
                    Check::Model => return Solved::Model,
                    Check::Ruled => until_restart -= 1,
                    Check::Spent => return Solved::Spent,
                }
            }
            if !meter.spend(lemmas.literals.len() as u64) {
                return Solved::Spent;
            }
            self.take(&mut lemmas);
        }
    }

    fn next(&mut self) -> Option<Literal> {
        loop {
            let variable = self.order.pop()?;
            if self.values.of(variable.positive()).is_none() {
                return Some(variable.is(self.phases[variable.index()]));
            }
        }
    }

    fn assign(&mut self, literal: Literal, reason: Option<u32>) {
        self.values.literals[literal.index()] = Some(true);
        self.values.literals[(!literal).index()] = Some(false);
        let at = literal.variable().index();
        self.levels[at] = self.level();
        self.reasons[at] = reason;
        self.phases[at] = literal.is_positive();
        self.trail.push(literal);
    }

    #[expect(clippy::cast_possible_truncation, reason = "there are fewer decisions than variables")]
    fn level(&self) -> u32 {
        self.decisions.len() as u32
    }

    fn level_of(&self, literal: Literal) -> u32 {
        self.levels[literal.variable().index()]
    }

    /// Stores a clause of at least two literals; the first two are watched.
    fn attach(&mut self, clause: &[Literal]) -> u32 {
        let at = u32::try_from(self.clauses.len()).unwrap_or(u32::MAX);
        let start = u32::try_from(self.pool.len()).unwrap_or(u32::MAX);
        self.pool.extend_from_slice(clause);
        self.clauses.push(Clause { start, len: u32::try_from(clause.len()).unwrap_or(u32::MAX) });
        let short = clause.len() == 2;
        self.watches[clause[0].index()].push(Watch { clause: at, other: clause[1], short });
        self.watches[clause[1].index()].push(Watch { clause: at, other: clause[0], short });
        at
    }

    /// Draws every conclusion that one clause allows; the clause that is false, if one is.
    fn propagate(&mut self, meter: &mut Meter) -> Option<u32> {
        while let Some(&literal) = self.trail.get(self.propagated) {
            self.propagated += 1;
            let gone = !literal;
            let mut watches = std::mem::take(&mut self.watches[gone.index()]);
            // What a spent meter leaves undone is noticed where the budget is checked.
            meter.spend(watches.len() as u64);
            let (mut read, mut kept) = (0, 0);
            let mut conflict = None;
            while let Some(&watch) = watches.get(read) {
                read += 1;
                if self.values.is_true(watch.other) {
                    watches[kept] = watch;
                    kept += 1;
                    continue;
                }
                if watch.short && self.values.of(watch.other).is_none() {
                    watches[kept] = watch;
                    kept += 1;
                    self.assign(watch.other, Some(watch.clause));
                    continue;
                }
                let Clause { start, len } = self.clauses[watch.clause as usize];
                let clause = &mut self.pool[start as usize..(start + len) as usize];
                if clause[0] == gone {
                    clause.swap(0, 1);
                }
                let first = clause[0];
                let stays = Watch { other: first, ..watch };
                if first != watch.other && self.values.is_true(first) {
                    watches[kept] = stays;
                    kept += 1;
                    continue;
                }
                let free = clause.iter().skip(2).position(|&other| self.values.of(other) != Some(false));
                if let Some(free) = free {
                    clause.swap(1, free + 2);
                    let watched = clause[1];
                    self.watches[watched.index()].push(stays);
                    continue;
                }
                watches[kept] = stays;
                kept += 1;
                if self.values.of(first) == Some(false) {
                    conflict = Some(watch.clause);
                    while let Some(&rest) = watches.get(read) {
                        read += 1;
                        watches[kept] = rest;
                        kept += 1;
                    }
                } else {
                    self.assign(first, Some(watch.clause));
                }
            }
            watches.truncate(kept);
            self.watches[gone.index()] = watches;
            if conflict.is_some() {
                return conflict;
            }
        }
        None
    }

    /// Learns from a clause that is false, the latest decision taking part in it, and goes back.
    fn learn(&mut self, conflict: u32) {
        if self.level() == 0 {
            self.contradiction = true;
            return;
        }
        let mut learnt = Vec::new();
        let mut open = 0_usize;
        let mut at = self.trail.len();
        let mut clause = conflict;
        let mut implied: Option<Literal> = None;
        loop {
            let Clause { start, len } = self.clauses[clause as usize];
            for place in start..start + len {
                let literal = self.pool[place as usize];
                let index = literal.variable().index();
                if Some(literal) == implied || self.seen[index] || self.levels[index] == 0 {
                    continue;
                }
                self.seen[index] = true;
                self.order.bump(literal.variable());
                if self.levels[index] == self.level() {
                    open += 1;
                } else {
                    learnt.push(literal);
                }
            }
            while at > 0 && !self.seen[self.trail[at - 1].variable().index()] {
                at -= 1;
            }
            at = at.saturating_sub(1);
            let literal = self.trail[at];
            self.seen[literal.variable().index()] = false;
            open = open.saturating_sub(1);
            match self.reasons[literal.variable().index()] {
                Some(reason) if open > 0 => {
                    implied = Some(literal);
                    clause = reason;
                }
                Some(_) | None => {
                    learnt.push(!literal);
                    break;
                }
            }
        }
        for &literal in &learnt {
            self.seen[literal.variable().index()] = false;
        }
        self.order.decay();
        self.conclude(learnt);
    }

    /// Adds a clause whose literals are false but perhaps for some, goes back as far as it takes for two of them to be
    /// open (or one, which then follows), and draws that conclusion.
    fn conclude(&mut self, mut clause: Vec<Literal>) {
        let rank = |solver: &Solver, literal: Literal| match solver.values.of(literal) {
            Some(true) => (2, 0),
            None => (1, 0),
            Some(false) => (0, solver.level_of(literal)),
        };
        clause.sort_by_key(|&literal| std::cmp::Reverse(rank(self, literal)));
        let is_false = |solver: &Solver, literal: Literal| solver.values.of(literal) == Some(false);
        match clause.as_slice() {
            [] => self.contradiction = true,
            [only] => {
                let only = *only;
                self.back_to(0);
                match self.values.of(only) {
                    None => self.assign(only, None),
                    Some(true) => {}
                    Some(false) => self.contradiction = true,
                }
            }
            &[first, second, ..] => {
                let at = self.attach(&clause);
                if !is_false(self, second) || self.values.is_true(first) {
                    return;
                }
                let (highest, next) = (self.level_of(first), self.level_of(second));
                if is_false(self, first) && highest == next {
                    // Two literals of one level: what the solver would have met as a conflict there.
                    self.back_to(highest);
                    self.learn(at);
                    return;
                }
                self.back_to(next);
                self.assign(first, Some(at));
            }
        }
    }

    fn take(&mut self, lemmas: &mut Lemmas) {
        let mut start = 0;
        for &end in &lemmas.ends {
            let clause = &lemmas.literals[start..end];
            start = end;
            // Most lemmas are two literals that are not both settled: nothing follows from them yet.
            if let &[one, other] = clause
                && one.variable() != other.variable()
                && self.values.of(one) != Some(false)
                && self.values.of(other) != Some(false)
            {
                self.attach(&[one, other]);
                continue;
            }
            let mut clause = clause.to_vec();
            clause.sort_unstable();
            clause.dedup();
            if self.contradiction {
                break;
            }
            if !clause.windows(2).any(|pair| pair[0] == !pair[1]) {
                self.conclude(clause);
            }
        }
        lemmas.clear();
    }

    fn back_to(&mut self, level: u32) {
        let Some(&keep) = self.decisions.get(level as usize) else { return };
        for literal in self.trail.drain(keep..) {
            self.values.literals[literal.index()] = None;
            self.values.literals[(!literal).index()] = None;
            self.order.insert(literal.variable());
        }
        self.decisions.truncate(level as usize);
        self.propagated = keep;
        self.told = self.told.min(keep);
    }
}

/// How many conflicts the search runs before its `nth` restart: 1, 1, 2, 1, 1, 2, 4, …, in hundreds.
fn luby(nth: u32) -> i64 {
    let mut nth = nth + 1;
    loop {
        let bits = u32::BITS - nth.leading_zeros();
        if nth == (1 << bits) - 1 {
            return 100 << (bits - 1);
        }
        nth -= (1 << (bits - 1)) - 1;
    }
}

#[cfg(test)]
#[path = "solver_tests.rs"]
mod tests;
