//! Random constraints, and their members by brute force.

use super::{is_in, symbols, texts};
use crate::automata::{Constraint, Pattern};

/// SplitMix64.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn below(&mut self, bound: usize) -> usize {
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
pub(super) struct Sketch {
    glob: String,
    pub(super) pattern: Pattern,
    pub(super) before: String,
    pub(super) after: String,
    pub(super) wanted: bool,
}

impl Sketch {
    pub(super) fn random(random: &mut Random) -> Sketch {
        let glob = random.text(&['a', 'b', 'A', 'é', 'a', '?', '*', '*'], 5);
        let pattern = Pattern::glob(&glob, random.below(3) == 0);
        let around = random.below(3);
        let (before, after) = match around {
            0 => (random.text(&['a', 'b', 'A', 'é', 'x'], 2), random.text(&['a', 'b', 'A', 'é', 'x'], 2)),
            _ => (String::new(), String::new()),
        };
        Sketch { glob, pattern, before, after, wanted: random.below(2) == 0 }
    }

    pub(super) fn constraint(&self) -> Constraint<'_> {
        Constraint { pattern: &self.pattern, before: &self.before, after: &self.after, wanted: self.wanted }
    }

    fn admits(&self, text: &[char]) -> bool {
        let whole: Vec<char> =
            self.before.chars().chain(text.iter().copied()).chain(self.after.chars()).collect();
        is_in(&symbols(&self.glob), self.pattern.ignores_case(), &whole) == self.wanted
    }
}

/// Random constraints, and the texts of at most this length that satisfy them, shorter ones first.
pub(super) fn for_random_constraints(
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
