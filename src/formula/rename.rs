//! A second request in one term.
//!
//! Some claims are about two requests on one resource: two tenants share no object. The second request's attributes
//! get names of their own, all but the resource (or but what stands inside it), and the two terms are put together.

use rustc_hash::FxHashMap;

use super::arena::Arena;
use super::subject::Subject;
use super::term::{Atom, Node, TermId, Test};
use crate::model::world::hidden;
use crate::model::{Key, Piece, Segments, Template, Variable};

/// The name that stands for the second request's caller.
const CALLER: &str = "HORNBEAM:CALLER";
/// The name that stands for the second request's resource, where that is another ARN than the first's.
const RESOURCE: &str = "HORNBEAM:RESOURCE";
/// The name that stands for the second request's action.
const ACTION: &str = "HORNBEAM:ACTION";

/// The second request's attributes.
#[derive(Debug, Default)]
pub struct Second {
    done: FxHashMap<TermId, TermId>,
    /// Whether the second request's resource has a name of its own.
    of_two: bool,
}

impl Second {
    /// The same where the two requests' resources are two ARNs of one object, of which both share what stands inside.
    pub fn of_two_arns() -> Second {
        Second { of_two: true, ..Second::default() }
    }

    /// The key of the second request that has the place of `key` in the first.
    pub fn key(key: &Key) -> Key {
        key.of_second()
    }

    /// The attribute that stands for the second request's caller.
    pub fn caller() -> Key {
        Key::reserved(CALLER).of_second()
    }

    /// The attribute that stands for the second request's action.
    pub fn action() -> Key {
        Key::reserved(ACTION).of_second()
    }

    /// The term, of the second request. Depth as that of the term.
    pub fn term(&mut self, arena: &mut Arena, term: TermId) -> TermId {
        if let Some(&done) = self.done.get(&term) {
            return done;
        }
        let renamed = match arena.node(term).clone() {
            Node::True | Node::False => term,
            Node::Not(inner) => {
                let inner = self.term(arena, inner);
                arena.not(inner)
            }
            Node::And(parts) => {
                let parts: Vec<_> = parts.iter().map(|&part| self.term(arena, part)).collect();
                arena.and(parts)
            }
            Node::Or(parts) => {
                let parts: Vec<_> = parts.iter().map(|&part| self.term(arena, part)).collect();
                arena.or(parts)
            }
            Node::Atom(Atom::Present(key)) => {
                let key = self.renamed(arena, &key);
                arena.present(&key)
            }
            Node::Atom(Atom::Some(key, inner)) => {
                let (key, inner) = (self.renamed(arena, &key), self.term(arena, inner));
                arena.some(&key, |_, _| inner)
            }
            Node::Atom(Atom::Test(subject, test)) => {
                let subject = match subject {
                    Subject::Principal => Subject::Key(Second::caller()),
                    Subject::Action => Subject::Key(Second::action()),
                    Subject::Resource if self.of_two => Subject::Key(Key::reserved(RESOURCE).of_second()),
                    Subject::Resource | Subject::Element => subject,
                    Subject::Key(key) => Subject::Key(self.renamed(arena, &key)),
                };
                let test = self.test(arena, &test);
                arena.test(&subject, test)
            }
        };
        self.done.insert(term, renamed);
        renamed
    }

    /// What stands inside the resource is the resource's, and not a request's.
    fn renamed(&self, arena: &mut Arena, key: &Key) -> Key {
        if *key == Key::reserved(hidden::INSIDE) {
            return key.clone();
        }
        let renamed = Second::key(key);
        arena.declare_like(&renamed, key);
        renamed
    }

    fn test(&self, arena: &mut Arena, test: &Test) -> Test {
        match test {
            Test::Text(template) => Test::Text(self.template(arena, template)),
            Test::TextIgnoreCase(template) => Test::TextIgnoreCase(self.template(arena, template)),
            Test::Segments(segments) => {
                let [a, b, c, d, e, f] = &**segments;
                let renamed: Segments = [a, b, c, d, e, f].map(|segment| self.template(arena, segment));
                Test::Segments(Box::new(renamed))
            }
            Test::Number(..)
            | Test::IsNumber
            | Test::Instant(..)
            | Test::IsInstant
            | Test::Within(_)
            | Test::IsAddress => test.clone(),
        }
    }

    fn template(&self, arena: &mut Arena, template: &Template) -> Template {
        Template::new(template.pieces().iter().map(|piece| match piece {
            Piece::Variable(Variable { key, default }) => {
                Piece::Variable(Variable { key: self.renamed(arena, key), default: default.clone() })
            }
            Piece::Text(_) | Piece::One | Piece::Any => piece.clone(),
        }))
    }
}
