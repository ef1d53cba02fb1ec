//! The automata against brute force over tiny alphabets, and pinned hard cases.

use super::{Constraint, Count, Joined, Pattern, Shortest, Symbol, count, shortest};

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

/// All pairs of patterns of at most this length: inclusion, disjointness and equality, against the texts over the
/// letters and one more of at most that length.
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
            let what = format!("{outer_glob} {} {inner_glob} {}", outer.ignores_case(), inner.ignores_case());
            assert_eq!(outer.includes(inner), Some(included), "inclusion: {what}");
            assert_eq!(outer.is_disjoint(inner), disjoint, "disjointness: {what}");
            assert_eq!(outer == inner, outer_bits == inner_bits, "equality: {what}");
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
    check_pairs(&['a', '?', '*'], 6, &['a', FRESH], 12, &[false]);
}

#[test]
fn all_pairs_of_patterns_with_and_without_case() {
    check_pairs(&['a', 'A', '?', '*'], 3, &['a', 'A', FRESH], 6, &[false, true]);
}

#[test]
fn letters_beyond_ascii() {
    check_pairs(&['é', 'k', '?', '*'], 3, &['é', 'k', 'K', '\u{212a}', FRESH], 5, &[false, true]);
}

/// That the text is in the pattern.
fn bare(pattern: &Pattern) -> Constraint<'_> {
    Constraint { pattern, before: "", after: "", wanted: true }
}

fn member(constraints: &[Constraint<'_>]) -> Shortest {
    shortest(constraints, None, &mut 1_000_000)
}

#[test]
fn one_member() {
    let pattern = Pattern::glob("a?*b", false);
    assert_eq!(member(&[bare(&pattern)]), Shortest::Member("axb".to_owned()));
}

/// SplitMix64.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ word >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ word >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((word ^ word >> 31) % bound as u64) as usize
    }

    fn text(&mut self, letters: &[char], length: usize) -> String {
        (0..self.below(length + 1)).map(|_| letters[self.below(letters.len())]).collect()
    }
}

/// A random constraint: glob, case, before, after, wanted.
struct Sketch {
    glob: String,
    pattern: Pattern,
    before: String,
    after: String,
    wanted: bool,
}

impl Sketch {
    fn random(random: &mut Random) -> Sketch {
        let glob = random.text(&['a', 'b', 'A', 'é', 'a', '?', '*', '*'], 5);
        let pattern = Pattern::glob(&glob, random.below(3) == 0);
        let around = random.below(3);
        let (before, after) = match around {
            0 => (random.text(&['a', 'b', 'A', 'é', 'x'], 2), random.text(&['a', 'b', 'A', 'é', 'x'], 2)),
            _ => (String::new(), String::new()),
        };
        Sketch { glob, pattern, before, after, wanted: random.below(2) == 0 }
    }

    fn constraint(&self) -> Constraint<'_> {
        Constraint { pattern: &self.pattern, before: &self.before, after: &self.after, wanted: self.wanted }
    }

    fn admits(&self, text: &[char]) -> bool {
        let whole: Vec<char> =
            self.before.chars().chain(text.iter().copied()).chain(self.after.chars()).collect();
        is_in(&symbols(&self.glob), self.pattern.ignores_case(), &whole) == self.wanted
    }
}

/// Random constraints, and the texts of at most this length that satisfy them, shorter ones first.
fn for_random_constraints(
    seed: u64,
    runs: usize,
    length: usize,
    mut check: impl FnMut(&[Constraint<'_>], Option<char>, &[&Vec<char>], &dyn Fn(&[char]) -> bool),
) {
    let letters = ['a', 'b', 'A', 'B', 'é', 'y'];
    let texts = texts(&letters, length);
    let mut random = Random(seed);
    for _ in 0..runs {
        let sketches: Vec<Sketch> = (0..1 + random.below(4)).map(|_| Sketch::random(&mut random)).collect();
        let without = [None, None, Some('a'), Some('é'), Some('x')][random.below(5)];
        let admits = |text: &[char]| {
            without.is_none_or(|letter| !text.contains(&letter))
                && sketches.iter().all(|sketch| sketch.admits(text))
        };
        let members: Vec<&Vec<char>> = texts.iter().filter(|text| admits(text)).collect();
        let constraints: Vec<Constraint<'_>> = sketches.iter().map(Sketch::constraint).collect();
        check(&constraints, without, &members, &admits);
    }
}

#[test]
fn random_shortest_members() {
    let (mut found, mut empty, mut long) = (0, 0, 0);
    for_random_constraints(1, 6_000, 4, |constraints, without, members, admits| {
        let what = format!("{constraints:?} {without:?}");
        match shortest(constraints, without, &mut 1_000_000) {
            Shortest::Member(text) => {
                let text: Vec<char> = text.chars().collect();
                assert!(admits(&text), "{text:?} is no member: {what}");
                match members.first() {
                    Some(first) => assert_eq!(first.len(), text.len(), "{first:?} against {text:?}: {what}"),
                    None => {
                        assert!(text.len() > 4, "{what}");
                        long += 1;
                    }
                }
                found += 1;
            }
            Shortest::Empty => {
                assert_eq!(members.first(), None, "{what}");
                empty += 1;
            }
            Shortest::Exhausted => panic!("{what}"),
        }
    });
    assert!(found > 1_000 && empty > 1_000 && long > 10, "{found} {empty} {long}");
}

#[test]
fn random_counts() {
    // `y` stands for all letters that are not in the texts' alphabet: a, b, A, B, é are.
    let others = 0x11_0000 - 0x800 - 5u128;
    let (mut finite, mut infinite) = (0, 0);
    for_random_constraints(2, 3_000, 5, |constraints, without, members, _| {
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
                assert!(members.iter().any(|text| text.len() == 5), "{what}");
                infinite += 1;
            }
            Some(Count::Huge) | None => panic!("{what}"),
        }
    });
    assert!(finite > 100 && infinite > 500, "{finite} {infinite}");
}

fn glob(text: &str) -> Pattern {
    Pattern::glob(text, false)
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
fn only_ascii_letters_fold() {
    let k = Pattern::glob("k", true);
    assert!(k.contains("k") && k.contains("K") && !k.contains("\u{212a}"));
    assert!(k.is_disjoint(&glob("\u{212a}")) && !k.is_disjoint(&glob("K")));
    let e = Pattern::glob("é*", true);
    assert!(e.contains("é") && !e.contains("É"));
    assert!(!Pattern::glob("[", true).contains("{") && !Pattern::glob("@", true).contains("`"));
    assert_eq!(k.includes(&glob("K")), Some(true));
    assert_eq!(glob("K").includes(&k), Some(false));
    assert_eq!(glob("?").includes(&k), Some(true));
    // Neither case alone is the set, and taking both away leaves nothing.
    let (small, large) = (glob("k"), glob("K"));
    let constraints = [bare(&k), Constraint { wanted: false, ..bare(&small) }];
    assert_eq!(member(&constraints), Shortest::Member("K".to_owned()));
    let constraints = [
        bare(&k),
        Constraint { wanted: false, ..bare(&small) },
        Constraint { wanted: false, ..bare(&large) },
    ];
    assert_eq!(member(&constraints), Shortest::Empty);
}

#[test]
fn without_a_letter() {
    let (one, not_x) = (glob("?"), glob("x"));
    assert_eq!(shortest(&[bare(&one)], Some('x'), &mut 1_000), Shortest::Member("y".to_owned()));
    assert_eq!(
        member(&[bare(&one), Constraint { wanted: false, ..bare(&not_x) }]),
        Shortest::Member("y".to_owned())
    );
    let named = glob("*abcdefghijklmnopqrstuvwxyz0123456789");
    assert_eq!(
        member(&[bare(&one), Constraint { wanted: false, ..bare(&named) }]),
        Shortest::Member("\u{a1}".to_owned())
    );
    let upper = Pattern::glob("ab*", true);
    assert_eq!(shortest(&[bare(&upper)], Some('a'), &mut 1_000), Shortest::Member("Ab".to_owned()));
    assert_eq!(shortest(&[bare(&glob("a"))], Some('a'), &mut 1_000), Shortest::Empty);
    assert_eq!(shortest(&[bare(&glob("a*"))], Some('a'), &mut 1_000), Shortest::Empty);
}

#[test]
fn patterns_of_a_thousand_symbols() {
    let long = format!("{}*{}", "a".repeat(500), "b?".repeat(250));
    let longer = format!("{}*b{}", "a".repeat(501), "b?".repeat(250));
    let (long, longer) = (glob(&long), glob(&longer));
    assert_eq!((long.includes(&long), long.includes(&longer)), (Some(true), Some(true)));
    assert_eq!((longer.includes(&long), longer.is_disjoint(&long)), (Some(false), false));
    let except_short = glob(&"?".repeat(1_000));
    let constraints = [bare(&long), Constraint { wanted: false, ..bare(&except_short) }];
    let Shortest::Member(text) = member(&constraints) else { panic!("there is one of 1001 letters") };
    assert!(text.chars().count() == 1_001 && long.contains(&text));
    assert_eq!(member(&[bare(&long), Constraint { wanted: false, ..bare(&long) }]), Shortest::Empty);
}

#[test]
fn hard_families_end_within_their_budget() {
    for size in [1, 2, 5, 10, 20, 40] {
        let loose = glob(&"*a".repeat(size));
        let spaced = glob(&format!("{}*", "?*a".repeat(size)));
        let doubled = glob(&format!("{}*", "*aa".repeat(size)));
        assert_eq!(spaced.includes(&doubled), Some(true), "{size}");
        assert_eq!(
            glob(&format!("*a{}*", "?".repeat(size))).includes(&glob(&"*a".repeat(size + 1))),
            Some(true)
        );
        assert_eq!(loose.includes(&doubled), Some(false));
        assert!(!loose.is_disjoint(&spaced));
        // All sets of positions of the window: too many, and said so.
        let window = glob(&format!("*a{}a*", "?".repeat(size)));
        let wanted = glob(&format!("*{}*?", "a*".repeat(2 * size + 2)));
        let mut steps = 20_000;
        match shortest(&[bare(&wanted), Constraint { wanted: false, ..bare(&window) }], None, &mut steps) {
            Shortest::Member(text) => assert!(wanted.contains(&text) && !window.contains(&text)),
            Shortest::Empty => panic!("a text of `a`s far apart is a member"),
            Shortest::Exhausted => assert_eq!(steps, 0),
        }
        let mut steps = 20_000;
        let counted =
            count(&[bare(&wanted), Constraint { wanted: false, ..bare(&window) }], None, &mut steps);
        assert!(counted == Some(Count::Infinite) || (counted.is_none() && steps == 0), "{size}");
    }
}

#[test]
fn around_the_unknown_text() {
    let role = glob("arn:aws:iam::*:role/app");
    let around = Constraint { pattern: &role, before: "arn:aws:iam::", after: ":role/app", wanted: true };
    assert_eq!(member(&[around]), Shortest::Member(String::new()));
    let digits = glob("????????????");
    assert_eq!(member(&[around, bare(&digits)]), Shortest::Member("x".repeat(12)));
    let literal = Pattern::literal("role/app", false);
    let within = Constraint { pattern: &literal, before: "role/", after: "", wanted: true };
    assert_eq!(member(&[within]), Shortest::Member("app".to_owned()));
    let overlapping = Constraint { pattern: &literal, before: "role/a", after: "app", wanted: true };
    assert_eq!(member(&[overlapping]), Shortest::Empty);
}

#[test]
fn joined_patterns_are_products() {
    let letters = ['a', ':', '?', '*'];
    let texts = texts(&['a', ':', FRESH], 7);
    let mut sets = Vec::new();
    for first in globs(&letters, 2) {
        for second in globs(&letters, 2) {
            let joined = Joined::new([glob(&first), glob(&second)], ':');
            let members: Vec<bool> = texts
                .iter()
                .map(|text| {
                    let text: String = text.iter().collect();
                    let expected = text
                        .split_once(':')
                        .is_some_and(|(one, two)| glob(&first).contains(one) && glob(&second).contains(two));
                    assert_eq!(joined.contains(&text), expected, "{first}:{second} {text}");
                    expected
                })
                .collect();
            assert_eq!(joined.is_empty(), !members.contains(&true));
            sets.push((joined, members));
        }
    }
    for (one, members) in &sets {
        for (other, others) in &sets {
            let pairs = || members.iter().zip(others);
            assert_eq!(
                one.includes(other),
                Some(pairs().all(|(one, other)| *one || !other)),
                "{one:?} {other:?}"
            );
            assert_eq!(
                one.is_disjoint(other),
                pairs().all(|(one, other)| !(*one && *other)),
                "{one:?} {other:?}"
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
