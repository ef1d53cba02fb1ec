//! Texts that are tied to one another: are there values for all of them?
//!
//! Equal texts are one unknown. What is left are unknowns that must differ, and texts in templates that hold others.
//! For the former the search below is complete: an unknown that must differ from `n` others needs no more than `n + 1`
//! candidates, as each of the others takes away at most one (the greedy argument of graph colouring).
//! For templates it is not: the values of variables are guessed, first with what the texts around them ask of
//! a variable between fixed parts. Where that fails, each text is looked at once more as if the variables in its templates
//! could be anything: if there are no values even so, there are none.

use std::collections::BTreeMap;

use super::literal::Literal;
use super::meaning::{Meaning, pattern};
use super::members::Facts;
use super::templates::Read;
use super::texts::{Form, TextId, Texts};
use super::whole::FIRST_LETTER;
use crate::automata::{Constraint, Pattern, Symbol};
use crate::decide::meter::Meter;
use crate::model::{Key, Piece, Template, Variable};

/// How many values of a variable are guessed, beyond those that unequal texts need.
const GUESSES: usize = 6;
/// How many unfinished guesses a component may cost.
const MOST_TRIES: usize = 400;

/// One atom with its value.
#[derive(Copy, Clone, Debug)]
pub(super) enum Fact {
    /// Of this text, the atom at this place.
    Text(TextId, usize, bool),
    /// The equality at this place.
    Equality(usize, bool),
    /// The embedding at this place.
    Embedding(usize, bool),
}

/// Whether texts exist that have all facts.
#[derive(Debug)]
pub(super) enum Feasible {
    /// These do.
    Yes(Vec<(TextId, String)>),
    /// None do.
    No,
    /// None were found.
    Unclear,
    /// The budget is spent.
    Spent,
}

/// An unknown: texts that are equal.
#[derive(Default)]
struct Unknown {
    texts: Vec<TextId>,
    differs: Vec<usize>,
    /// Embeddings that this is the text of, and those that it is a variable of.
    holds: Vec<(usize, bool)>,
    inside: Vec<(usize, bool)>,
}

impl Texts {
    /// The literal that the fact is.
    pub(super) fn literal(&self, fact: Fact) -> Option<Literal> {
        let (literal, holds) = match fact {
            Fact::Text(text, at, holds) => {
                (self.get(text)?.atoms.get_index(at).map(|(_, &literal)| literal)?, holds)
            }
            Fact::Equality(at, holds) => (self.equalities.get(at)?.literal, holds),
            Fact::Embedding(at, holds) => (self.embeddings.get(at)?.literal, holds),
        };
        Some(if holds { literal } else { !literal })
    }

    fn meaning(&self, text: TextId, at: usize) -> Option<&Meaning> {
        self.get(text)?.atoms.get_index(at).map(|(meaning, _)| meaning)
    }

    /// Whether there are values for these texts, which exist, with these facts.
    pub(super) fn feasible(&self, texts: &[TextId], facts: &[Fact], meter: &mut Meter) -> Feasible {
        let component = Component::new(self, texts, facts);
        match component.search(meter) {
            Feasible::Unclear => match (Component { relaxed: true, ..component }).search(meter) {
                Feasible::Yes(_) | Feasible::Unclear => Feasible::Unclear,
                surely @ (Feasible::No | Feasible::Spent) => surely,
            },
            found => found,
        }
    }
}

struct Component<'a> {
    all: &'a Texts,
    facts: &'a [Fact],
    unknowns: Vec<Unknown>,
    of_text: BTreeMap<TextId, usize>,
    contradiction: bool,
    /// Whether variables are taken for whatever text, each where it stands.
    relaxed: bool,
}

impl<'a> Component<'a> {
    fn new(all: &'a Texts, texts: &[TextId], facts: &'a [Fact]) -> Component<'a> {
        let mut root: BTreeMap<TextId, TextId> = texts.iter().map(|&text| (text, text)).collect();
        let find = |root: &BTreeMap<TextId, TextId>, mut text: TextId| {
            while let Some(&up) = root.get(&text)
                && up != text
            {
                text = up;
            }
            text
        };
        for fact in facts {
            if let Fact::Equality(at, true) = fact
                && let Some(equality) = all.equalities.get(*at)
            {
                let (one, other) = (find(&root, equality.one), find(&root, equality.other));
                root.insert(one.max(other), one.min(other));
            }
        }
        let mut places: BTreeMap<TextId, usize> = BTreeMap::new();
        let mut unknowns: Vec<Unknown> = Vec::new();
        let mut of_text = BTreeMap::new();
        for &text in texts {
            let root = find(&root, text);
            let at = *places.entry(root).or_insert_with(|| {
                unknowns.push(Unknown::default());
                unknowns.len() - 1
            });
            if let Some(unknown) = unknowns.get_mut(at) {
                unknown.texts.push(text);
            }
            of_text.insert(text, at);
        }
        let mut component = Component { all, facts, unknowns, of_text, contradiction: false, relaxed: false };
        for fact in facts {
            match *fact {
                Fact::Equality(at, false) => component.differ(at),
                Fact::Embedding(at, holds) => component.embed(at, holds),
                Fact::Text(..) | Fact::Equality(_, true) => {}
            }
        }
        component.contradiction |= component.unknowns.iter().any(|unknown| component.is_torn(unknown));
        component
    }

    /// Whether a template that the unknown is in lies inside one that it is not in, as their variables are equal.
    fn is_torn(&self, unknown: &Unknown) -> bool {
        let read = |at: usize| {
            let embedding = self.all.embeddings.get(at)?;
            let letter = |variable: &Variable| {
                let form = embedding.variables.iter().find(|(key, ..)| *key == variable.key);
                let Some((_, Form::Plain(text), _)) = form else { return None };
                char::from_u32(FIRST_LETTER + u32::try_from(*self.of_text.get(text)?).ok()?)
            };
            Read::new(&embedding.template, embedding.ignore_case, &letter)
        };
        let with = |wanted: bool| -> Vec<Read> {
            let chosen = unknown.holds.iter().filter(|(_, holds)| *holds == wanted);
            chosen.filter_map(|&(at, _)| read(at)).collect()
        };
        let inside = with(true);
        !inside.is_empty()
            && with(false).iter().any(|outer| inside.iter().any(|inner| inner.lies_inside(outer)))
    }

    fn differ(&mut self, at: usize) {
        let Some(equality) = self.all.equalities.get(at) else { return };
        let places = (self.of_text.get(&equality.one), self.of_text.get(&equality.other));
        let (Some(&one), Some(&other)) = places else { return };
        self.contradiction |= one == other;
        for (one, other) in [(one, other), (other, one)] {
            if let Some(unknown) = self.unknowns.get_mut(one)
                && !unknown.differs.contains(&other)
            {
                unknown.differs.push(other);
            }
        }
    }

    fn embed(&mut self, at: usize, holds: bool) {
        let Some(embedding) = self.all.embeddings.get(at) else { return };
        if let Some(&place) = self.of_text.get(&embedding.text)
            && let Some(unknown) = self.unknowns.get_mut(place)
        {
            unknown.holds.push((at, holds));
        }
        for (_, form, _) in &embedding.variables {
            for text in form.texts() {
                if let Some(&place) = self.of_text.get(&text)
                    && let Some(unknown) = self.unknowns.get_mut(place)
                    && !unknown.inside.contains(&(at, holds))
                {
                    unknown.inside.push((at, holds));
                }
            }
        }
    }

    /// The unknowns in the order in which they get values: variables before the texts that hold them.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.unknowns.len()).collect();
        order.sort_by_key(|&at| {
            self.unknowns.get(at).map_or((true, 0, at), |unknown| {
                (!unknown.holds.is_empty(), usize::MAX - unknown.inside.len(), at)
            })
        });
        order
    }

    fn search(&self, meter: &mut Meter) -> Feasible {
        if self.contradiction {
            return Feasible::No;
        }
        let order = self.order();
        let mut values: Vec<Option<String>> = vec![None; self.unknowns.len()];
        let mut open: Vec<std::vec::IntoIter<String>> = Vec::new();
        let mut guessed = false;
        let mut tries = 0;
        loop {
            if open.len() == order.len() {
                if self.relaxed || self.holds(&values) {
                    return Feasible::Yes(self.read(&values));
                }
                guessed = true;
            } else if let Some(&at) = order.get(open.len()) {
                let (candidates, complete, spent) = self.candidates(at, &values, meter);
                if spent {
                    return Feasible::Spent;
                }
                guessed |= !complete;
                open.push(candidates.into_iter());
            }
            // The next value of the latest unknown that has one left.
            loop {
                let Some(latest) = open.last_mut() else {
                    return if guessed { Feasible::Unclear } else { Feasible::No };
                };
                let next = latest.next();
                let has_next = next.is_some();
                if let Some(value) = order.get(open.len() - 1).and_then(|&at| values.get_mut(at)) {
                    *value = next;
                }
                if has_next {
                    break;
                }
                open.pop();
            }
            tries += 1;
            if tries > MOST_TRIES * (1 + order.len()) || !meter.spend(1) {
                return Feasible::Unclear;
            }
        }
    }

    /// Values for the unknown, given those before it; whether no other could do better; whether the budget is spent.
    fn candidates(
        &self,
        at: usize,
        values: &[Option<String>],
        meter: &mut Meter,
    ) -> (Vec<String>, bool, bool) {
        let Some(unknown) = self.unknowns.get(at) else { return (Vec::new(), true, false) };
        let mut facts = self.own_facts(unknown);
        let mut concrete: Vec<(Meaning, bool)> = Vec::new();
        let mut later = 0;
        for &other in &unknown.differs {
            match values.get(other).and_then(Option::as_ref) {
                Some(value) => concrete.push((Meaning::In(Pattern::literal(value, false)), false)),
                None => later += 1,
            }
        }
        let mut complete = true;
        for &(embedding, holds) in &unknown.holds {
            if self.relaxed {
                let anything = |template| pattern(template, false, &|_| vec![Symbol::Any]);
                let embedding = self.all.embeddings.get(embedding).filter(|own| holds && !own.ignore_case);
                let pattern = embedding.map(|embedding| anything(&embedding.template));
                concrete.extend(pattern.map(|pattern| (Meaning::In(pattern), true)));
                continue;
            }
            match self.put_in(embedding, values) {
                Some(pattern) => concrete.push((Meaning::In(pattern), holds)),
                None => complete = false,
            }
        }
        facts.meanings.extend(concrete.iter().map(|(meaning, holds)| (meaning, *holds)));
        let pulled = self.pulled(unknown);
        facts.parts = pulled
            .iter()
            .map(|(pattern, before, after, wanted)| Constraint { pattern, before, after, wanted: *wanted })
            .collect();
        // A variable has more than one value to offer, and which of them suits the rest is guessed. None at all
        // is none at all: what a fixed template asks of its variable holds of every value.
        let is_variable = !unknown.inside.is_empty() && !self.relaxed;
        let wanted = 1 + later + if is_variable { GUESSES } else { 0 };
        let members = facts.members(wanted, meter);
        if members.spent {
            return (Vec::new(), false, true);
        }
        let all = members.complete && (!is_variable || members.texts.len() < wanted);
        if all || !is_variable {
            return (members.texts, complete && all, false);
        }
        match self.extracted(unknown, meter) {
            None => (members.texts, false, false),
            Some((texts, all)) => {
                let mut texts: Vec<String> = texts.into_iter().filter(|text| facts.admits(text)).collect();
                if !all {
                    texts.extend(members.texts);
                }
                (texts, complete && all, false)
            }
        }
    }

    /// What the texts around this unknown ask of it: it is the only variable, between two fixed parts.
    fn pulled(&self, unknown: &Unknown) -> Vec<(Pattern, String, String, bool)> {
        let mut pulled = Vec::new();
        for &(at, holds) in &unknown.inside {
            let Some(embedding) = self.all.embeddings.get(at) else { continue };
            if !holds || embedding.ignore_case {
                continue;
            }
            let [(_, Form::Plain(_), _)] = embedding.variables.as_slice() else { continue };
            let (before, after) = match embedding.template.pieces() {
                [Piece::Text(before), Piece::Variable(_)] => (before.as_str(), ""),
                [Piece::Variable(_), Piece::Text(after)] => ("", after.as_str()),
                [Piece::Text(before), Piece::Variable(_), Piece::Text(after)] => {
                    (before.as_str(), after.as_str())
                }
                _ => continue,
            };
            let Some(whole) = self.of_text.get(&embedding.text).and_then(|&at| self.unknowns.get(at)) else {
                continue;
            };
            for &fact in self.facts {
                if let Fact::Text(text, atom, holds) = fact
                    && whole.texts.contains(&text)
                    && let Some(Meaning::In(pattern)) = self.all.meaning(text, atom)
                {
                    pulled.push((pattern.clone(), before.to_owned(), after.to_owned(), holds));
                }
            }
            for &text in &whole.texts {
                if let Some(letter) = self.all.get(text).and_then(|text| text.without) {
                    let holding = [Symbol::Any, Symbol::Char(letter), Symbol::Any];
                    pulled.push((Pattern::new(holding, false), before.to_owned(), after.to_owned(), false));
                }
            }
        }
        pulled
    }

    /// Values that a text around this unknown shows in the unknown's place: all there are if the text is known, else
    /// those of its plainest members. `None` if no text has this unknown inside, but for those that [`Self::pulled`] serves.
    fn extracted(&self, unknown: &Unknown, meter: &mut Meter) -> Option<(Vec<String>, bool)> {
        let mut guesses: Option<Vec<String>> = None;
        for &(at, holds) in &unknown.inside {
            let Some(embedding) = self.all.embeddings.get(at) else { continue };
            let is_pulled = !embedding.ignore_case
                && !embedding.template.has_wildcard()
                && embedding.variables.len() == 1;
            if !holds || is_pulled {
                continue;
            }
            let whole = self.of_text.get(&embedding.text).and_then(|&at| self.unknowns.get(at));
            let Some(whole) = whole else { continue };
            let around = self.own_facts(whole);
            let known = around.only_text().is_some();
            let members = around.members(if known { 1 } else { GUESSES }, meter);
            let mut texts = Vec::new();
            for (place, piece) in embedding.template.pieces().iter().enumerate() {
                let Piece::Variable(variable) = piece else { continue };
                let is_this = embedding.variables.iter().any(|(key, form, _)| {
                    *key == variable.key && matches!(form, Form::Plain(text) if unknown.texts.contains(text))
                });
                if is_this {
                    let side = |pieces: &[Piece]| {
                        pattern(&Template::new(pieces.iter().cloned()), embedding.ignore_case, &|_| {
                            vec![Symbol::Any]
                        })
                    };
                    let (before, after) = embedding.template.pieces().split_at(place);
                    let (before, after) = (side(before), side(after.get(1..).unwrap_or(&[])));
                    for text in &members.texts {
                        texts.extend(middles(text, &before, &after));
                    }
                    break;
                }
            }
            texts.sort_by(|one, other| one.len().cmp(&other.len()).then_with(|| one.cmp(other)));
            texts.dedup();
            // Of a variable that is taken apart, an unknown may be one segment, which stands nowhere by itself.
            let is_whole = embedding.variables.iter().all(|(_, form, _)| matches!(form, Form::Plain(_)));
            // Where letter case does not count, a value can be spelt otherwise than the text shows it.
            if known && !embedding.ignore_case && (is_whole || !texts.is_empty()) {
                return Some((texts, true));
            }
            guesses.get_or_insert_default().extend(texts);
        }
        guesses.map(|texts| (texts, false))
    }

    /// What is asked of the unknown by itself.
    fn own_facts(&self, unknown: &Unknown) -> Facts<'_> {
        let mut facts = Facts { meanings: Vec::new(), parts: Vec::new(), without: None };
        for &fact in self.facts {
            if let Fact::Text(text, atom, holds) = fact
                && unknown.texts.contains(&text)
                && let Some(meaning) = self.all.meaning(text, atom)
            {
                facts.meanings.push((meaning, holds));
            }
        }
        for &text in &unknown.texts {
            facts.without = facts.without.or(self.all.get(text).and_then(|text| text.without));
        }
        facts
    }

    /// The embedding's template with the values of its variables put in; `None` if one has none yet.
    fn put_in(&self, at: usize, values: &[Option<String>]) -> Option<Pattern> {
        let embedding = self.all.embeddings.get(at)?;
        let mut known: Vec<(&Key, String)> = Vec::new();
        for (key, form, _) in &embedding.variables {
            known.push((key, self.value(form, values)?));
        }
        let pattern = pattern(&embedding.template, embedding.ignore_case, &|variable| {
            let value = known.iter().find(|(key, _)| **key == variable.key);
            value.map_or_else(Vec::new, |(_, value)| value.chars().map(Symbol::Char).collect())
        });
        Some(pattern)
    }

    /// The whole text of a form. Of a text that is taken apart, only those unknowns exist that are in the component:
    /// the segments or the short text.
    fn value(&self, form: &Form, values: &[Option<String>]) -> Option<String> {
        let of = |text: TextId| values.get(*self.of_text.get(&text)?).cloned().flatten();
        match form {
            Form::Plain(text) => of(*text),
            Form::Segmented { segments, short, .. } => {
                if self.of_text.contains_key(short) {
                    return of(*short);
                }
                let segments: Option<Vec<String>> = segments.iter().map(|&segment| of(segment)).collect();
                segments.map(|segments| segments.join(":"))
            }
        }
    }

    /// Whether every embedding comes out as its fact says: those whose text had its value first may not.
    fn holds(&self, values: &[Option<String>]) -> bool {
        self.facts.iter().all(|&fact| match fact {
            Fact::Text(..) | Fact::Equality(..) => true,
            Fact::Embedding(at, holds) => {
                let text =
                    self.all.embeddings.get(at).and_then(|embedding| self.of_text.get(&embedding.text));
                let text = text.and_then(|&place| values.get(place)).and_then(Option::as_ref);
                match (text, self.put_in(at, values)) {
                    (Some(text), Some(pattern)) => pattern.contains(text) == holds,
                    (Some(_) | None, _) => false,
                }
            }
        })
    }

    fn read(&self, values: &[Option<String>]) -> Vec<(TextId, String)> {
        let value = |place: usize| values.get(place).cloned().flatten().unwrap_or_default();
        self.of_text.iter().map(|(&text, &place)| (text, value(place))).collect()
    }
}

/// The middles of the text with a start in `before` and an end in `after`.
fn middles(text: &str, before: &Pattern, after: &Pattern) -> Vec<String> {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let starts = places.iter().filter(|&&at| text.get(..at).is_some_and(|start| before.contains(start)));
    let ends: Vec<usize> =
        places.iter().copied().filter(|&at| text.get(at..).is_some_and(|end| after.contains(end))).collect();
    let mut middles = Vec::new();
    for &start in starts {
        for &end in ends.iter().filter(|&&end| end >= start) {
            middles.extend(text.get(start..end).map(str::to_owned));
        }
    }
    middles
}
