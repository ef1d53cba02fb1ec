//! Which texts are taken apart into the six segments of an ARN.
//!
//! Solvers are quick with equations and slow with long regular expressions, and an ARN pattern is a
//! conjunction of tests on short texts. So a text that is tested by segment somewhere gets a constant for each
//! segment and a `Bool` that it has six; the whole text is only made of them where a test needs it whole.

use std::collections::BTreeSet;

use crate::formula::{Arena, Atom, Subject, TermId, Test};
use crate::model::{Key, Piece, SEGMENTS, Segments, Template, pad};

/// What is known of each text: by its [`class`].
#[derive(Default)]
pub(super) struct Shapes {
    segmented: BTreeSet<String>,
    /// Those that some test needs whole: a regular expression is then better than putting segments together.
    whole: BTreeSet<String>,
    /// Those with a segment that is tied to another text, which no regular expression can say.
    tied: BTreeSet<String>,
}

impl Shapes {
    /// Looks at every test below `term`.
    pub(super) fn new(arena: &Arena, term: TermId) -> Shapes {
        let mut shapes = Shapes::default();
        shapes.visit(arena, term, None);
        shapes
    }

    fn visit(&mut self, arena: &Arena, term: TermId, set: Option<&Key>) {
        for atom in arena.atoms(term) {
            match atom {
                Atom::Present(_) => {}
                Atom::Some(key, inner) => self.visit(arena, *inner, Some(key)),
                // Elements are visited from the set they are in.
                Atom::Test(Subject::Element, _) if set.is_none() => {}
                Atom::Test(subject, test) => {
                    let class = class(subject, set);
                    match test {
                        Test::Segments(segments) => {
                            if segments.iter().any(|segment| segment.variables().next().is_some()) {
                                self.tied.insert(class.clone());
                            }
                            self.segmented.insert(class);
                        }
                        Test::Text(template) if Form::of(template) == Form::General => {
                            self.whole.insert(class);
                        }
                        Test::TextIgnoreCase(_) => {
                            self.whole.insert(class);
                        }
                        Test::Text(_)
                        | Test::Number(..)
                        | Test::IsNumber
                        | Test::Instant(..)
                        | Test::IsInstant
                        | Test::Within(_)
                        | Test::IsAddress => {}
                    }
                }
            }
        }
    }

    /// Whether the text has constants for its segments.
    pub(super) fn is_segmented(&self, class: &str) -> bool {
        self.segmented.contains(class) && (self.tied.contains(class) || !self.whole.contains(class))
    }
}

/// The name that all candidate elements of a set share with their key, and every other subject has for itself.
pub(super) fn class(subject: &Subject, set: Option<&Key>) -> String {
    match (subject, set) {
        (Subject::Principal, _) => "principal".to_owned(),
        (Subject::Action, _) => "action".to_owned(),
        (Subject::Resource, _) => "resource".to_owned(),
        (Subject::Key(key), _) | (Subject::Element, Some(key)) => key.folded().to_owned(),
        (Subject::Element, None) => "element".to_owned(),
    }
}

/// What a template over a whole text says of its segments.
#[derive(PartialEq, Eq)]
pub(super) enum Form {
    /// Its texts have six segments, each in its template.
    Arn(Box<Segments>),
    /// Its texts have fewer than six.
    NoArn,
    /// It ends in its only wildcard, a `*` before the sixth segment: its texts that have six are these.
    Prefix(Box<Segments>),
    /// Neither is clear from its spelling.
    General,
}

impl Form {
    /// The form of a template.
    pub(super) fn of(template: &Template) -> Form {
        let parts = template.split_colons(SEGMENTS);
        let opaque = |part: &Template| part.pieces().iter().any(|piece| !matches!(piece, Piece::Text(_)));
        match <Segments>::try_from(parts) {
            Ok(segments) if segments.iter().take(SEGMENTS - 1).any(opaque) => Form::General,
            Ok(segments) => Form::Arn(Box::new(segments)),
            Err(parts) => match parts.split_last() {
                Some((last, before)) if !before.iter().any(opaque) => match last.pieces() {
                    [Piece::Any] | [Piece::Text(_), Piece::Any] => Form::Prefix(Box::new(pad(parts))),
                    [] | [Piece::Text(_)] => Form::NoArn,
                    _ => Form::General,
                },
                Some(_) | None => Form::General,
            },
        }
    }
}
