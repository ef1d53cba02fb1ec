//! The positions of a pattern: between the symbols that meet a letter each.

use super::pattern::{Pattern, Symbol};

/// A pattern as positions: its symbols without `*`, and for each position whether it loops and whether it is open.
pub(super) struct Positions {
    /// The symbols.
    pub(super) skeleton: Vec<Symbol>,
    /// Whether a `*` stands there.
    pub(super) loops: Vec<bool>,
    /// Whether it stands around the `?`s before a `*`, or a `*` stands there.
    pub(super) open: Vec<bool>,
}

impl Positions {
    pub(super) fn of(pattern: &Pattern) -> Positions {
        let mut skeleton = Vec::with_capacity(pattern.least_length());
        let mut loops = vec![false];
        for &symbol in pattern.symbols() {
            match symbol {
                Symbol::Any => {
                    if let Some(latest) = loops.last_mut() {
                        *latest = true;
                    }
                }
                Symbol::Char(_) | Symbol::One => {
                    skeleton.push(symbol);
                    loops.push(false);
                }
            }
        }
        let mut open = loops.clone();
        let mut is_open = false;
        let behind = std::iter::once(None).chain(skeleton.iter().rev().map(Some));
        for (position, symbol) in open.iter_mut().rev().zip(behind) {
            is_open = *position || (is_open && symbol == Some(&Symbol::One));
            *position = is_open;
        }
        Positions { skeleton, loops, open }
    }

    /// The positions after reading the text from the first.
    pub(super) fn after(&self, text: &str, meets: impl Fn(Symbol, char) -> bool) -> Vec<bool> {
        let mut at: Vec<bool> = self.loops.iter().enumerate().map(|(position, _)| position == 0).collect();
        for letter in text.chars() {
            let stays = at.iter().zip(&self.loops).map(|(&at, &is_loop)| at && is_loop);
            let moves = at.iter().zip(&self.skeleton).map(|(&at, &symbol)| at && meets(symbol, letter));
            at =
                stays.zip(std::iter::once(false).chain(moves)).map(|(stays, moves)| stays || moves).collect();
        }
        at
    }

    /// The positions from which reading the text may end at the last.
    pub(super) fn before(&self, text: &str, meets: impl Fn(Symbol, char) -> bool) -> Vec<bool> {
        let last = self.skeleton.len();
        let mut to: Vec<bool> = self.loops.iter().enumerate().map(|(position, _)| position == last).collect();
        for letter in text.chars().rev() {
            let stays = to.iter().zip(&self.loops).map(|(&to, &is_loop)| to && is_loop);
            let moves =
                to.iter().skip(1).zip(&self.skeleton).map(|(&to, &symbol)| to && meets(symbol, letter));
            to = stays.zip(moves.chain([false])).map(|(stays, moves)| stays || moves).collect();
        }
        to
    }
}
