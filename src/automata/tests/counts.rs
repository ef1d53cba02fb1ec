//! Exact counting.

use super::random::for_random_constraints;
use super::{bare, glob};
use crate::automata::{Constraint, Count, Pattern, count};

#[test]
fn random_counts() {
    // `y` stands for all letters that are not in the texts' alphabet: a, b, A, B, é are.
    let others = 0x11_0000 - 0x800 - 5u128;
    let (mut finite, mut infinite) = (0, 0);
    for_random_constraints(2, 400, 5, |constraints, without, members, _| {
        let what = format!("{constraints:?} {without:?}");
        let others = others - u128::from(without == Some('x'));
        let weight = |text: &&Vec<char>| {
            text.iter().map(|&letter| if letter == 'y' { others } else { 1 }).product::<u128>()
        };
        match count(constraints, without, &mut 1_000_000) {
            Some(Count::Finite(number)) => {
                assert_eq!(number, members.iter().map(weight).sum::<u128>(), "{what}");
                finite += usize::from(number > 0);
            }
            Some(Count::Infinite) => {
                // If there are any as short as these, they go on to the last length.
                assert!(members.last().is_none_or(|longest| longest.len() == 5), "{what}");
                infinite += 1;
            }
            Some(Count::Huge) | None => panic!("{what}"),
        }
    });
    assert!(finite > 20 && infinite > 80, "{finite} {infinite}");
}

fn count_of(globs: &[(&str, bool)], without: Option<char>) -> Option<Count> {
    let patterns: Vec<(Pattern, bool)> = globs.iter().map(|&(text, wanted)| (glob(text), wanted)).collect();
    let constraints: Vec<_> =
        patterns.iter().map(|(pattern, wanted)| Constraint { wanted: *wanted, ..bare(pattern) }).collect();
    count(&constraints, without, &mut 1_000_000)
}

#[test]
fn counts_are_over_all_scalar_values() {
    let scalar_values = char::MAX as u128 + 1 - 0x800;
    assert_eq!(count_of(&[], None), Some(Count::Infinite));
    assert_eq!(count_of(&[("?", true)], None), Some(Count::Finite(scalar_values)));
    assert_eq!(count_of(&[("?", true)], Some(':')), Some(Count::Finite(scalar_values - 1)));
    assert_eq!(count_of(&[("?", true), ("a", false)], Some('a')), Some(Count::Finite(scalar_values - 1)));
    assert_eq!(
        count_of(&[("??", true), ("a*", false)], None),
        Some(Count::Finite((scalar_values - 1) * scalar_values))
    );
    assert_eq!(count_of(&[("??????", true)], None), Some(Count::Finite(scalar_values.pow(6))));
    assert_eq!(count_of(&[("???????", true)], None), Some(Count::Huge));
    assert_eq!(
        count_of(&[("???????", true), ("a*", true), ("*b", true)], None),
        Some(Count::Finite(scalar_values.pow(5)))
    );
    assert_eq!(count_of(&[("a*b", true), ("a?*b", false)], None), Some(Count::Finite(1)));
    assert_eq!(count_of(&[("a*", true), ("b*", true)], None), Some(Count::Finite(0)));
    // Texts that never end, but none of which gets anywhere, are no texts.
    assert_eq!(count_of(&[("*a", true), ("*b", true)], None), Some(Count::Finite(0)));
}

#[test]
fn the_surrogates_are_no_letters() {
    let below = glob("\u{d7ff}");
    let above = glob("\u{e000}");
    let all = Pattern::glob("?", false);
    assert!(all.includes(&below) == Some(true) && all.includes(&above) == Some(true));
    assert_eq!(
        count_of(&[("?", true), ("\u{d7ff}", false), ("\u{e000}", false)], None),
        Some(Count::Finite(0x11_0000 - 0x802))
    );
}
