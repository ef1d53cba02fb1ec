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
            said.push((self.test(&Subject::Key(path.clone()), test), cut));
        }
        let present = self.present(path);
        let whole = self.replaced(term, &said);
        let (has_part, of_part) = (self.present(part), Subject::Key(part.clone()));
        let slash = self.test(&of_part, Test::Text(Template::glob("*/*")));
        let no_slash = self.not(slash);
        let tied = self.and([has_part, no_slash, whole]);
        // The path itself is there wherever it is asked for.
        Some(self.replaced(tied, &[(present, Arena::TRUE)]))
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
