//! The positions of a pattern, between the symbols that meet a letter each, at which a text in its middle may
//! begin and end, given what stands around that text.

use super::pattern::{Pattern, Symbol};

/// The positions after reading the text from the first, in order.
pub(super) fn positions_after(pattern: &Pattern, text: &str) -> Vec<usize> {
    if text.is_empty() {
        return vec![0];
    }
    let Positions { symbols, loops } = Positions::of(pattern);
    let mut at: Vec<bool> = loops.iter().enumerate().map(|(position, _)| position == 0).collect();
    for letter in text.chars() {
        let stays = at.iter().zip(&loops).map(|(&at, &is_loop)| at && is_loop);
        let moves = at.iter().zip(&symbols).map(|(&at, &symbol)| at && meets(pattern, symbol, letter));
        at = stays.zip(std::iter::once(false).chain(moves)).map(|(stays, moves)| stays || moves).collect();
    }
    of_set(&at)
}

/// The positions from which reading the text may end at the last, in order.
pub(super) fn positions_before(pattern: &Pattern, text: &str) -> Vec<usize> {
    let last = pattern.least_length();
    if text.is_empty() {
        return vec![last];
    }
    let Positions { symbols, loops } = Positions::of(pattern);
    let mut to: Vec<bool> = loops.iter().enumerate().map(|(position, _)| position == last).collect();
    for letter in text.chars().rev() {
        let stays = to.iter().zip(&loops).map(|(&to, &is_loop)| to && is_loop);
        let moves =
            to.iter().skip(1).zip(&symbols).map(|(&to, &symbol)| to && meets(pattern, symbol, letter));
        to = stays.zip(moves.chain([false])).map(|(stays, moves)| stays || moves).collect();
    }
    of_set(&to)
}

/// The symbols without `*`, and for each position whether a `*` stands there.
struct Positions {
    symbols: Vec<Symbol>,
    loops: Vec<bool>,
}

impl Positions {
    fn of(pattern: &Pattern) -> Positions {
        let (mut symbols, mut loops) = (Vec::with_capacity(pattern.least_length()), vec![false]);
        for &symbol in pattern.symbols() {
            match symbol {
                Symbol::Any => {
                    if let Some(latest) = loops.last_mut() {
                        *latest = true;
                    }
                }
                Symbol::Char(_) | Symbol::One => {
                    symbols.push(symbol);
                    loops.push(false);
                }
            }
        }
        Positions { symbols, loops }
    }
}

fn meets(pattern: &Pattern, symbol: Symbol, letter: char) -> bool {
    match symbol {
        Symbol::Char(own) => own == letter || (pattern.ignores_case() && own.eq_ignore_ascii_case(&letter)),
        Symbol::One | Symbol::Any => true,
    }
}

fn of_set(set: &[bool]) -> Vec<usize> {
    set.iter().enumerate().filter(|&(_, &is_in)| is_in).map(|(position, _)| position).collect()
}
