//! Normal forms, inclusion and disjointness.

use super::{FRESH, bits, glob, globs, texts};
use crate::automata::{Joined, Pattern, Symbol};

/// All pairs of patterns of at most this length: inclusion, disjointness and equality, against the texts over
/// the letters and one more of at most that length.
fn check_pairs(
    letters: &[char],
    length: usize,
    text_letters: &[char],
    text_length: usize,
    cases: &[bool],
) -> usize {
    let texts = texts(text_letters, text_length);
    let mut sets = Vec::new();
    for glob in globs(letters, length) {
        for &ignore_case in cases {
            let pattern = Pattern::glob(&glob, ignore_case);
            let bits = bits(&glob, ignore_case, &texts);
            for (at, text) in texts.iter().enumerate() {
                let text: String = text.iter().collect();
                assert_eq!(pattern.contains(&text), bits[at / 64] >> (at % 64) & 1 == 1, "{glob} {text}");
            }
            sets.push((glob.clone(), pattern, bits));
        }
    }
    for (outer_glob, outer, outer_bits) in &sets {
        for (inner_glob, inner, inner_bits) in &sets {
            let mut pairs = outer_bits.iter().zip(inner_bits);
            let included = pairs.clone().all(|(outer, inner)| inner & !outer == 0);
            let disjoint = pairs.all(|(outer, inner)| inner & outer == 0);
            let what = (outer_glob, outer.ignores_case(), inner_glob, inner.ignores_case());
            assert_eq!(outer.includes(inner), Some(included), "inclusion: {what:?}");
            assert_eq!(outer.is_disjoint(inner), disjoint, "disjointness: {what:?}");
            assert_eq!(outer == inner, outer_bits == inner_bits, "equality: {what:?}");
        }
    }
    sets.len() * sets.len()
}

#[test]
fn all_pairs_of_small_patterns() {
    let pairs = check_pairs(&['a', 'b', '?', '*'], 4, &['a', 'b', FRESH], 8, &[false]);
    assert!(pairs > 100_000);
}

#[test]
fn all_pairs_of_longer_patterns_over_one_letter() {
    check_pairs(&['a', '?', '*'], 5, &['a', FRESH], 10, &[false]);
}

#[test]
fn all_pairs_of_patterns_with_and_without_case() {
    check_pairs(&['a', 'A', '?', '*'], 3, &['a', 'A', FRESH], 6, &[false, true]);
}

#[test]
fn letters_beyond_ascii() {
    check_pairs(&['é', 'k', '?', '*'], 3, &['é', 'k', 'K', '\u{212a}', FRESH], 5, &[false, true]);
}

#[test]
fn normal_forms() {
    for (one, other) in [("*?*", "?*"), ("?*?", "??*"), ("**", "*"), ("a*?*?b", "a??*b"), ("*??", "??*")] {
        assert_eq!(glob(one), glob(other));
        assert_eq!(glob(one).symbols(), glob(other).symbols());
    }
    assert_eq!(glob("*?*").symbols(), [Symbol::One, Symbol::Any]);
    assert!(glob("**").is_anything() && !glob("*?").is_anything());
    assert_eq!(Pattern::glob("1/?", true), glob("1/?"));
    assert!(!Pattern::glob("1/?", true).ignores_case() && Pattern::glob("a/?", true).ignores_case());
    assert_eq!(Pattern::glob("S3:Get*", true), Pattern::glob("s3:gEt*", true));
    assert_ne!(Pattern::glob("a", true), glob("a"));
    assert_eq!(Pattern::literal("a*", false).as_literal(), Some("a*"));
    assert_eq!(
        (Pattern::literal("a", true).as_literal(), Pattern::literal("1", true).as_literal()),
        (None, Some("1"))
    );
    assert_eq!(glob("").as_literal(), Some(""));
}

#[test]
fn pinned_inclusions() {
    let cases = [
        ("?*", "*a", true),
        ("a*", "a*b*", true),
        ("a*b*", "a*", false),
        ("?", "??*", false),
        ("??*", "?", false),
        ("?*", "??*", true),
        ("*a*", "a", true),
        ("*ab*", "*a*b*", false),
        ("*a*b*", "*ab*", true),
        ("*a?*", "*a*a*", true),
        ("*a??*", "*a*a*", false),
        ("*a??*", "*a*a*a*", true),
        ("?*a*", "*aa*", true),
        ("*?a*", "*aa*b", true),
        ("*a?b*", "*a*b*", false),
        ("*a?b*", "*aab*", true),
        ("", "", true),
        ("*", "", true),
        ("", "*", false),
        ("ab*ba", "aba", false),
        ("a*a", "a", false),
        ("a*a", "aa", true),
    ];
    for (outer, inner, included) in cases {
        assert_eq!(glob(outer).includes(&glob(inner)), Some(included), "{inner} in {outer}");
    }
}

#[test]
fn joined_patterns_are_products() {
    let texts: Vec<String> =
        texts(&['a', ':', FRESH], 6).into_iter().map(|text| text.into_iter().collect()).collect();
    let patterns: Vec<Pattern> = globs(&['a', ':', '?', '*'], 2).iter().map(|text| glob(text)).collect();
    let mut sets = Vec::new();
    for first in &patterns {
        for second in &patterns {
            let joined = Joined::new([first.clone(), second.clone()], ':');
            let mut members = vec![0u64; texts.len().div_ceil(64)];
            for (at, text) in texts.iter().enumerate() {
                let parts = text.split_once(':');
                let expected = parts.is_some_and(|(one, two)| first.contains(one) && second.contains(two));
                assert_eq!(joined.contains(text), expected, "{joined:?} {text}");
                members[at / 64] |= u64::from(expected) << (at % 64);
            }
            assert_eq!(joined.is_empty(), members.iter().all(|&word| word == 0), "{joined:?}");
            sets.push((joined, members));
        }
    }
    for (one, members) in &sets {
        for (other, others) in &sets {
            let included = members.iter().zip(others).all(|(one, other)| other & !one == 0);
            let disjoint = members.iter().zip(others).all(|(one, other)| one & other == 0);
            let what = || format!("{one:?} {other:?}");
            assert_eq!(
                (one.includes(other), one.is_disjoint(other)),
                (Some(included), disjoint),
                "{}",
                what()
            );
        }
    }
}

#[test]
fn equal_patterns_hash_alike() {
    use std::hash::{BuildHasher, RandomState};
    let state = RandomState::new();
    assert_eq!(state.hash_one(Pattern::glob("A*?*", true)), state.hash_one(Pattern::glob("a?*", true)));
}
