//! The front of a search for a shortest path.
//!
//! Hart, Nilsson and Raphael's A*: of the states met, expand one whose length and distance together are
//! least, of these the latest. A letter lessens the distance by one at most, so that their sum never falls
//! along a path, and the first path on which a state is expanded is a shortest one. The sums are small
//! numbers, so that the queue is a list for each.

use super::product::Product;
use super::states::States;

/// The states met, and which of them are open.
pub(super) struct Front {
    states: States,
    paths: Vec<Path>,
    /// The open states by the sum of length and distance, less that of the first: the latest entry of each.
    sums: Vec<Option<usize>>,
    /// An open state, and the entry of the same sum before it.
    entries: Vec<(usize, Option<usize>)>,
    /// No state is open below this.
    least: usize,
    first: usize,
}

/// A shortest path to a state that has been found so far.
struct Path {
    length: usize,
    before: usize,
    letter: usize,
    is_expanded: bool,
}

impl Front {
    /// The first state, open.
    pub(super) fn new(product: &Product, start: &[u64]) -> Front {
        let mut front = Front {
            states: States::new(product.width()),
            paths: Vec::with_capacity(32),
            sums: vec![Some(0)],
            entries: Vec::with_capacity(32),
            least: 0,
            first: product.distance(start),
        };
        front.states.insert(start);
        front.paths.push(Path { length: 0, before: 0, letter: 0, is_expanded: false });
        front.entries.push((0, None));
        front
    }

    /// The state of that number.
    pub(super) fn state(&self, number: usize) -> &[u64] {
        self.states.get(number)
    }

    /// Notes a path to the state, by a letter after the state `before`.
    pub(super) fn push(&mut self, state: &[u64], distance: usize, before: usize, letter: usize) {
        let length = self.paths.get(before).map_or(0, |path| path.length + 1);
        let (number, is_new) = self.states.insert(state);
        let path = Path { length, before, letter, is_expanded: false };
        if is_new {
            self.paths.push(path);
        } else if let Some(known) = self.paths.get_mut(number) {
            if known.length <= length {
                return;
            }
            *known = path;
        }
        let at = (length + distance).saturating_sub(self.first);
        if self.sums.len() <= at {
            self.sums.resize(at + 1, None);
        }
        if let Some(latest) = self.sums.get_mut(at) {
            self.entries.push((number, *latest));
            *latest = Some(self.entries.len() - 1);
        }
    }

    /// The number of the next state to expand.
    pub(super) fn pop(&mut self) -> Option<usize> {
        while let Some(latest) = self.sums.get_mut(self.least) {
            let Some(&(number, before)) = latest.and_then(|latest| self.entries.get(latest)) else {
                self.least += 1;
                continue;
            };
            *latest = before;
            if let Some(path) = self.paths.get_mut(number)
                && !path.is_expanded
            {
                path.is_expanded = true;
                return Some(number);
            }
        }
        None
    }

    /// The letters that lead to the state of that number, as places in the alphabet, the last first.
    pub(super) fn letters_to(&self, state: usize) -> Vec<usize> {
        let (mut at, mut letters) = (state, Vec::new());
        while let Some(path) = self.paths.get(at)
            && path.length > 0
        {
            letters.push(path.letter);
            at = path.before;
        }
        letters
    }
}
