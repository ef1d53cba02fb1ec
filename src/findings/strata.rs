//! The search for cells, from general to specific.
//!
//! A cell is split into the cells right below it: by one more condition, or by naming who. If some external request in it
//! lies in none of them, it is found: nothing below says the same. Otherwise they hold all of it, and the search goes on
//! in as few of them as that takes: those of one key, or of the principals, if these are enough by themselves.
//! Where the engines cannot tell, it goes on in all of them, and the proof at the end will not be had.

use super::cell::Cell;
use super::predicates::Predicates;
use super::slices::Slice;
use crate::automata::Pattern;
use crate::model::world::World;
use crate::model::{Principal, Statement, Template};
use crate::question::Conclusion;
use crate::question::world::{External, Inquiry};

/// How many questions one slice may take; then what is still open is found as it stands.
const MOST: usize = 2000;

/// A cell that was found, with the actions of the slices that it was found in.
#[derive(Clone, Debug)]
pub(super) struct Stratum {
    pub(super) cell: Cell,
    pub(super) actions: Vec<Template>,
}

impl Stratum {
    pub(super) fn statement(&self) -> Statement {
        self.cell.statement(&self.actions)
    }
}

/// Questions about the requests of one target and one kind of callers.
pub(super) struct Search<'s, 'c, 'w> {
    pub(super) external: &'s External<'c, 'w>,
    pub(super) inquiry: &'s mut Inquiry<'w>,
    pub(super) predicates: &'s Predicates,
    asked: usize,
}

impl<'s, 'c, 'w> Search<'s, 'c, 'w> {
    pub(super) fn new(
        external: &'s External<'c, 'w>,
        inquiry: &'s mut Inquiry<'w>,
        predicates: &'s Predicates,
    ) -> Search<'s, 'c, 'w> {
        Search { external, inquiry, predicates, asked: 0 }
    }

    /// The cells of all slices, none within the rest of them.
    pub(super) fn strata(&mut self, slices: &[Slice]) -> Vec<Stratum> {
        let mut strata: Vec<Stratum> = Vec::new();
        for slice in slices {
            for cell in self.cells(slice) {
                match strata.iter_mut().find(|stratum| stratum.cell == cell) {
                    Some(stratum) => stratum.actions.extend(slice.patterns.iter().cloned()),
                    None => strata.push(Stratum { cell, actions: slice.patterns.clone() }),
                }
            }
        }
        strata.iter_mut().for_each(|stratum| stratum.actions = plain(&stratum.actions));
        self.least(strata)
    }

    /// Whether some external request that `inside` speaks of is none of `others`.
    fn exists(&mut self, inside: &Statement, others: &[Statement]) -> Conclusion {
        self.asked += 1;
        self.external.exists(self.inquiry, inside, others)
    }

    /// The cells of one slice.
    fn cells(&mut self, slice: &Slice) -> Vec<Cell> {
        self.asked = 0;
        let base: Vec<Statement> = slice.others().into_iter().collect();
        if self.exists(&Cell::everything().statement(&slice.patterns), &base) == Conclusion::Fails {
            return Vec::new();
        }
        let mut found: Vec<Cell> = Vec::new();
        let mut seen: Vec<Cell> = Vec::new();
        let mut open = vec![Cell::everything()];
        if !self.external.everybody {
            // Callers that no policy names are allowed nothing.
            let named = self.predicates.principals.iter();
            open = named.map(|principal| Cell::everything().of(principal)).collect();
            open.reverse();
        }
        while let Some(cell) = open.pop() {
            if seen.contains(&cell) {
                continue;
            }
            seen.push(cell.clone());
            let inside = cell.statement(&slice.patterns);
            let statements = |cells: &[Cell]| -> Vec<Statement> {
                base.iter().cloned().chain(cells.iter().map(|cell| cell.statement(&slice.patterns))).collect()
            };
            let kinds = self.below(&cell);
            let all: Vec<Cell> = kinds.iter().flatten().cloned().collect();
            if self.asked > MOST {
                found.push(cell);
                continue;
            }
            match self.exists(&inside, &statements(&all)) {
                Conclusion::Holds => found.push(cell),
                Conclusion::Fails => {
                    let mut enough = all;
                    for kind in &kinds {
                        if self.exists(&inside, &statements(kind)) == Conclusion::Fails {
                            enough.clone_from(kind);
                            break;
                        }
                    }
                    // As few of them as hold it all, the general ones first kept.
                    for at in (0..enough.len()).rev() {
                        let mut fewer = enough.clone();
                        fewer.remove(at);
                        if self.exists(&inside, &statements(&fewer)) == Conclusion::Fails {
                            enough = fewer;
                        }
                    }
                    open.extend(enough.into_iter().rev());
                }
                Conclusion::Unknown => open.extend(all.into_iter().rev()),
            }
        }
        found
    }

    /// The cells right below, by what they are told apart by: by who, and key by key.
    fn below(&self, cell: &Cell) -> Vec<Vec<Cell>> {
        let mut kinds = Vec::new();
        if cell.principal == Principal::Everyone {
            kinds.push(self.predicates.principals.iter().map(|principal| cell.of(principal)).collect());
        }
        for conditions in &self.predicates.conditions {
            let more = conditions.iter().filter(|condition| !cell.conditions.contains(condition));
            kinds.push(more.map(|condition| cell.under(condition)).collect());
        }
        kinds.retain(|kind: &Vec<Cell>| !kind.is_empty());
        kinds
    }

    /// The strata without those that the rest hold, the more specific ones left out first.
    fn least(&mut self, mut strata: Vec<Stratum>) -> Vec<Stratum> {
        let mut order: Vec<usize> = (0..strata.len()).collect();
        order.sort_by_key(|&at| std::cmp::Reverse(strata.get(at).map_or(0, |stratum| stratum.cell.depth())));
        let mut kept = vec![true; strata.len()];
        for at in order {
            let others: Vec<Statement> = strata
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at && kept.get(*other).copied().unwrap_or(false))
                .map(|(_, stratum)| stratum.statement())
                .collect();
            let Some(stratum) = strata.get(at) else { continue };
            let needed = others.is_empty() || self.exists(&stratum.statement(), &others) != Conclusion::Fails;
            if let Some(kept) = kept.get_mut(at) {
                *kept = needed;
            }
        }
        let mut kept = kept.into_iter();
        strata.retain(|_| kept.next().unwrap_or(true));
        strata
    }
}

/// The patterns, each once and none that lies within another, sorted.
fn plain(patterns: &[Template]) -> Vec<Template> {
    let pattern = |template: &Template| Pattern::glob(&template.to_string(), true);
    let mut all: Vec<(Pattern, &Template)> = patterns.iter().map(|own| (pattern(own), own)).collect();
    all.sort_by_cached_key(|(_, template)| template.to_string());
    let mut kept: Vec<(Pattern, &Template)> = Vec::new();
    for (at, (own, template)) in all.iter().enumerate() {
        let holds = |(other, _): &(Pattern, &Template)| other.includes(own) == Some(true);
        let mut later = all.iter().skip(at + 1);
        let within =
            kept.iter().any(holds) || later.any(|other| holds(other) && own.includes(&other.0) != Some(true));
        if !within {
            kept.push((own.clone(), template));
        }
    }
    kept.into_iter().map(|(_, template)| template.clone()).collect()
}

/// Whether the account is of the zone.
pub(super) fn in_zone(world: &World) -> impl Fn(&str) -> bool + '_ {
    |account| world.accounts.contains_key(account)
}
