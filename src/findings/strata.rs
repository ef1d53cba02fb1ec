//! The search for cells, from general to specific.
//!
//! A cell is split into the cells right below it: by one more condition, or by naming who. If some allowed request in it
//! lies in none of them, it is found: nothing below says the same. Otherwise they hold all of it, and the search goes on
//! in as few of them as that takes: those of one key, or of the principals, if these are enough by themselves.
//!
//! A split says something only if some *possible* request of the cell, allowed or not, lies outside it. So a condition that
//! follows from the rest of the cell is never stated (an account of the organization has the organization's id), and
//! conditions that hold all there is between them (a key is there, or it is not) split nothing.
//!
//! Bounded by the number of questions that engines are asked: what is still open then is found as it stands, if that is
//! not too much, and else the whole that it was split from. Either way nothing is lost: cells only get larger.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::Cell;
use super::place::{Place, is_of, ways};
use super::predicates::Predicates;
use super::slices::Slice;
use crate::automata::Pattern;
use crate::model::world::World;
use crate::model::{Condition, Principal, Statement, Template};
use crate::question::Conclusion;
use crate::question::world::{External, Inquiry};

/// How many questions the search takes at most for one target, where the policies say little. Where they say much, each
/// takes longer, and there are fewer.
const MOST: usize = 3000;

/// And how many at least.
const LEAST: usize = 150;

/// How many questions there are times how many predicates: about what takes a second.
const WORK: usize = 60_000;

/// How many questions may be left without an answer, each of which has taken long.
const MOST_LOST: usize = 3;

/// How many cells of statements are told instead.
const MOST_WAYS: usize = 128;

/// How many cells below one principal, or everybody, are kept as they stand when the search is cut short.
const MOST_OPEN: usize = 32;

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
    external: &'s External<'c, 'w>,
    /// The same about all requests that there are.
    possible: External<'c, 'w>,
    inquiry: &'s mut Inquiry<'w>,
    principals: &'s [Principal],
    /// What is told elsewhere: requests that are not looked for.
    told: &'s [Statement],
    conditions: Vec<&'s Condition>,
    /// The places of the conditions on one key.
    by_key: Vec<Vec<usize>>,
    /// The actions that the search is for at present.
    actions: Vec<Template>,
    /// Which conditions follow from the cell, for these actions.
    follows: BTreeMap<(Place, usize), bool>,
    /// How many questions the search takes for the target.
    most: usize,
    /// How many may have been asked when the search for the present root ends.
    limit: usize,
    /// How many questions were left without an answer.
    lost: usize,
    /// Whether some search was cut short.
    cut: bool,
}

impl<'s, 'c, 'w> Search<'s, 'c, 'w> {
    pub(super) fn new(
        external: &'s External<'c, 'w>,
        inquiry: &'s mut Inquiry<'w>,
        predicates: &'s Predicates,
    ) -> Search<'s, 'c, 'w> {
        let mut conditions = Vec::new();
        let mut by_key = Vec::new();
        for of_key in &predicates.conditions {
            by_key.push((conditions.len()..conditions.len() + of_key.len()).collect());
            conditions.extend(of_key);
        }
        let principals = &predicates.principals;
        let (possible, follows, actions) = (external.possible(), BTreeMap::new(), Vec::new());
        let predicates = (conditions.len() + principals.len()).max(1);
        let most = WORK.checked_div(predicates).unwrap_or(MOST).clamp(LEAST, MOST);
        Search {
            external,
            possible,
            inquiry,
            principals,
            told: &[],
            conditions,
            by_key,
            actions,
            follows,
            most,
            limit: most,
            lost: 0,
            cut: false,
        }
    }

    /// The same search for what lies beyond these statements, which look at nothing that `external` is not about.
    #[must_use]
    pub(super) fn beyond(self, told: &'s [Statement]) -> Search<'s, 'c, 'w> {
        Search { told, ..self }
    }

    /// The cells of all slices, none within the rest of them.
    pub(super) fn strata(&mut self, slices: &[Slice]) -> Vec<Stratum> {
        let mut found: Vec<(Place, Vec<Template>)> = Vec::new();
        for (at, slice) in slices.iter().enumerate() {
            let is_last = self.asked() > self.most;
            let later = slices.iter().skip(at + 1).filter(|_| is_last);
            let patterns = slice.patterns.iter().chain(later.flat_map(|later| &later.patterns));
            let slice = Slice { patterns: patterns.cloned().collect(), before: slice.before.clone() };
            self.actions.clone_from(&slice.patterns);
            self.follows.clear();
            let places = self.places(&slice);
            let alone = |place: &&Place| !places.iter().any(|other| self.is_within(place, other));
            for place in places.iter().filter(alone).cloned().collect::<Vec<_>>() {
                match found.iter_mut().find(|(other, _)| *other == place) {
                    Some((_, actions)) => actions.extend(slice.patterns.iter().cloned()),
                    None => found.push((place, slice.patterns.clone())),
                }
            }
            if is_last {
                break;
            }
        }
        let strata = found.into_iter();
        let strata =
            strata.map(|(place, actions)| Stratum { cell: self.cell(&place), actions: plain(&actions) });
        let strata = strata.collect();
        let strata = self.least(strata);
        if !self.cut {
            return strata;
        }
        // Whether these hold everything has to be shown, and where that is too much there is what needs no showing.
        let covered: Vec<Statement> = strata.iter().map(Stratum::statement).collect();
        let everything = Cell::everything().statement(&[Template::anything()]);
        if self.exists(&everything, &covered) == Conclusion::Fails {
            return strata;
        }
        let patterns: Vec<Template> = slices.iter().flat_map(|slice| slice.patterns.clone()).collect();
        let actions = plain(&patterns);
        let roots = self.roots().into_iter();
        let roots = roots.map(|root| Stratum { cell: self.cell(&root), actions: actions.clone() });
        let roots = roots.collect();
        self.least(roots)
    }

    /// Whether the cell lies in the other, another one, as their parts show.
    fn is_within(&self, place: &Place, other: &Place) -> bool {
        let principal = |place: &Place| place.principal.and_then(|at| self.principals.get(at));
        let within = match (principal(place), principal(other)) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(inner), Some(outer)) => inner == outer || is_of(inner, outer),
        };
        place != other && within && other.conditions.is_subset(&place.conditions)
    }

    fn cell(&self, place: &Place) -> Cell {
        let mut cell = Cell::everything();
        if let Some(principal) = place.principal.and_then(|at| self.principals.get(at)) {
            cell = cell.of(principal);
        }
        let conditions = place.conditions.iter().filter_map(|&at| self.conditions.get(at));
        conditions.fold(cell, |cell, condition| cell.under(condition))
    }

    /// How often an engine was asked.
    fn asked(&self) -> usize {
        self.external.asked() + self.possible.asked()
    }

    /// Whether the search for the present root has taken its share.
    fn is_spent(&self) -> bool {
        self.lost >= MOST_LOST || self.asked() > self.limit
    }

    /// Whether some external request that `inside` speaks of is none of `others`.
    fn exists(&mut self, inside: &Statement, others: &[Statement]) -> Conclusion {
        let conclusion = if self.told.is_empty() {
            self.external.exists(self.inquiry, inside, others)
        } else {
            self.external.exists(self.inquiry, inside, &[others, self.told].concat())
        };
        self.lost += usize::from(conclusion == Conclusion::Unknown);
        conclusion
    }

    /// The most general cells.
    fn roots(&self) -> Vec<Place> {
        let everything = Place { principal: None, conditions: BTreeSet::new() };
        if self.external.everybody {
            return vec![everything];
        }
        // Callers that no policy names are allowed nothing.
        (0..self.principals.len()).map(|at| everything.of(at)).collect()
    }

    /// The cells of one slice.
    fn places(&mut self, slice: &Slice) -> Vec<Place> {
        let mut found: Vec<Place> = Vec::new();
        for root in self.roots() {
            for place in self.below(&root, slice) {
                if !found.contains(&place) {
                    found.push(place);
                }
            }
        }
        found
    }

    /// The cells of one slice at and below this one.
    fn below(&mut self, root: &Place, slice: &Slice) -> Vec<Place> {
        let base: Vec<Statement> = slice.others().into_iter().collect();
        if self.exists(&self.cell(root).statement(&slice.patterns), &base) == Conclusion::Fails {
            return Vec::new();
        }
        // None takes more than a part of what is left.
        let left = self.most.saturating_sub(self.asked());
        self.limit = self.asked().saturating_add(left.div_ceil(3));
        let mut found: Vec<Place> = Vec::new();
        let mut seen: BTreeSet<Place> = BTreeSet::new();
        let mut open = vec![root.clone()];
        while let Some(place) = open.pop() {
            if self.is_spent() {
                open.push(place);
                break;
            }
            let place = self.plain(place);
            if !seen.insert(place.clone()) {
                continue;
            }
            match self.split(&place, slice, &base) {
                Some(parts) => open.extend(parts.into_iter().rev()),
                None => found.push(place),
            }
        }
        self.cut |= self.lost > 0 || self.is_spent();
        if self.lost < MOST_LOST && open.is_empty() {
            return found;
        }
        // What could not be told apart in time, or by the engines, is told as the statements have it, if that is not too much.
        if self.lost >= MOST_LOST || found.len() + open.len() > MOST_OPEN {
            let mut ways = ways(self.external, self.principals, &self.conditions);
            ways.retain(|way| way == root || self.is_within(way, root));
            if ways.len() > MOST_WAYS {
                return vec![root.clone()];
            }
            let plain: BTreeSet<Place> = ways.into_iter().map(|way| self.plain(way)).collect();
            return plain.into_iter().collect();
        }
        found.extend(open);
        found
    }

    /// The place without conditions that follow from the rest of it.
    fn plain(&mut self, mut place: Place) -> Place {
        let conditions: Vec<usize> = place.conditions.iter().rev().copied().collect();
        for condition in conditions {
            let rest = place.without(condition);
            if self.follows(&rest, condition) {
                place = rest;
            }
        }
        place
    }

    /// Whether every possible request of the cell meets the condition.
    fn follows(&mut self, place: &Place, condition: usize) -> bool {
        let asked = (place.clone(), condition);
        if let Some(&known) = self.follows.get(&asked) {
            return known;
        }
        let follows = !self.leaves(place, &[place.under(condition)]);
        self.follows.insert(asked, follows);
        follows
    }

    /// Whether some possible request of the cell is in none of the parts, or none is known not to be.
    fn leaves(&mut self, place: &Place, parts: &[Place]) -> bool {
        let whole = |search: &Self, place: &Place| search.cell(place).statement(&search.actions);
        let inside = whole(self, place);
        let parts: Vec<Statement> = parts.iter().map(|part| whole(self, part)).collect();
        self.possible.exists(self.inquiry, &inside, &parts) != Conclusion::Fails
    }

    /// As few cells right below as hold all that is allowed in the cell; `None` if it is found itself.
    fn split(&mut self, place: &Place, slice: &Slice, base: &[Statement]) -> Option<Vec<Place>> {
        let inside = self.cell(place).statement(&slice.patterns);
        let kinds = self.kinds(place);
        let all: Vec<Place> = kinds.iter().flatten().cloned().collect();
        let mut holds = |search: &mut Self, parts: &[Place]| {
            let parts = parts.iter().map(|part| search.cell(part).statement(&slice.patterns));
            let others: Vec<Statement> = base.iter().cloned().chain(parts).collect();
            // Where nobody can tell, the cell stands as it is: it holds all that may be in it.
            !search.is_spent() && search.exists(&inside, &others) == Conclusion::Fails
        };
        if !holds(self, &all) {
            return None;
        }
        let mut telling = Vec::new();
        for kind in &kinds {
            // Where callers of an account are all there are of it that any policy allows, they are who is told.
            let of_account =
                place.principal.is_some() && kind.iter().all(|part| part.principal != place.principal);
            if kinds.len() == 1 || holds(self, kind) {
                let enough = self.fewest(kind.clone(), &mut holds);
                if enough.is_empty() || of_account || self.leaves(place, &enough) {
                    return Some(enough);
                }
            }
            if self.leaves(place, kind) {
                telling.extend(kind.iter().cloned());
            }
        }
        for parts in [telling, all] {
            if holds(self, &parts) {
                let enough = self.fewest(parts, &mut holds);
                if enough.is_empty() || self.leaves(place, &enough) {
                    return Some(enough);
                }
            }
        }
        None
    }

    /// As few of the cells as hold it all, rather the first ones (QuickXplain; Junker, AAAI 2004).
    fn fewest(
        &mut self,
        parts: Vec<Place>,
        holds: &mut impl FnMut(&mut Self, &[Place]) -> bool,
    ) -> Vec<Place> {
        let mut needed: Vec<Place> = Vec::new();
        // Runs to be looked at, the last first; all before a run is held to be there.
        let mut runs: Vec<_> = std::iter::once(0..parts.len()).collect();
        while let Some(run) = runs.pop() {
            let mut rest = parts.get(..run.start).unwrap_or_default().to_vec();
            rest.extend(needed.iter().cloned());
            if run.is_empty() || holds(self, &rest) {
                continue;
            }
            if run.len() == 1 {
                needed.extend(parts.get(run).unwrap_or_default().iter().cloned());
                continue;
            }
            let middle = run.start.midpoint(run.end);
            runs.push(run.start..middle);
            runs.push(middle..run.end);
        }
        needed.reverse();
        needed
    }

    /// The cells right below, by what they are told apart by: by who, and key by key.
    fn kinds(&mut self, place: &Place) -> Vec<Vec<Place>> {
        let mut kinds = Vec::new();
        let within = |at: &usize| match place.principal.and_then(|outer| self.principals.get(outer)) {
            Some(outer) => self.principals.get(*at).is_some_and(|inner| is_of(inner, outer)),
            None => true,
        };
        kinds.push((0..self.principals.len()).filter(within).map(|at| place.of(at)).collect());
        // Mostly one request meets none of them, which shows that none follows.
        let rest = (0..self.conditions.len()).filter(|at| !place.conditions.contains(at));
        let rest: Vec<Place> = rest.map(|at| place.under(at)).collect();
        if !rest.is_empty() {
            self.leaves(place, &rest);
        }
        for of_key in self.by_key.clone() {
            let of_key = of_key.into_iter().filter(|at| !place.conditions.contains(at));
            let told: Vec<usize> = of_key.collect();
            kinds.push(
                told.into_iter().filter(|&at| !self.follows(place, at)).map(|at| place.under(at)).collect(),
            );
        }
        kinds.retain(|kind: &Vec<Place>| !kind.is_empty());
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
            let needed = self.exists(&stratum.statement(), &others) != Conclusion::Fails;
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
