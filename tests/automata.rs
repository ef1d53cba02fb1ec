//! Patterns against the automata of `regex-automata`: two deterministic automata over bytes and their product
//! decide what inclusion, disjointness and emptiness are, by another road and without any of our arguments.

#![expect(clippy::expect_used, reason = "a test that cannot build its oracle has failed")]

use std::collections::BTreeSet;

use hornbeam::automata::{Constraint, Pattern, Shortest, Symbol, shortest};
use regex_automata::dfa::dense::{Builder, Config, DFA};
use regex_automata::dfa::{Automaton, StartKind};
use regex_automata::util::primitives::StateID;
use regex_automata::{Anchored, MatchKind};

type Dense = DFA<Vec<u32>>;

/// The automaton of a pattern's symbols as they were given, before any normal form.
fn dense(symbols: &[Symbol], ignore_case: bool) -> Dense {
    let mut expression = String::from(r"(?s)\A");
    for symbol in symbols {
        match symbol {
            Symbol::Any => expression.push_str(".*"),
            Symbol::One => expression.push('.'),
            Symbol::Char(letter) if ignore_case && letter.is_ascii_alphabetic() => {
                expression.push_str(&format!(
                    "[{}{}]",
                    letter.to_ascii_lowercase(),
                    letter.to_ascii_uppercase()
                ));
            }
            Symbol::Char(letter) => expression.push_str(&format!(r"\x{{{:x}}}", u32::from(*letter))),
        }
    }
    expression.push_str(r"\z");
    let config = Config::new().match_kind(MatchKind::All).start_kind(StartKind::Anchored);
    Builder::new().configure(config).build(&expression).expect("an automaton of a few symbols")
}

/// Whether some text is in all automata that are wanted and in none of the others.
fn has_member(automata: &[(&Dense, bool)]) -> bool {
    let input = regex_automata::Input::new("").anchored(Anchored::Yes);
    let start: Vec<StateID> =
        automata.iter().map(|(dfa, _)| dfa.start_state_forward(&input).expect("a start")).collect();
    let mut met = BTreeSet::from([start.clone()]);
    let mut open = vec![start];
    while let Some(states) = open.pop() {
        let accepts = automata
            .iter()
            .zip(&states)
            .all(|((dfa, wanted), &state)| dfa.is_match_state(dfa.next_eoi_state(state)) == *wanted);
        if accepts {
            return true;
        }
        for byte in 0..=u8::MAX {
            let next: Vec<StateID> =
                automata.iter().zip(&states).map(|((dfa, _), &state)| dfa.next_state(state, byte)).collect();
            // A wanted automaton is one of UTF-8, so that bytes that are no text end here.
            let is_alive = automata
                .iter()
                .zip(&next)
                .all(|((dfa, wanted), &state)| !wanted || !dfa.is_dead_state(state));
            if is_alive && met.insert(next.clone()) {
                open.push(next);
            }
        }
    }
    false
}

/// SplitMix64.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (word ^ (word >> 31)) % bound
    }

    fn symbols(&mut self) -> Vec<Symbol> {
        let letters = ['a', 'b', 'B', 'ß', '\u{212a}', 'k', '🦀'];
        let length = self.below(8);
        let symbol = |random: &mut Random| match random.below(8) {
            0..3 => Symbol::Any,
            3 => Symbol::One,
            4..6 => Symbol::Char('a'),
            _ => Symbol::Char(letters.get(random.below(7) as usize).copied().unwrap_or('a')),
        };
        (0..length).map(|_| symbol(self)).collect()
    }
}

fn constraint(pattern: &Pattern, wanted: bool) -> Constraint<'_> {
    Constraint { pattern, before: "", after: "", wanted }
}

#[test]
fn relations_of_random_patterns() {
    let mut random = Random(3);
    let pool: Vec<_> = (0..50)
        .map(|_| {
            let (symbols, ignore_case) = (random.symbols(), random.below(3) == 0);
            let automaton = dense(&symbols, ignore_case);
            (Pattern::new(symbols, ignore_case), automaton)
        })
        .collect();
    let (mut included, mut disjoint) = (0, 0);
    for (outer, outer_dfa) in &pool {
        for (inner, inner_dfa) in &pool {
            let is_included = !has_member(&[(inner_dfa, true), (outer_dfa, false)]);
            assert_eq!(outer.includes(inner), Some(is_included), "{inner:?} in {outer:?}");
            let is_disjoint = !has_member(&[(inner_dfa, true), (outer_dfa, true)]);
            assert_eq!(outer.is_disjoint(inner), is_disjoint, "{inner:?} and {outer:?}");
            included += usize::from(is_included && outer != inner);
            disjoint += usize::from(is_disjoint);
        }
    }
    assert!(included > 100 && disjoint > 100, "{included} {disjoint}");
}

#[test]
fn emptiness_of_random_constraints() {
    let mut random = Random(4);
    let (mut empty, mut members) = (0, 0);
    for _ in 0..150 {
        let set: Vec<_> = (0..2 + random.below(3))
            .map(|at| {
                let (symbols, ignore_case) = (random.symbols(), random.below(3) == 0);
                let automaton = dense(&symbols, ignore_case);
                (Pattern::new(symbols, ignore_case), automaton, at == 0 || random.below(2) == 0)
            })
            .collect();
        let constraints: Vec<_> =
            set.iter().map(|(pattern, _, wanted)| constraint(pattern, *wanted)).collect();
        let automata: Vec<_> = set.iter().map(|(_, automaton, wanted)| (automaton, *wanted)).collect();
        let found = shortest(&constraints, None, &mut 1_000_000);
        match &found {
            Shortest::Member(text) => {
                members += 1;
                assert!(
                    constraints.iter().all(|constraint| constraint.admits(text)),
                    "{text:?} {constraints:?}"
                );
            }
            Shortest::Empty => empty += 1,
            Shortest::Exhausted => panic!("{constraints:?}"),
        }
        assert_eq!(matches!(found, Shortest::Member(_)), has_member(&automata), "{constraints:?}");
    }
    assert!(empty > 20 && members > 20, "{empty} {members}");
}
