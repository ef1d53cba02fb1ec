//! Where something was said, and what two files say of one thing.

use std::sync::Arc;

use super::draft::ControlType;
use crate::model::world::{AclGrant, KeyGrant, ObjectOwnership};
use crate::model::{Condition, Policy, PublicAccessBlock};
use crate::parse::{Source, Span};

/// A place in one of the files.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// Which file, by its place in the list of files.
    pub(super) file: usize,
    /// Where in its text.
    pub(super) span: Span,
}

impl Place {
    /// The place in words: `file:line:column`.
    pub(super) fn name(self, sources: &[Source]) -> String {
        match sources.get(self.file) {
            Some(source) => {
                let position = source.position(self.span.start);
                format!("{}:{}:{}", source.name(), position.line, position.column + 1)
            }
            None => "another place".to_owned(),
        }
    }
}

/// A value and the place where it was said.
#[derive(Clone, Debug)]
pub(super) struct At<T> {
    /// What was said.
    pub(super) value: T,
    /// Where.
    pub(super) place: Place,
}

/// What the files say of one property of one thing: nothing, the same everywhere, or two things.
#[derive(Clone, Debug)]
pub(super) struct Field<T> {
    first: Option<At<T>>,
    /// The first that differs from `first`.
    other: Option<At<T>>,
}

impl<T> Default for Field<T> {
    fn default() -> Field<T> {
        Field { first: None, other: None }
    }
}

impl<T: Same> Field<T> {
    /// Takes what a file says; nothing for `None`.
    pub(super) fn say(&mut self, said: Option<At<T>>) {
        match (&self.first, said) {
            (_, None) => {}
            (None, said) => self.first = said,
            (Some(first), Some(said)) => {
                if self.other.is_none() && !first.value.same(&said.value) {
                    self.other = Some(said);
                }
            }
        }
    }
}

impl<T> Field<T> {
    /// What was said first.
    pub(super) fn first(&self) -> Option<&At<T>> {
        self.first.as_ref()
    }

    /// What was said first, taken out.
    pub(super) fn into_first(self) -> Option<At<T>> {
        self.first
    }

    /// The places of two things that differ, the later one first.
    pub(super) fn conflict(&self) -> Option<(Place, Place)> {
        Some((self.other.as_ref()?.place, self.first.as_ref()?.place))
    }
}

/// Whether two values say the same: places and the order of what has none do not count.
pub(super) trait Same {
    fn same(&self, other: &Self) -> bool;
}

macro_rules! same_iff_equal {
    ($($type:ty),*) => {$(
        impl Same for $type {
            fn same(&self, other: &Self) -> bool {
                self == other
            }
        }
    )*};
}

same_iff_equal!(
    String,
    ControlType,
    bool,
    PublicAccessBlock,
    ObjectOwnership,
    AclGrant,
    KeyGrant,
    (String, String)
);

impl<T: Same> Same for At<T> {
    fn same(&self, other: &Self) -> bool {
        self.value.same(&other.value)
    }
}

impl<T: Same> Same for Option<T> {
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Some(one), Some(other)) => one.same(other),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        }
    }
}

impl<T: Same> Same for Vec<T> {
    fn same(&self, other: &Self) -> bool {
        // Mostly they are in one order; where they are not, each is looked for, unless there are so many that it
        // would take forever.
        const MANY: usize = 1000;
        let aligned = || self.iter().zip(other).all(|(one, other)| one.same(other));
        let listed = |one: &[T], other: &[T]| one.iter().all(|item| other.iter().any(|it| item.same(it)));
        self.len() == other.len()
            && (aligned() || (self.len() <= MANY && listed(self, other) && listed(other, self)))
    }
}

impl Same for Arc<Policy> {
    fn same(&self, other: &Self) -> bool {
        Arc::ptr_eq(self, other) || without_places(self) == without_places(other)
    }
}

/// What the policy says: it may be called otherwise and stand elsewhere.
fn without_places(policy: &Policy) -> Policy {
    let mut policy = policy.clone();
    policy.name.clear();
    for statement in &mut policy.statements {
        statement.span = Span::default();
        for Condition { span, .. } in &mut statement.conditions {
            *span = Span::default();
        }
    }
    policy
}
