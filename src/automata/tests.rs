//! The automata against brute force over tiny alphabets, and pinned hard cases. Here is the oracle, which
//! knows the definition of a pattern and nothing else.

mod counts;
mod members;
mod random;
mod relations;

use super::{Constraint, Pattern, Symbol};

/// A letter that the patterns of these tests do not name.
const FRESH: char = 'x';

/// Whether the text is in the pattern, by the definition alone.
fn is_in(symbols: &[Symbol], ignore_case: bool, text: &[char]) -> bool {
    let mut reached = vec![false; text.len() + 1];
    reached[0] = true;
    for symbol in symbols {
        let mut next = vec![false; text.len() + 1];
        for from in (0..=text.len()).filter(|&from| reached[from]) {
            match symbol {
                Symbol::Any => next[from..].fill(true),
                Symbol::One if from < text.len() => next[from + 1] = true,
                Symbol::Char(letter) if from < text.len() => {
                    let same =
                        text[from] == *letter || ignore_case && text[from].eq_ignore_ascii_case(letter);
                    next[from + 1] |= same;
                }
                Symbol::One | Symbol::Char(_) => {}
            }
        }
        reached = next;
    }
    reached[text.len()]
}

fn symbols(glob: &str) -> Vec<Symbol> {
    let symbol = |letter| match letter {
        '*' => Symbol::Any,
        '?' => Symbol::One,
        letter => Symbol::Char(letter),
    };
    glob.chars().map(symbol).collect()
}

/// All texts over the letters of at most this length, shorter ones first.
fn texts(letters: &[char], length: usize) -> Vec<Vec<char>> {
    let (mut all, mut from) = (vec![Vec::new()], 0);
    for _ in 0..length {
        let to = all.len();
        for at in from..to {
            for &letter in letters {
                let longer = [&all[at][..], &[letter]].concat();
                all.push(longer);
            }
        }
        from = to;
    }
    all
}

fn globs(letters: &[char], length: usize) -> Vec<String> {
    texts(letters, length).into_iter().map(|glob| glob.into_iter().collect()).collect()
}

/// The texts of a pattern as bits.
fn bits(glob: &str, ignore_case: bool, texts: &[Vec<char>]) -> Vec<u64> {
    let symbols = symbols(glob);
    let mut bits = vec![0u64; texts.len().div_ceil(64)];
    for (at, text) in texts.iter().enumerate() {
        bits[at / 64] |= u64::from(is_in(&symbols, ignore_case, text)) << (at % 64);
    }
    bits
}

/// That the text is in the pattern.
fn bare(pattern: &Pattern) -> Constraint<'_> {
    Constraint { pattern, before: "", after: "", wanted: true }
}

fn glob(text: &str) -> Pattern {
    Pattern::glob(text, false)
}
