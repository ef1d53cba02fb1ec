//! The automata against brute force over tiny alphabets, and pinned hard cases.

use super::{Constraint, Pattern, Shortest, Symbol, shortest};

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

fn wanted<'a>(pattern: &'a Pattern) -> Constraint<'a> {
    Constraint { pattern, before: "", after: "", wanted: true }
}

fn member(constraints: &[Constraint<'_>]) -> Shortest {
    shortest(constraints, None, &mut 1_000_000)
}

#[test]
fn one_member() {
    let pattern = Pattern::glob("a?*b", false);
    assert_eq!(member(&[wanted(&pattern)]), Shortest::Member("axb".to_owned()));
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
