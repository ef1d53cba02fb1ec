//! One party's requests on one target, as a question sees them.

use std::sync::Arc;

use super::doubts::Doubt;
use super::outsiders::NamedRole;
use crate::eval;
use crate::model::world::{Facts, Party, Spelling, Target};
use crate::model::{Context, Key, Policy, Setting, Statement, Template};

/// One party's requests on one target, with what stands around them.
#[derive(Clone, Debug)]
pub(super) struct Case<'c, 'w> {
    pub(super) party: &'c Party<'w>,
    pub(super) target: &'c Target<'w>,
    /// What stands around the requests, with the least of what is open.
    pub(super) setting: Setting,
    /// What is open.
    pub(super) doubts: Vec<Doubt>,
    pub(super) facts: Facts,
    /// The actions asked for, in small letters.
    pub(super) actions: Vec<Template>,
    /// The same as they were asked for; none if none was.
    pub(super) asked: &'c [String],
    /// The resources asked for, within a spelling.
    pub(super) resource: Template,
    /// Keys that the question holds fixed.
    pub(super) keys: &'c [(Key, Vec<String>)],
    /// How the resource is spelt; `None` if it may be any.
    pub(super) spellings: Vec<Option<Spelling>>,
    /// The accounts of the world and its kin that policies mention, if they were looked for.
    pub(super) mentioned: Option<Arc<[String]>>,
    /// The roles outside that policies name.
    pub(super) roles: Arc<[NamedRole]>,
    /// Which requests count.
    pub(super) beyond: Beyond<'c, 'w>,
    /// Resources that are left out, since they are asked about by themselves.
    pub(super) apart: Vec<Spelling>,
}

/// Which of the allowed requests a question is about.
#[derive(Clone, Debug)]
pub(super) enum Beyond<'c, 'w> {
    /// All of them.
    Nothing,
    /// Those that this policy does not allow.
    Policy(&'c Policy),
    /// Those that this statement speaks of.
    Statement(&'c Statement),
    /// Not those that are allowed: those that this statement speaks of and that are refused.
    Refused(&'c Statement),
    /// Those that the first statement speaks of and none of the others does.
    Between(&'c Statement, &'c [Statement]),
    /// Those that would not be allowed if the other party sent them.
    Party(Box<Case<'c, 'w>>),
}

impl Case<'_, '_> {
    /// Whether the question is about this call of [`FREE_CALLS`]. Whoever may make it may do so of whatever resource, and
    /// needs no permission for it, so it is no access to anything unless it is asked for by its name.
    pub(super) fn asks_for(&self, call: &str) -> bool {
        self.actions.iter().any(|action| action.as_literal() == Some(call))
    }

    /// Whether one of the actions asked for has that call among others.
    pub(super) fn may_ask_for(&self, call: &str) -> bool {
        let context = Context::default();
        self.actions.iter().any(|action| eval::text::matches(action, call, &context))
    }

    /// Whether the question is about refused requests.
    pub(super) fn wants_refused(&self) -> bool {
        match self.beyond {
            Beyond::Refused(_) => true,
            Beyond::Nothing
            | Beyond::Policy(_)
            | Beyond::Statement(_)
            | Beyond::Between(..)
            | Beyond::Party(_) => false,
        }
    }
}
