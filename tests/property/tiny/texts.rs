//! The texts that patterns can tell apart.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use hornbeam::model::{Piece, Segments, Template};

/// One place of a pattern.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Place {
    Letter(char),
    LetterOfEitherCase(char),
    One,
    Any,
    OneOfSegment,
    AnyOfSegment,
}

/// A pattern without variables, at most 63 places long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern(Vec<Place>);

/// Sets of places, a bit each: where in a pattern one can be after a text.
type Places = u64;

impl Pattern {
    /// The texts of a template. A variable inside is taken for `*`, which the caller answers for.
    pub(crate) fn of(template: &Template) -> Pattern {
        Pattern(places(template, Place::One, Place::Any).collect())
    }

    /// The same without regard to letter case.
    pub(crate) fn ignoring_case(template: &Template) -> Pattern {
        let either = |place| match place {
            Place::Letter(letter) => Place::LetterOfEitherCase(letter.to_ascii_lowercase()),
            other => other,
        };
        Pattern(Pattern::of(template).0.into_iter().map(either).collect())
    }

    /// The texts of six segments.
    pub(crate) fn of_segments(segments: &Segments) -> Pattern {
        let mut all = Vec::new();
        for template in &segments[..5] {
            all.extend(places(template, Place::OneOfSegment, Place::AnyOfSegment));
            all.push(Place::Letter(':'));
        }
        all.extend(places(&segments[5], Place::One, Place::Any));
        Pattern(all)
    }

    fn start(&self) -> Places {
        assert!(self.0.len() < 64, "a long pattern: {self:?}");
        self.closed(1)
    }

    /// The places with those that lie behind a star which matches nothing, and without those before the last
    /// star: whatever a text continues with, if it gets from there to the end then by way of that star, which
    /// takes the part up to there as well. (No two places of different segments are ever together.)
    fn closed(&self, mut places: Places) -> Places {
        for (at, place) in self.0.iter().enumerate() {
            if places >> at & 1 == 1 && matches!(place, Place::Any | Place::AnyOfSegment) {
                places = places >> at << at | 1 << (at + 1);
            }
        }
        places
    }

    fn step(&self, places: Places, letter: char) -> Places {
        let mut after = 0;
        for (at, place) in self.0.iter().enumerate().filter(|(at, _)| places >> at & 1 == 1) {
            let to = match place {
                Place::Letter(own) if *own == letter => at + 1,
                Place::LetterOfEitherCase(own) if own.eq_ignore_ascii_case(&letter) => at + 1,
                Place::One => at + 1,
                Place::OneOfSegment if letter != ':' => at + 1,
                Place::Any => at,
                Place::AnyOfSegment if letter != ':' => at,
                Place::Letter(_)
                | Place::LetterOfEitherCase(_)
                | Place::OneOfSegment
                | Place::AnyOfSegment => continue,
            };
            after |= 1 << to;
        }
        self.closed(after)
    }

    fn has(&self, places: Places) -> bool {
        places >> self.0.len() & 1 == 1
    }
}

fn places(template: &Template, one: Place, any: Place) -> impl Iterator<Item = Place> {
    template.pieces().iter().flat_map(move |piece| match piece {
        Piece::Text(text) => text.chars().map(Place::Letter).collect(),
        Piece::One => vec![one],
        Piece::Any | Piece::Variable(_) => vec![any],
    })
}

/// Letters that no pattern names.
const FRESH: [char; 7] = ['v', 'w', 'x', 'y', 'z', 'p', 'q'];

/// For every combination of patterns that some text is in, and no other: the first `copies` texts of that
/// combination, or all, over the patterns' letters and `copies` others. `thin`: of each set of places otherwise.
pub(crate) fn texts(patterns: &[Pattern], copies: usize, thin: bool) -> Vec<String> {
    let mut letters = BTreeSet::new();
    for place in patterns.iter().flat_map(|pattern| &pattern.0) {
        match place {
            Place::Letter(letter) => drop(letters.insert(*letter)),
            Place::LetterOfEitherCase(letter) => {
                letters.extend([letter.to_ascii_lowercase(), letter.to_ascii_uppercase()])
            }
            Place::OneOfSegment | Place::AnyOfSegment => drop(letters.insert(':')),
            Place::One | Place::Any => {}
        }
    }
    let fresh: Vec<_> = FRESH.iter().filter(|letter| !letters.contains(letter)).take(copies).collect();
    assert_eq!(fresh.len(), copies, "too few letters");
    letters.extend(fresh);

    let start: Vec<_> = patterns.iter().map(Pattern::start).collect();
    let mut seen: HashMap<Vec<Places>, usize> = HashMap::from([(start.clone(), 1)]);
    let mut found = vec![(String::new(), start)];
    let mut at = 0;
    while at < found.len() {
        for &letter in &letters {
            let (text, places) = &found[at];
            let after: Vec<_> =
                patterns.iter().zip(places).map(|(pattern, &places)| pattern.step(places, letter)).collect();
            let count = seen.entry(after.clone()).or_default();
            if *count < copies {
                *count += 1;
                let text = format!("{text}{letter}");
                found.push((text, after));
            }
        }
        at += 1;
        assert!(found.len() < 100_000, "too many texts: {patterns:?}");
    }
    if !thin {
        return found.into_iter().map(|(text, _)| text).collect();
    }
    let mut kept: BTreeMap<Vec<bool>, usize> = BTreeMap::new();
    found.retain(|(_, places)| {
        let inside = patterns.iter().zip(places).map(|(pattern, &places)| pattern.has(places)).collect();
        let count = kept.entry(inside).or_default();
        *count += 1;
        *count <= copies
    });
    found.into_iter().map(|(text, _)| text).collect()
}
