//! Statements and conditions, as they were written and as the prover reads them.

use crate::lint::Subject;
use crate::lint::document;
use crate::model::{Action, Condition, Resource, Statement};

/// A statement.
#[derive(Copy, Clone)]
pub(super) struct Pair<'s, 'n> {
    /// As it was written.
    pub(super) written: &'s document::Statement<'n>,
    /// As the prover reads it.
    pub(super) read: &'s Statement,
}

/// The statements; none if the prover cannot read the policy.
pub(super) fn pairs<'s, 'n>(subject: &'s Subject<'n>) -> Vec<Pair<'s, 'n>> {
    let read = subject.policy.map_or(&[][..], |policy| &policy.statements);
    let pairs = subject.document.statements.iter().zip(read).map(|(written, read)| Pair { written, read });
    pairs.filter(|pair| pair.written.node.span == pair.read.span).collect()
}

impl<'s, 'n> Pair<'s, 'n> {
    /// The condition as it was written.
    pub(super) fn written_condition(&self, read: &Condition) -> Option<&'s document::Condition<'n>> {
        let mut conditions = self.written.conditions.iter();
        conditions.find(|condition| condition.element.key_place.span.start == read.span.start)
    }
}

/// The statement without its condition at that index.
pub(super) fn without(statement: &Statement, index: usize) -> Statement {
    let mut statement = statement.clone();
    if index < statement.conditions.len() {
        statement.conditions.remove(index);
    }
    statement
}

/// The statement with one more condition.
pub(super) fn with(statement: &Statement, conditions: impl IntoIterator<Item = Condition>) -> Statement {
    let mut statement = statement.clone();
    statement.conditions.extend(conditions);
    statement
}

/// The statement with only one of its actions and one of its resources: what is true of some request of it, is true of
/// some request of the whole.
pub(super) fn reduced(statement: &Statement) -> Statement {
    let action = match &statement.action {
        Action::Action(patterns) => Action::Action(patterns.iter().take(1).cloned().collect()),
        Action::NotAction(patterns) => Action::NotAction(patterns.clone()),
    };
    let resource = match &statement.resource {
        Resource::Resource(patterns) => Resource::Resource(patterns.iter().take(1).cloned().collect()),
        Resource::NotResource(patterns) => Resource::NotResource(patterns.clone()),
        Resource::Attached => Resource::Attached,
    };
    let Statement { index, sid, span, effect, principal, .. } = statement;
    Statement {
        index: *index,
        sid: sid.clone(),
        span: *span,
        effect: *effect,
        principal: principal.clone(),
        action,
        resource,
        conditions: statement.conditions.clone(),
    }
}
