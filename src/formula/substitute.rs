//! Putting in what is known of attributes.
//!
//! A world settles much of a request: who asks, which keys follow from that, whose the resource is. Put into a term,
//! most of its tests become constants, and what is left speaks of what is really open. Exact: a request that agrees
//! with the facts is in the term iff it is in what comes out, together with [`Substitution::constraints`].
//!
//! An attribute with an open end (`…:assumed-role/app/` and then the session's name) becomes its end: a test on the
//! whole text becomes one on the rest, by Brzozowski's derivative of a pattern by a text (a union of patterns).
//! Where a variable stands in the way, the test stays and the attribute is tied to its end by a constraint.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::arena::Arena;
use super::subject::Subject;
use super::term::{Atom, Node, TermId, Test};
use super::value::passes;
use crate::model::world::{Facts, Known, Spelling, hidden};
use crate::model::{Arity, Context, Key, Piece, Template, Variable, segments_of};

/// What is put in, and what came of it so far.
pub struct Substitution<'f> {
    principal: Option<&'f Spelling>,
    resource: Option<&'f Spelling>,
    facts: Option<&'f Facts>,
    /// Whether keys that every request of the facts has are put in as there.
    puts_in_present: bool,
    /// Terms already gone through, by themselves and for a value of the enclosing `Some`.
    done: FxHashMap<TermId, TermId>,
    /// Attributes that tests still look at although something is known of them.
    tied: BTreeSet<Subject>,
    /// Reserved keys that hold the open ends met.
    tails: BTreeSet<&'static str>,
}

/// The place of the account in an ARN.
const ACCOUNT: usize = 4;

/// What is known of the text that a test looks at.
enum Text<'f> {
    Open,
    Nothing,
    Exact(&'f str),
    /// It is this, if it is there at all.
    Perhaps(&'f str, &'f Key),
    Prefixed(&'f str, &'static str),
}

impl<'f> Substitution<'f> {
    /// Puts in what is known of caller and keys, and how the resource is spelt.
    pub fn new(facts: &'f Facts, resource: Option<&'f Spelling>) -> Substitution<'f> {
        Substitution { facts: Some(facts), ..Substitution::texts(facts.principal.as_ref(), resource) }
    }

    /// The same for a request that is held against another, whose keys it shares: those that every request of the facts has
    /// it has, whether or not the other does.
    pub fn beside(facts: &'f Facts, resource: Option<&'f Spelling>) -> Substitution<'f> {
        Substitution { puts_in_present: true, ..Substitution::new(facts, resource) }
    }

    /// Puts in how caller and resource are spelt, and nothing more.
    pub fn texts(principal: Option<&'f Spelling>, resource: Option<&'f Spelling>) -> Substitution<'f> {
        let (done, tied, tails) = (FxHashMap::default(), BTreeSet::new(), BTreeSet::new());
        Substitution { principal, resource, facts: None, puts_in_present: false, done, tied, tails }
    }

    /// The atoms of the terms that facts of a world may settle, or tie down: all that look at something besides the
    /// action, each once, in a fixed order. What comes out of the terms is a function of what comes out of these.
    pub fn may_settle(arena: &Arena, terms: &[TermId]) -> Vec<TermId> {
        let settled = |atom: &Atom| match atom {
            Atom::Test(Subject::Action, test) => test.variables().next().is_none(),
            Atom::Test(..) | Atom::Present(_) | Atom::Some(..) => false,
        };
        let atoms = arena.outer_atoms(terms).into_iter();
        atoms.filter(|(_, atom)| !settled(atom)).map(|(term, _)| term).collect()
    }

    /// The term with what is known put in.
    pub fn term(&mut self, arena: &mut Arena, term: TermId) -> TermId {
        self.inside(arena, term, None)
    }

    /// What every request that agrees with the facts satisfies, as far as the terms so far still look at it: all of
    /// them, as a later one may hold parts of an earlier one that are not gone through again.
    pub fn constraints(&mut self, arena: &mut Arena) -> TermId {
        let mut terms = Vec::new();
        for subject in self.tied.clone() {
            terms.push(self.tie(arena, &subject));
        }
        for &name in &self.tails {
            let tail = Key::reserved(name);
            terms.push(arena.present(&tail));
            let tail = Subject::Key(tail);
            terms.push(arena.test(&tail, Test::Text(Template::glob("?*"))));
            // `RoleSessionName` is made of word characters and `+=,.@-`, two at least (STS API reference, `AssumeRole`).
            if name == hidden::SESSION {
                terms.push(arena.test(&tail, Test::Text(Template::glob("??*"))));
                for no in ["*/*", "*:*", "* *"] {
                    let other = arena.test(&tail, Test::Text(Template::glob(no)));
                    terms.push(arena.not(other));
                }
            }
        }
        arena.and(terms)
    }

    fn known(&self, key: &Key) -> Option<&'f Known> {
        self.facts.and_then(|facts| facts.known(key))
    }

    /// Whether the key is put in as there, with whatever value.
    fn is_there(&self, key: &Key) -> bool {
        self.puts_in_present && self.facts.is_some_and(|facts| facts.present.contains(key))
    }

    /// Recursion goes as deep as the term: a policy's terms are a handful of levels, whatever its size.
    fn inside(&mut self, arena: &mut Arena, term: TermId, element: Option<&str>) -> TermId {
        if element.is_none()
            && let Some(&done) = self.done.get(&term)
        {
            return done;
        }
        let put_in = match arena.node(term) {
            Node::True | Node::False => term,
            &Node::Not(inner) => {
                let inner = self.inside(arena, inner, element);
                arena.not(inner)
            }
            Node::And(parts) => {
                let parts = parts.clone();
                let mut put_in = Vec::with_capacity(parts.len());
                for &part in &parts {
                    match self.inside(arena, part, element) {
                        Arena::FALSE => {
                            put_in = vec![Arena::FALSE];
                            break;
                        }
                        part => put_in.push(part),
                    }
                }
                arena.and(put_in)
            }
            Node::Or(parts) => {
                let parts = parts.clone();
                let mut put_in = Vec::with_capacity(parts.len());
                for &part in &parts {
                    match self.inside(arena, part, element) {
                        Arena::TRUE => {
                            put_in = vec![Arena::TRUE];
                            break;
                        }
                        part => put_in.push(part),
                    }
                }
                arena.or(put_in)
            }
            Node::Atom(Atom::Test(subject, test)) if self.is_open(subject, test, element) => term,
            Node::Atom(atom) => {
                let atom = atom.clone();
                self.atom(arena, term, &atom, element)
            }
        };
        if element.is_none() {
            self.done.insert(term, put_in);
        }
        put_in
    }

    fn atom(&mut self, arena: &mut Arena, term: TermId, atom: &Atom, element: Option<&str>) -> TermId {
        match atom {
            Atom::Present(key) if self.is_there(key) => Arena::TRUE,
            Atom::Present(key) => match self.known(key) {
                None | Some(Known::Perhaps(_)) => term,
                Some(Known::Absent) => Arena::FALSE,
                Some(Known::Values(values)) => arena.constant(!values.is_empty()),
                Some(Known::Spelt(_)) => Arena::TRUE,
            },
            Atom::Some(key, inner) => {
                let known = self.known(key);
                if known == Some(&Known::Absent) {
                    return Arena::FALSE;
                }
                // What the test says of other keys is put in first: then its value may be all that it looks at.
                let inner = match known {
                    Some(_) if !has_variables(arena, *inner) => *inner,
                    Some(_) | None => self.inside(arena, *inner, None),
                };
                match known {
                    Some(Known::Values(values)) if !has_variables(arena, inner) => {
                        self.some_of(arena, inner, values)
                    }
                    Some(Known::Perhaps(values)) if !has_variables(arena, inner) => {
                        let (present, some) = (arena.present(key), self.some_of(arena, inner, values));
                        arena.and([present, some])
                    }
                    known => {
                        if known.is_some() {
                            self.tied.insert(Subject::Key(key.clone()));
                        }
                        arena.some(key, |_, _| inner)
                    }
                }
            }
            Atom::Test(subject, test) => self.test(arena, subject, test, element),
        }
    }

    /// Whether nothing is known of what the test looks at.
    fn is_open(&self, subject: &Subject, test: &Test, element: Option<&str>) -> bool {
        let of_subject = || match subject {
            Subject::Element => element.is_none(),
            Subject::Principal | Subject::Action | Subject::Resource | Subject::Key(_) => {
                matches!(self.text(subject), Text::Open)
            }
        };
        test.variables().next().is_none() && of_subject()
    }

    /// The requests in which one of these values is in the term.
    fn some_of(&mut self, arena: &mut Arena, term: TermId, values: &[String]) -> TermId {
        let each: Vec<_> = values.iter().map(|value| self.inside(arena, term, Some(value))).collect();
        arena.or(each)
    }

    fn test(&mut self, arena: &mut Arena, subject: &Subject, test: &Test, element: Option<&str>) -> TermId {
        let Some(test) = self.with_variables(test) else { return Arena::FALSE };
        if let Some(known) = self.with_account(arena, subject, &test) {
            return known;
        }
        let text = match (subject, element) {
            (Subject::Element, Some(value)) => Text::Exact(value),
            (Subject::Element, None) => Text::Open,
            _ => self.text(subject),
        };
        let constant = test.variables().next().is_none();
        let passes = |text: &str| constant.then(|| passes(&test, text, &Context::default()));
        match text {
            Text::Open => return arena.test(subject, test),
            Text::Nothing => return Arena::FALSE,
            Text::Exact(text) => {
                if let Some(passes) = passes(text) {
                    return arena.constant(passes);
                }
            }
            Text::Perhaps(text, key) => match passes(text) {
                Some(true) => return arena.present(key),
                Some(false) => return Arena::FALSE,
                None => {}
            },
            Text::Prefixed(prefix, tail) => {
                if let Some(rests) = rests(&test, prefix) {
                    let tail_key = Subject::Key(Key::reserved(tail));
                    let each: Vec<_> = rests.into_iter().map(|rest| arena.test(&tail_key, rest)).collect();
                    self.tails.insert(tail);
                    return arena.or(each);
                }
            }
        }
        self.tied.insert(subject.clone());
        arena.test(subject, test)
    }

    /// What is known of the subject's text.
    fn text(&self, subject: &'_ Subject) -> Text<'f> {
        let spelt = |spelling: Option<&'f Spelling>| match spelling {
            None => Text::Open,
            Some(Spelling::Exact(text)) => Text::Exact(text),
            Some(Spelling::Prefixed { prefix, tail }) => Text::Prefixed(prefix, tail),
        };
        match subject {
            Subject::Principal => spelt(self.principal),
            Subject::Resource => spelt(self.resource),
            Subject::Action | Subject::Element => Text::Open,
            Subject::Key(key) => match self.facts.and_then(|facts| facts.known_entry(key)) {
                None => Text::Open,
                Some((_, Known::Absent)) => Text::Nothing,
                Some((_, Known::Values(values))) => {
                    values.first().map_or(Text::Nothing, |text| Text::Exact(text))
                }
                Some((Some(key), Known::Perhaps(values))) => {
                    values.first().map_or(Text::Nothing, |text| Text::Perhaps(text, key))
                }
                Some((None, Known::Perhaps(_))) => Text::Open,
                Some((_, Known::Spelt(spelling))) => spelt(Some(spelling)),
            },
        }
    }

    /// A test for the caller's account to be the value of a key, where callers are of one account: the key has that value.
    fn with_account(&mut self, arena: &mut Arena, subject: &Subject, test: &Test) -> Option<TermId> {
        let (Subject::Principal, Test::Segments(segments), None) = (subject, test, self.principal) else {
            return None;
        };
        let Variable { key, default: None } = segments.get(ACCOUNT)?.as_variable()? else { return None };
        let Some(Known::Values(own)) = self.known(&Key::reserved(hidden::CALLER_ACCOUNT)) else {
            return None;
        };
        let own = Template::literal(own.first()?);
        let mut of_account = segments.clone();
        *of_account.get_mut(ACCOUNT)? = own.clone();
        let of_account = arena.test(subject, Test::Segments(of_account));
        let is_own = arena.some(key, |arena, subject| arena.test(subject, Test::Text(own)));
        Some(arena.and([of_account, is_own]))
    }

    /// The test with the variables replaced whose values are known; `None` if one of them has no value.
    fn with_variables(&mut self, test: &Test) -> Option<Test> {
        if test.variables().next().is_none() {
            return Some(test.clone());
        }
        Some(match test {
            Test::Text(template) => Test::Text(self.template(template)?),
            Test::TextIgnoreCase(template) => Test::TextIgnoreCase(self.template(template)?),
            Test::Segments(segments) => {
                let mut put_in = Vec::with_capacity(segments.len());
                for segment in segments.iter() {
                    put_in.push(self.template(segment)?);
                }
                Test::Segments(Box::new(put_in.try_into().ok()?))
            }
            Test::Number(..)
            | Test::IsNumber
            | Test::Instant(..)
            | Test::IsInstant
            | Test::Within(_)
            | Test::IsAddress => test.clone(),
        })
    }

    fn template(&mut self, template: &Template) -> Option<Template> {
        let mut pieces = Vec::with_capacity(template.pieces().len());
        for piece in template.pieces() {
            let Piece::Variable(Variable { key, default }) = piece else {
                pieces.push(piece.clone());
                continue;
            };
            let by_default = || default.clone().map(Piece::Text);
            if key.arity() == Arity::Multi {
                pieces.push(by_default()?);
                continue;
            }
            match self.known(key) {
                None => pieces.push(piece.clone()),
                Some(Known::Absent) => pieces.push(by_default()?),
                Some(Known::Values(values)) => pieces.push(match values.as_slice() {
                    [value] => Piece::Text(value.clone()),
                    _ => by_default()?,
                }),
                Some(Known::Spelt(Spelling::Exact(value))) => pieces.push(Piece::Text(value.clone())),
                Some(Known::Spelt(Spelling::Prefixed { prefix, tail })) => {
                    self.tails.insert(tail);
                    pieces.push(Piece::Text(prefix.clone()));
                    pieces.push(Piece::Variable(Variable { key: Key::reserved(tail), default: None }));
                }
                Some(Known::Perhaps(_)) => {
                    self.tied.insert(Subject::Key(key.clone()));
                    pieces.push(piece.clone());
                }
            }
        }
        Some(Template::new(pieces))
    }

    /// That the key with several values has those that it is known to have.
    fn tie_values(&mut self, arena: &mut Arena, key: &Key) -> TermId {
        let values = match self.known(key) {
            None | Some(Known::Absent | Known::Spelt(Spelling::Prefixed { .. })) => return Arena::TRUE,
            Some(Known::Values(values) | Known::Perhaps(values)) => values.as_slice(),
            Some(Known::Spelt(Spelling::Exact(value))) => std::slice::from_ref(value),
        };
        let is = |value: &String| Test::Text(Template::literal(value));
        let mut terms = vec![arena.every(key, |arena, element| {
            let each: Vec<_> = values.iter().map(|value| arena.test(element, is(value))).collect();
            arena.or(each)
        })];
        for value in values {
            terms.push(arena.some(key, |arena, element| arena.test(element, is(value))));
        }
        let same = arena.and(terms);
        match self.known(key) {
            Some(Known::Perhaps(_)) => {
                let present = arena.present(key);
                arena.implies(present, same)
            }
            _ => same,
        }
    }

    /// That the attribute is what it is known to be.
    fn tie(&mut self, arena: &mut Arena, subject: &Subject) -> TermId {
        let literal = |text: &str| Test::Text(Template::literal(text));
        if let Subject::Key(key) = subject
            && arena.arity(key) == Arity::Multi
        {
            return self.tie_values(arena, key);
        }
        match self.text(subject) {
            Text::Open | Text::Nothing => Arena::TRUE,
            Text::Exact(text) => arena.test(subject, literal(text)),
            Text::Perhaps(text, key) => {
                let (present, same) = (arena.present(key), arena.test(subject, literal(text)));
                arena.implies(present, same)
            }
            Text::Prefixed(prefix, tail) => {
                self.tails.insert(tail);
                let tail = Piece::Variable(Variable { key: Key::reserved(tail), default: None });
                let whole = Template::new([Piece::Text(prefix.to_owned()), tail]);
                arena.test(subject, Test::Text(whole))
            }
        }
    }
}

/// Whether a test of the term has variables.
fn has_variables(arena: &Arena, term: TermId) -> bool {
    arena.atoms(term).iter().any(|atom| match atom {
        Atom::Test(_, test) => test.variables().next().is_some(),
        Atom::Present(_) | Atom::Some(..) => false,
    })
}

/// The tests of which what comes after `prefix` passes one iff the whole text passes `test`; `None` where this cannot
/// be said so.
fn rests(test: &Test, prefix: &str) -> Option<Vec<Test>> {
    match test {
        Test::Text(template) => {
            Some(derivative(template, prefix, false)?.into_iter().map(Test::Text).collect())
        }
        Test::TextIgnoreCase(template) => {
            Some(derivative(template, prefix, true)?.into_iter().map(Test::TextIgnoreCase).collect())
        }
        Test::Segments(segments) => {
            let parts = segments_of(prefix)?;
            let [arn, partition, service, region, account, resource] = &**segments;
            let [before @ .., last] = parts;
            for (template, part) in [arn, partition, service, region, account].into_iter().zip(before) {
                if template.variables().next().is_some() {
                    return None;
                }
                if !passes(&Test::Text(template.clone()), part, &Context::default()) {
                    return Some(Vec::new());
                }
            }
            Some(derivative(resource, last, false)?.into_iter().map(Test::Text).collect())
        }
        Test::Number(..)
        | Test::IsNumber
        | Test::Instant(..)
        | Test::IsInstant
        | Test::Within(_)
        | Test::IsAddress => None,
    }
}

/// The templates whose texts are the rests, after `prefix`, of the template's texts that begin with it; `None` if
/// a variable stands where the prefix ends or before.
fn derivative(template: &Template, prefix: &str, ignore_case: bool) -> Option<Vec<Template>> {
    // A place is a piece and how many characters of it are used up.
    let pieces = template.pieces();
    let mut places = BTreeSet::new();
    add(pieces, (0, 0), &mut places);
    for c in prefix.chars() {
        let mut next = BTreeSet::new();
        for &(piece, used) in &places {
            match pieces.get(piece) {
                None => {}
                Some(Piece::Any) => add(pieces, (piece, 0), &mut next),
                Some(Piece::One) => add(pieces, (piece + 1, 0), &mut next),
                Some(Piece::Variable(_)) => return None,
                Some(Piece::Text(text)) => {
                    let same = |own: char| own == c || (ignore_case && own.eq_ignore_ascii_case(&c));
                    if let Some(own) = text.get(used..).and_then(|rest| rest.chars().next())
                        && same(own)
                    {
                        let used = used + own.len_utf8();
                        let done = used == text.len();
                        add(pieces, if done { (piece + 1, 0) } else { (piece, used) }, &mut next);
                    }
                }
            }
        }
        places = next;
    }
    let rest = |&(piece, used): &(usize, usize)| {
        let first = pieces.get(piece).map(|first| match first {
            Piece::Text(text) => Piece::Text(text.get(used..).unwrap_or_default().to_owned()),
            Piece::One | Piece::Any | Piece::Variable(_) => first.clone(),
        });
        Template::new(first.into_iter().chain(pieces.iter().skip(piece + 1).cloned()))
    };
    // What an unused `*` can be followed by is in what the `*` begins.
    let after_any = |&(piece, used): &(usize, usize)| {
        used == 0
            && piece > 0
            && matches!(pieces.get(piece - 1), Some(Piece::Any))
            && places.contains(&(piece - 1, 0))
    };
    Some(places.iter().filter(|place| !after_any(place)).map(rest).collect())
}

/// Adds a place and those that can be reached from it without a character.
fn add(pieces: &[Piece], place: (usize, usize), places: &mut BTreeSet<(usize, usize)>) {
    let mut at = place;
    while places.insert(at) && matches!(pieces.get(at.0), Some(Piece::Any)) {
        at = (at.0 + 1, 0);
    }
}
