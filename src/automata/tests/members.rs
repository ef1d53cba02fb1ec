//! Shortest members.

use super::random::{Random, Sketch, for_random_constraints};
use super::{bare, glob};
use crate::automata::{Constraint, Count, Pattern, Shortest, Symbol, count, shortest};

fn member(constraints: &[Constraint<'_>]) -> Shortest {
    shortest(constraints, None, &mut 1_000_000)
}

#[test]
fn one_member() {
    let pattern = Pattern::glob("a?*b", false);
    assert_eq!(member(&[bare(&pattern)]), Shortest::Member("axb".to_owned()));
}

#[test]
fn random_shortest_members() {
    let (mut found, mut empty, mut long) = (0, 0, 0);
    for_random_constraints(1, 2_000, 4, |constraints, without, members, admits| {
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
    assert!(found > 400 && empty > 400 && long > 5, "{found} {empty} {long}");
}

#[test]
fn only_ascii_letters_fold() {
    let k = Pattern::glob("k", true);
    assert!(k.contains("k") && k.contains("K") && !k.contains("\u{212a}"));
    assert!(k.is_disjoint(&glob("\u{212a}")) && !k.is_disjoint(&glob("K")));
    let e = Pattern::glob("é*", true);
    assert!(e.contains("é") && !e.contains("É"));
    let e = Pattern::glob("É\u{212a}", true);
    assert!(e.contains("É\u{212a}") && !e.contains("é\u{212a}") && !e.contains("Ék"));
    assert!(!Pattern::glob("[", true).contains("{") && !Pattern::glob("@", true).contains("`"));
    assert_eq!(k.includes(&glob("K")), Some(true));
    assert_eq!(glob("K").includes(&k), Some(false));
    assert_eq!(glob("?").includes(&k), Some(true));
    // Neither case alone is the set, and taking both away leaves nothing.
    let (small, large) = (glob("k"), glob("K"));
    let from_k = Pattern::glob("k*", true);
    let constraints = [bare(&from_k), Constraint { wanted: false, ..bare(&small) }];
    assert_eq!(member(&constraints), Shortest::Member("K".to_owned()));
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
fn what_stands_around_changes_nothing_if_the_pattern_has_it_too() {
    let mut random = Random(5);
    let mut found = 0;
    for _ in 0..500 {
        // The padding takes the positions across the border of two words.
        let (front, back) = ("c".repeat(56 + random.below(10)), "ef".repeat(50));
        let sketches: Vec<Sketch> = (0..1 + random.below(4)).map(|_| Sketch::random(&mut random)).collect();
        let padded: Vec<_> = sketches
            .iter()
            .map(|sketch| {
                let symbols = front.chars().map(Symbol::Char).chain(sketch.pattern.symbols().iter().copied());
                let symbols = symbols.chain(back.chars().map(Symbol::Char));
                let pattern = Pattern::new(symbols, sketch.pattern.ignores_case());
                (pattern, front.clone() + &sketch.before, sketch.after.clone() + &back, sketch.wanted)
            })
            .collect();
        let constraints: Vec<_> = sketches.iter().map(Sketch::constraint).collect();
        let in_padding: Vec<_> = padded
            .iter()
            .map(|(pattern, before, after, wanted)| Constraint { pattern, before, after, wanted: *wanted })
            .collect();
        let what = format!("{constraints:?}");
        assert_eq!(
            count(&in_padding, None, &mut 1_000_000),
            count(&constraints, None, &mut 1_000_000),
            "{what}"
        );
        match (member(&constraints), member(&in_padding)) {
            (Shortest::Member(one), Shortest::Member(other)) => {
                assert_eq!(one.chars().count(), other.chars().count(), "{one} {other} {what}");
                assert!(constraints.iter().all(|constraint| constraint.admits(&other)), "{other} {what}");
                found += 1;
            }
            (one, other) => assert_eq!(one, other, "{what}"),
        }
    }
    assert!(found > 100, "{found}");
}
