//! Taking a path apart at its slashes.
//!
//! A test such as `home/${aws:userid}/*` asks of a path that its second part is a key's value, wherever the value
//! holds no slash. Said so, it is an equality of two attributes, which engines decide at once; said of the whole path
//! it is an equation of words, which they may not. A path is its first part and, if it has a slash, the rest, which
//! is taken apart in turn. Only where every test of a path can be said so is it taken apart.

use super::arena::Arena;
use super::subject::Subject;
use super::term::{Atom, Node, TermId, Test};
use crate::model::{Key, Piece, Template};

/// The names of the parts, and of what comes after each.
const NAMES: [(&str, &str); 6] = [
    ("HORNBEAM:PART-1", "HORNBEAM:REST-1"),
    ("HORNBEAM:PART-2", "HORNBEAM:REST-2"),
    ("HORNBEAM:PART-3", "HORNBEAM:REST-3"),
    ("HORNBEAM:PART-4", "HORNBEAM:REST-4"),
    ("HORNBEAM:PART-5", "HORNBEAM:REST-5"),
    ("HORNBEAM:PART-6", "HORNBEAM:REST-6"),
];

/// How often a path was cut.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Cuts(usize);

impl Cuts {
    /// The path that the parts make, where `value` gives a part's value, if it has one; `None` if nothing was cut.
    pub fn path(self, value: &dyn Fn(&Key) -> Option<String>) -> Option<String> {
        let mut parts = Vec::new();
        for (at, (part, rest)) in NAMES.iter().take(self.0).enumerate() {
            parts.push(value(&Key::reserved(part)).unwrap_or_default());
            // What comes after is absent where there is no further slash, and itself cut but for the last.
            let rest = value(&Key::reserved(rest));
            match rest {
                None => break,
                Some(rest) if at + 1 == self.0 => parts.push(rest),
                Some(_) => {}
            }
        }
        (self.0 > 0).then(|| parts.join("/"))
    }
}

impl Arena {
    /// The same requests, with the path that `path` holds taken apart as long as a test of it has variables; those that
    /// `plain` says hold no slash. With how often it was cut.
    pub fn split(&mut self, term: TermId, path: &Key, plain: &dyn Fn(&Key) -> bool) -> (TermId, Cuts) {
        let (mut term, mut path, mut cuts) = (term, path.clone(), 0);
        for (part, rest) in NAMES {
            let (part, rest) = (Key::reserved(part), Key::reserved(rest));
            let Some(cut) = self.cut(term, &path, &part, &rest, plain) else { break };
            (term, path, cuts) = (cut, rest, cuts + 1);
        }
        (term, Cuts(cuts))
    }

    fn cut(
        &mut self,
        term: TermId,
        path: &Key,
        part: &Key,
        rest: &Key,
        plain: &dyn Fn(&Key) -> bool,
    ) -> Option<TermId> {
        let tests: Vec<Test> = self
            .atoms(term)
            .into_iter()
            .filter_map(|atom| match atom {
                Atom::Test(Subject::Key(key), test) if key == path => Some(test.clone()),
                Atom::Test(..) | Atom::Present(_) | Atom::Some(..) => None,
            })
            .collect();
        let of_variable = tests.iter().any(|test| test.variables().next().is_some());
        let elsewhere = self.atoms(term).iter().any(|atom| match atom {
            Atom::Test(_, test) => test.variables().any(|key| key == path),
            Atom::Some(key, _) => key == path,
            Atom::Present(_) => false,
        });
        if !of_variable || elsewhere {
            return None;
        }
        let mut said = Vec::with_capacity(tests.len());
        for test in tests {
            let cut = self.said(&test, part, rest, plain)?;
            let is_there = self.present(path);
            let cut = self.and([is_there, cut]);
            said.push((self.test(&Subject::Key(path.clone()), test), cut));
        }
        let is_there = self.present(path);
        let whole = self.replaced(term, &said);
        let (has_part, of_part) = (self.present(part), Subject::Key(part.clone()));
        // What comes after a path's last slash is a path only where there is a slash.
        let has_part = self.implies(is_there, has_part);
        let slash = self.test(&of_part, Test::Text(Template::glob("*/*")));
        let no_slash = self.not(slash);
        Some(self.and([has_part, no_slash, whole]))
    }

    /// The test of the path, said of its parts.
    fn said(&mut self, test: &Test, part: &Key, rest: &Key, plain: &dyn Fn(&Key) -> bool) -> Option<TermId> {
        let Test::Text(template) = test else { return None };
        let (of_part, of_rest) = (Subject::Key(part.clone()), Subject::Key(rest.clone()));
        let has_rest = self.present(rest);
        // A path that is not empty.
        if *template == Template::glob("?*") {
            let some = self.test(&of_part, Test::Text(template.clone()));
            return Some(self.or([some, has_rest]));
        }
        let (mut before, mut after) = (Vec::new(), None::<Vec<Piece>>);
        for piece in template.pieces() {
            if let Some(after) = &mut after {
                after.push(piece.clone());
                continue;
            }
            match piece {
                Piece::Text(text) => match text.split_once('/') {
                    Some((own, other)) => {
                        before.push(Piece::Text(own.to_owned()));
                        after = Some(vec![Piece::Text(other.to_owned())]);
                    }
                    None => before.push(piece.clone()),
                },
                Piece::Variable(variable) if plain(&variable.key) && variable.default.is_none() => {
                    before.push(piece.clone());
                }
                Piece::Variable(_) | Piece::One | Piece::Any => return None,
            }
        }
        let own = self.test(&of_part, Test::Text(Template::new(before)));
        Some(match after {
            Some(after) => {
                let other = self.test(&of_rest, Test::Text(Template::new(after)));
                self.and([has_rest, own, other])
            }
            None => {
                let no_rest = self.not(has_rest);
                self.and([no_rest, own])
            }
        })
    }

    /// The term with some of its atoms replaced. Depth as that of the term.
    fn replaced(&mut self, term: TermId, by: &[(TermId, TermId)]) -> TermId {
        if let Some((_, other)) = by.iter().find(|(atom, _)| *atom == term) {
            return *other;
        }
        match self.node(term).clone() {
            Node::True | Node::False | Node::Atom(_) => term,
            Node::Not(inner) => {
                let inner = self.replaced(inner, by);
                self.not(inner)
            }
            Node::And(parts) => {
                let parts: Vec<_> = parts.iter().map(|&part| self.replaced(part, by)).collect();
                self.and(parts)
            }
            Node::Or(parts) => {
                let parts: Vec<_> = parts.iter().map(|&part| self.replaced(part, by)).collect();
                self.or(parts)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::value_with_ends;
    use crate::model::world::hidden;
    use crate::model::{Caller, Context, Request, Variable};

    /// A request in which the caller's id is this.
    fn by(id: &str) -> Request {
        let mut context = Context::default();
        context.set(Key::new("aws:userid"), vec![id.to_owned()]);
        let (principal, action) = (Caller::new("*"), "s3:GetObject".to_owned());
        Request { principal, action, resource: "*".to_owned(), resource_account: None, context }
    }

    fn template(text: &str) -> Template {
        let pieces = text.split('$').enumerate().flat_map(|(at, text)| {
            let id = Piece::Variable(Variable { key: Key::new("aws:userid"), default: None });
            let own = Template::glob(text).pieces().to_vec();
            (at > 0).then_some(id).into_iter().chain(own)
        });
        Template::new(pieces)
    }

    /// The parts that the path falls into at this many cuts.
    fn parts(path: &str, cuts: Cuts) -> Vec<(&'static str, &str)> {
        let mut ends = Vec::new();
        let mut rest = Some(path);
        for (part, after) in NAMES.iter().take(cuts.0) {
            let Some(own) = rest else { break };
            let (own, other) = own.split_once('/').map_or((own, None), |(own, other)| (own, Some(other)));
            ends.push((*part, own));
            ends.extend(other.map(|other| (*after, other)));
            rest = other;
        }
        ends
    }

    #[test]
    fn a_path_taken_apart_is_in_the_same_tests() {
        let inside = Key::reserved(hidden::INSIDE);
        let is_plain = |key: &Key| key.is("aws:userid");
        let paths = [
            "",
            "a",
            "a/",
            "/",
            "a/b",
            "home/a",
            "home/a/",
            "home/a/b",
            "home//b",
            "home/b/a/c",
            "//",
            "home/ab/c",
        ];
        for patterns in
            [&["home/$/*", "home/b/*"][..], &["$/*"], &["home/$"], &["?*", "a$/b", "a/*"], &["home/$/*/c"]]
        {
            let mut arena = Arena::new();
            let subject = Subject::Key(inside.clone());
            let mut tests: Vec<_> =
                patterns.iter().map(|text| arena.test(&subject, Test::Text(template(text)))).collect();
            if let Some(last) = tests.pop() {
                let last = arena.not(last);
                tests.push(last);
            }
            for term in [arena.or(tests.iter().copied()), arena.and(tests)] {
                let (split, cuts) = arena.split(term, &inside, &is_plain);
                assert!(cuts.0 > 0, "{patterns:?} are not taken apart");
                for path in paths {
                    for id in ["a", "b", "ab"] {
                        let request = by(id);
                        let before = value_with_ends(&arena, term, &request, &[(hidden::INSIDE, path)]);
                        let mut ends = parts(path, cuts);
                        ends.push((hidden::INSIDE, path));
                        let after = value_with_ends(&arena, split, &request, &ends);
                        assert_eq!(before, after, "{patterns:?} on {path:?} by {id:?}");
                        let value = |key: &Key| {
                            let mut ends = ends.iter();
                            ends.find(|(name, _)| key.is(name)).map(|(_, end)| (*end).to_owned())
                        };
                        assert_eq!(cuts.path(&value).as_deref(), Some(path));
                    }
                }
            }
        }
    }

    #[test]
    fn a_path_stays_whole_where_a_wildcard_or_a_value_can_hold_a_slash() {
        let inside = Key::reserved(hidden::INSIDE);
        for (text, plain) in [("*$/x", true), ("$/x", false), ("?$/x", true)] {
            let mut arena = Arena::new();
            let term = arena.test(&Subject::Key(inside.clone()), Test::Text(template(text)));
            assert_eq!(arena.split(term, &inside, &|_| plain), (term, Cuts(0)), "{text}");
        }
    }
}
