//! Actions in slices that the policies do not tell apart.
//!
//! What one may do differs by who one is, so cells are looked for slice by slice. A slice has the actions of patterns that
//! stand in the same statements, without those of slices before it; together they have every action that is allowed.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cell::Cell;
use crate::automata::Pattern;
use crate::model::{Action, Effect, Piece, Policy, PolicyType, Statement, Template};

/// Some actions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slice {
    /// Patterns of actions, as they were written.
    pub(super) patterns: Vec<Template>,
    /// What the slices before it have: a request of theirs is not of this one.
    pub(super) before: Vec<Template>,
}

impl Slice {
    /// What takes away the slices before.
    pub(super) fn others(&self) -> Option<Statement> {
        (!self.before.is_empty()).then(|| Cell::everything().statement(&self.before))
    }
}

/// How many slices there are at most: what is beyond that is one slice.
const MOST: usize = 64;

/// The slices of the policies, more specific ones first.
pub(super) fn slices(policies: &[Arc<Policy>]) -> Vec<Slice> {
    let mut membership: BTreeMap<String, (Template, Vec<usize>)> = BTreeMap::new();
    for (at, statement) in policies.iter().flat_map(|policy| &policy.statements).enumerate() {
        let (patterns, rest) = match &statement.action {
            Action::Action(patterns) => (patterns, None),
            Action::NotAction(patterns) => (patterns, Some(Template::anything())),
        };
        for pattern in patterns.iter().chain(&rest) {
            let folded = pattern.to_ascii_lowercase().to_string();
            let (_, members) = membership.entry(folded).or_insert_with(|| (pattern.clone(), Vec::new()));
            if members.last() != Some(&at) {
                members.push(at);
            }
        }
    }
    let mut groups: BTreeMap<Vec<usize>, Vec<Template>> = BTreeMap::new();
    for (pattern, members) in membership.into_values() {
        groups.entry(members).or_default().push(pattern);
    }
    let mut groups: Vec<Vec<Template>> = groups.into_values().collect();
    groups.sort_by_key(|patterns| std::cmp::Reverse(patterns.iter().map(fixed).min()));
    if groups.len() > MOST {
        let rest = groups.split_off(MOST - 1).into_iter().flatten().collect();
        groups.push(rest);
    }
    let mut before = Vec::new();
    let mut slices = Vec::new();
    for patterns in groups {
        let slice = Slice { patterns, before: before.clone() };
        before.extend(slice.patterns.iter().map(Template::to_ascii_lowercase));
        slices.push(slice);
    }
    slices
}

/// The slices with actions that some statement gives to callers that `may_be_asked` about: others have no allowed requests
/// of theirs. What RCPs allow gives nothing.
pub(super) fn given(
    slices: Vec<Slice>,
    policies: &[Arc<Policy>],
    may_be_asked: &dyn Fn(&Statement) -> bool,
) -> Vec<Slice> {
    let pattern = |template: &Template| Pattern::glob(&template.to_string(), true);
    let of_resource = policies.iter().filter(|policy| policy.policy_type != PolicyType::Rcp);
    let giving = of_resource
        .flat_map(|policy| &policy.statements)
        .filter(|statement| statement.effect == Effect::Allow && may_be_asked(statement));
    let given: Vec<Pattern> = giving
        .flat_map(|statement| match &statement.action {
            Action::Action(patterns) => patterns.iter().map(pattern).collect(),
            Action::NotAction(_) => vec![Pattern::glob("*", true)],
        })
        .collect();
    let mut slices = slices;
    slices.retain(|slice| {
        let own: Vec<Pattern> = slice.patterns.iter().map(pattern).collect();
        let before: Vec<Pattern> = slice.before.iter().map(pattern).collect();
        given.iter().any(|given| {
            own.iter().any(|own| !own.is_disjoint(given))
                && !before.iter().any(|before| before.includes(given) == Some(true))
        })
    });
    slices
}

/// How many letters stand before the first wildcard; all of them where there is none.
fn fixed(pattern: &Template) -> usize {
    match pattern.pieces() {
        [] => 0,
        [Piece::Text(text)] => usize::MAX - usize::from(text.is_empty()),
        [Piece::Text(text), ..] => text.len(),
        [Piece::One | Piece::Any | Piece::Variable(_), ..] => 0,
    }
}
