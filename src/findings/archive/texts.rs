//! Is there a text of a form that contains some of these texts and none of those?
//!
//! Exact: a search through the product of the form, of how far each text that is spoken of has been matched, and of which demands
//! are met already, in the order of length, over the characters that occur in any of them and one that occurs in none. A
//! character that occurs in none is as good as any other such, so that one stands for all.

use std::collections::{BTreeSet, VecDeque};

use rustc_hash::FxHashSet;

use super::filter::Literal;
use super::shapes::Form;

/// The most states that are looked at; the texts of a filter make far fewer.
const MAX_STATES: usize = 200_000;

/// Too many states to say.
pub(super) struct Spent;

/// A shortest text of the form of which, as the only value, all the literals hold; `None` if there is none.
pub(super) fn text(form: Form, literals: &[&Literal<'_>]) -> Result<Option<String>, Spent> {
    let fits = |text: &str| {
        let value = [text.to_owned()];
        literals.iter().all(|literal| literal.holds(&value))
    };
    if form == Form::Wildcard {
        let wildcards = ["*".to_owned(), "?".to_owned()];
        let more = Literal::SomeContains(&wildcards);
        let all: Vec<&Literal<'_>> = literals.iter().copied().chain([&more]).collect();
        return text(Form::Any, &all);
    }
    if let Form::OneOf(texts) = form {
        return Ok(texts.iter().find(|text| fits(text)).map(|text| (*text).to_owned()));
    }
    // What has to be one of a list is looked for there.
    let listed = literals.iter().find_map(|literal| match literal {
        Literal::SomeOf(texts) => Some(*texts),
        Literal::NoneOf(_)
        | Literal::SomeContains(_)
        | Literal::NoneContains(_)
        | Literal::Present
        | Literal::Absent => None,
    });
    if let Some(texts) = listed {
        return Ok(texts.iter().find(|text| form.has(text) && fits(text)).cloned());
    }
    Search::new(form, literals).map_or(Ok(None), |search| search.run())
}

impl Form {
    /// Whether the text is of the form.
    pub(super) fn has(self, text: &str) -> bool {
        match self {
            Form::OneOf(texts) => texts.contains(&text),
            Form::Digits(count) => text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit()),
            Form::Starts(start) => text.len() > start.len() && text.starts_with(start),
            Form::Wildcard => text.contains(['*', '?']),
            Form::Any => true,
        }
    }

    /// Whether texts of so many characters may be of the form, and where its beginning ends.
    fn ends(self, length: usize) -> bool {
        match self {
            Form::OneOf(_) => false,
            Form::Digits(count) => length == count,
            Form::Starts(start) => length > start.len(),
            Form::Wildcard | Form::Any => true,
        }
    }

    /// The characters that may come behind so many of a text of the form.
    fn next(self, length: usize, alphabet: &[char]) -> Vec<char> {
        match self {
            Form::OneOf(_) => Vec::new(),
            Form::Digits(count) if length >= count => Vec::new(),
            Form::Digits(_) => ('0'..='9').collect(),
            Form::Starts(start) => match start.chars().nth(length) {
                Some(character) => vec![character],
                None => alphabet.to_vec(),
            },
            Form::Wildcard | Form::Any => alphabet.to_vec(),
        }
    }

    /// The length from which on more characters make no difference to the form.
    fn settled(self) -> usize {
        match self {
            Form::OneOf(_) => 0,
            Form::Digits(count) => count,
            Form::Starts(start) => start.len() + 1,
            Form::Wildcard | Form::Any => 0,
        }
    }
}

/// Where a text that is being written stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct State {
    /// How many characters it has, as far as that counts.
    length: usize,
    /// Which texts end with how many characters matched.
    begun: BTreeSet<(usize, usize)>,
    /// Which demands are met.
    met: Vec<bool>,
    /// The texts that it must not be and may still become, and how long it is if there are any.
    alike: (BTreeSet<usize>, usize),
}

struct Search {
    form: Form,
    alphabet: Vec<char>,
    /// The texts spoken of, with the demand that each meets; `None` if it must not be contained.
    patterns: Vec<(Vec<char>, Option<usize>)>,
    demands: usize,
    /// What it must not be.
    excluded: Vec<Vec<char>>,
}

impl Search {
    /// `None` if there is no such text at once.
    fn new(form: Form, literals: &[&Literal<'_>]) -> Option<Search> {
        let mut search =
            Search { form, alphabet: Vec::new(), patterns: Vec::new(), demands: 0, excluded: Vec::new() };
        for literal in literals {
            match literal {
                Literal::SomeContains(texts) => {
                    if !texts.iter().any(String::is_empty) {
                        let demand = Some(search.demands);
                        search.demands += 1;
                        search.patterns.extend(texts.iter().map(|text| (text.chars().collect(), demand)));
                    }
                }
                Literal::NoneContains(texts) => {
                    if texts.iter().any(String::is_empty) {
                        return None;
                    }
                    search.patterns.extend(texts.iter().map(|text| (text.chars().collect(), None)));
                }
                Literal::NoneOf(texts) => {
                    search.excluded.extend(texts.iter().map(|text| text.chars().collect()))
                }
                Literal::Absent => return None,
                Literal::Present | Literal::SomeOf(_) => {}
            }
        }
        let all = search.patterns.iter().map(|(text, _)| text).chain(&search.excluded);
        let spoken: BTreeSet<char> = all.flatten().copied().collect();
        let fresh = ('a'..='z')
            .chain('A'..='Z')
            .chain('0'..='9')
            .chain('\u{100}'..)
            .find(|own| !spoken.contains(own));
        search.alphabet = fresh.into_iter().chain(spoken).collect();
        Some(search)
    }

    fn run(&self) -> Result<Option<String>, Spent> {
        let start = State {
            length: 0,
            begun: BTreeSet::new(),
            met: vec![false; self.demands],
            alike: ((0..self.excluded.len()).collect(), 0),
        };
        if self.form.ends(0) && self.is_met(&start) {
            return Ok(Some(String::new()));
        }
        let mut seen: FxHashSet<State> = FxHashSet::default();
        let mut open = VecDeque::from([(start, String::new())]);
        while let Some((state, text)) = open.pop_front() {
            for character in self.form.next(state.length, &self.alphabet) {
                let Some(next) = self.step(&state, character) else { continue };
                let text = format!("{text}{character}");
                if self.form.ends(next.length) && self.is_met(&next) {
                    return Ok(Some(text));
                }
                if seen.len() >= MAX_STATES {
                    return Err(Spent);
                }
                if seen.insert(next.clone()) {
                    open.push_back((next, text));
                }
            }
        }
        Ok(None)
    }

    fn is_met(&self, state: &State) -> bool {
        let whole = |&at: &usize| self.excluded.get(at).is_some_and(|text| text.len() == state.alike.1);
        state.met.iter().all(|met| *met) && !state.alike.0.iter().any(whole)
    }

    /// The state behind one more character; `None` if the text now contains what it must not.
    fn step(&self, state: &State, character: char) -> Option<State> {
        let mut next = State {
            length: (state.length + 1).min(self.form.settled()),
            begun: BTreeSet::new(),
            met: state.met.clone(),
            alike: (BTreeSet::new(), 0),
        };
        let fresh = (0..self.patterns.len()).map(|pattern| (pattern, 0));
        for (at, matched) in state.begun.iter().copied().chain(fresh) {
            let Some((text, demand)) = self.patterns.get(at) else { continue };
            if text.get(matched) != Some(&character) {
                continue;
            }
            if matched + 1 < text.len() {
                next.begun.insert((at, matched + 1));
                continue;
            }
            let met = next.met.get_mut((*demand)?)?;
            *met = true;
        }
        let length = state.alike.1;
        let alike =
            |at: &usize| self.excluded.get(*at).is_some_and(|text| text.get(length) == Some(&character));
        next.alike.0 = state.alike.0.iter().copied().filter(alike).collect();
        if !next.alike.0.is_empty() {
            next.alike.1 = length + 1;
        }
        Some(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(form: Form, literals: &[Literal<'_>]) -> Option<String> {
        let literals: Vec<&Literal<'_>> = literals.iter().collect();
        text(form, &literals).unwrap_or_else(|Spent| panic!("spent"))
    }

    fn own(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn texts_are_found_where_there_are_any() {
        let (ab, bc, b, all) = (own(&["ab"]), own(&["bc"]), own(&["b"]), own(&[""]));
        let any = Form::Starts("");
        assert_eq!(
            of(any, &[Literal::SomeContains(&ab), Literal::SomeContains(&bc)]).as_deref(),
            Some("abc")
        );
        assert_eq!(of(any, &[Literal::SomeContains(&ab), Literal::NoneContains(&b)]), None);
        assert_eq!(of(any, &[Literal::NoneContains(&all)]), None);
        assert_eq!(
            of(any, &[Literal::SomeContains(&all), Literal::NoneOf(&own(&["a", "b"]))]).as_deref(),
            Some("c")
        );
        let abc = own(&["abc"]);
        let longer =
            of(any, &[Literal::SomeContains(&ab), Literal::SomeContains(&bc), Literal::NoneContains(&abc)]);
        assert_eq!(longer.as_deref(), Some("abbc"));
    }

    #[test]
    fn forms_bind() {
        let (colon, twelve) = (own(&["arn:"]), own(&["1111"]));
        assert_eq!(of(Form::Starts("arn:"), &[Literal::NoneContains(&colon)]), None);
        assert_eq!(of(Form::Starts("arn:"), &[Literal::NoneOf(&own(&["arn:a"]))]).as_deref(), Some("arn:b"));
        let account =
            of(Form::Digits(12), &[Literal::SomeContains(&twelve), Literal::NoneContains(&own(&["0"]))]);
        assert_eq!(account.as_deref(), Some("111111111111"));
        assert_eq!(of(Form::Digits(12), &[Literal::SomeContains(&own(&["x"]))]), None);
        assert_eq!(
            of(
                Form::Digits(1),
                &[Literal::NoneOf(&own(&["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]))]
            ),
            None
        );
        assert_eq!(of(Form::OneOf(&["*"]), &[Literal::NoneOf(&own(&["*"]))]), None);
    }

    #[test]
    fn the_empty_text_is_a_text() {
        let (empty, a) = (own(&[""]), own(&["a"]));
        assert_eq!(of(Form::Any, &[Literal::SomeOf(&empty)]).as_deref(), Some(""));
        assert_eq!(of(Form::Any, &[Literal::NoneContains(&a)]).as_deref(), Some(""));
        assert_eq!(of(Form::Any, &[Literal::NoneOf(&empty)]).map(|text| text.len()), Some(1));
        assert_eq!(of(Form::Any, &[Literal::SomeContains(&a)]).as_deref(), Some("a"));
        assert_eq!(of(Form::Starts(""), &[Literal::SomeOf(&empty)]), None);
        let star = own(&["*"]);
        assert_eq!(of(Form::Wildcard, &[]).as_deref(), Some("*"));
        assert_eq!(of(Form::Wildcard, &[Literal::NoneContains(&star)]).as_deref(), Some("?"));
        assert_eq!(of(Form::Wildcard, &[Literal::SomeContains(&a)]).map(|text| text.len()), Some(2));
    }

    #[test]
    fn it_agrees_with_trying_all() {
        // All texts of two letters and up to five characters, against random literals over them.
        let mut texts = vec![String::new()];
        for _ in 0..5 {
            let longer = texts.iter().flat_map(|text| ["a", "b"].map(|more| format!("{text}{more}")));
            texts = texts.iter().cloned().chain(longer).collect::<BTreeSet<_>>().into_iter().collect();
        }
        let mut seed = 7_u64;
        let mut draw = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(seed >> 33).unwrap_or(0) % below
        };
        let mut found = 0;
        for _ in 0..2_000 {
            let mut list = || {
                let count = 1 + draw(2);
                (0..count).map(|_| texts[1 + draw(14)].clone()).collect::<Vec<String>>()
            };
            let (one, other, out) = (list(), list(), list());
            let literals = [
                Literal::SomeContains(&one),
                if out.len() == 1 { Literal::NoneContains(&other) } else { Literal::SomeContains(&other) },
                Literal::NoneOf(&out),
            ];
            let tried = texts.iter().filter(|text| !text.is_empty()).any(|text| {
                let value = [text.clone()];
                literals.iter().all(|literal| literal.holds(&value))
            });
            let said = of(Form::Starts(""), &literals);
            if let Some(text) = &said {
                let value = [text.clone()];
                assert!(literals.iter().all(|literal| literal.holds(&value)), "{text} {literals:?}");
                found += 1;
            }
            // A longer text, or one with another letter, may be there where these are not, not the other way round.
            assert!(said.is_some() || !tried, "{literals:?}");
        }
        assert!((200..1_900).contains(&found), "{found}");
    }
}
