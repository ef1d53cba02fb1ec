//! Patterns over a whole text, by the segments of the texts that have six.

use crate::automata::{Pattern, Symbol};
use crate::model::SEGMENTS;

/// More ways than this to put the five colons are too many.
const MOST_TUPLES: usize = 256;

/// The tuples of patterns whose union is the texts of `pattern` that have six segments: each way to match the
/// five colons that part the segments by a colon of the pattern, a `?`, or a place inside a `*`. The sixth takes the
/// rest, colons too. `None` if there are too many.
pub(super) fn tuples(pattern: &Pattern) -> Option<Vec<[Pattern; SEGMENTS]>> {
    let symbols = pattern.symbols();
    let mut tuples = Vec::new();
    let mut open: Vec<(usize, Vec<Vec<Symbol>>)> = vec![(0, vec![Vec::new()])];
    while let Some((at, parts)) = open.pop() {
        if tuples.len() + open.len() > MOST_TUPLES {
            return None;
        }
        let push = |symbol: Symbol| {
            let mut parts = parts.clone();
            if let Some(last) = parts.last_mut() {
                last.push(symbol);
            }
            parts
        };
        let split = |mut parts: Vec<Vec<Symbol>>| {
            parts.push(Vec::new());
            parts
        };
        if parts.len() == SEGMENTS {
            let mut parts = parts;
            if let Some(last) = parts.last_mut() {
                last.extend(symbols.iter().skip(at).copied());
            }
            let segments = parts.into_iter().map(|part| Pattern::new(part, pattern.ignores_case()));
            tuples.extend(<[Pattern; SEGMENTS]>::try_from(segments.collect::<Vec<_>>()).ok());
            continue;
        }
        match symbols.get(at) {
            None => {}
            Some(Symbol::Char(':')) => open.push((at + 1, split(parts))),
            Some(&letter @ Symbol::Char(_)) => open.push((at + 1, push(letter))),
            Some(Symbol::One) => {
                open.push((at + 1, push(Symbol::One)));
                open.push((at + 1, split(parts)));
            }
            Some(Symbol::Any) => {
                open.push((at + 1, push(Symbol::Any)));
                open.push((at, split(push(Symbol::Any))));
            }
        }
    }
    Some(tuples)
}

/// Whether the pattern has a text with fewer than six segments.
pub(super) fn can_be_short(pattern: &Pattern) -> bool {
    pattern.symbols().iter().filter(|&&symbol| symbol == Symbol::Char(':')).count() < SEGMENTS - 1
}

/// The texts that have six segments.
pub(super) fn six() -> Pattern {
    Pattern::glob("*:*:*:*:*:*", false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::segments_of;

    #[test]
    fn tuples_and_whole_patterns_have_the_same_texts() {
        let patterns =
            ["a:b:c:d:e:f:g", "*", "a*:?:b*", "a:b:c:d:e:*", "a:*", "??????????", "*:*:*:*:*:*", "a*a"];
        // Every text of four letters between the colons of six segments, and some longer ones.
        let mut texts = vec!["a:b:c:d:e:f:g".to_owned(), "a:b:c:d:e:f".to_owned(), "aa:b:b::::".to_owned()];
        for at in 0..4096_u32 {
            let part =
                |shift: u32| ["", "a", "b", "a:"].get((at >> shift) as usize & 3).copied().unwrap_or("");
            texts.push(format!("{}:{}:{}:{}:{}:{}", part(0), part(2), part(4), part(6), part(8), part(10)));
        }
        let mut inside = 0;
        for glob in patterns {
            let pattern = Pattern::glob(glob, false);
            let tuples = tuples(&pattern).unwrap();
            for text in &texts {
                let segments = segments_of(text).unwrap();
                let by_tuple = tuples.iter().any(|tuple| {
                    tuple.iter().zip(segments).all(|(pattern, segment)| pattern.contains(segment))
                });
                assert_eq!(by_tuple, pattern.contains(text), "{glob} {text}");
                inside += usize::from(by_tuple);
            }
        }
        assert!(inside > 5_000, "{inside}");
    }
}
