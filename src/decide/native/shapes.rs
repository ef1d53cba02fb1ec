//! Whose text an unknown is, and which texts are taken apart into the six segments of an ARN.

use std::collections::{BTreeMap, BTreeSet};

use crate::formula::{Arena, Atom, Subject, TermId, Test};
use crate::model::Key;

/// An attribute, or a possible element of a multi-valued key.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Holder {
    Principal,
    Action,
    Resource,
    Key(Key),
    Element(Key, usize),
}

/// The attributes whose texts are unknown by segment: those that are tested by segment, and those that have to be equal
/// to one of them.
pub(super) struct Shapes {
    segmented: BTreeSet<Class>,
}

/// What a text is for its shape: the elements of a set are alike.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Principal,
    Action,
    Resource,
    Key(Key),
}

impl Shapes {
    pub(super) fn new(arena: &Arena, term: TermId) -> Shapes {
        let mut segmented = BTreeSet::new();
        let mut ties: BTreeMap<Class, Vec<Class>> = BTreeMap::new();
        // A term inside `Some` is met inside the set that it stands in, and once more in the walk over all atoms,
        // where its elements belong to no set and say nothing.
        let mut open: Vec<(TermId, Option<&Key>)> = vec![(term, None)];
        while let Some((term, set)) = open.pop() {
            for atom in arena.atoms(term) {
                let (subject, test) = match atom {
                    Atom::Present(_) => continue,
                    Atom::Some(key, inner) => {
                        open.push((*inner, Some(key)));
                        continue;
                    }
                    Atom::Test(subject, test) => (subject, test),
                };
                let class = match (subject, set) {
                    (Subject::Principal, _) => Class::Principal,
                    (Subject::Action, _) => Class::Action,
                    (Subject::Resource, _) => Class::Resource,
                    (Subject::Key(key), _) | (Subject::Element, Some(key)) => Class::Key(key.clone()),
                    (Subject::Element, None) => continue,
                };
                match test {
                    Test::Segments(_) => drop(segmented.insert(class)),
                    Test::Text(template) => {
                        if let Some(variable) = template.as_variable() {
                            let other = Class::Key(variable.key.clone());
                            ties.entry(other.clone()).or_default().push(class.clone());
                            ties.entry(class).or_default().push(other);
                        }
                    }
                    Test::TextIgnoreCase(_)
                    | Test::Number(..)
                    | Test::IsNumber
                    | Test::Instant(..)
                    | Test::IsInstant
                    | Test::Within(_)
                    | Test::IsAddress => {}
                }
            }
        }
        let mut open: Vec<Class> = segmented.iter().cloned().collect();
        while let Some(class) = open.pop() {
            for other in ties.get(&class).into_iter().flatten() {
                if segmented.insert(other.clone()) {
                    open.push(other.clone());
                }
            }
        }
        Shapes { segmented }
    }

    /// Whether the text is unknown by segment.
    pub(super) fn is_segmented(&self, holder: &Holder) -> bool {
        self.segmented.contains(&match holder {
            Holder::Principal => Class::Principal,
            Holder::Action => Class::Action,
            Holder::Resource => Class::Resource,
            Holder::Key(key) | Holder::Element(key, _) => Class::Key(key.clone()),
        })
    }
}
