//! Statements that match the same requests: by proof.

use crate::eval::text;
use crate::lint::checks::meaning::ask::Asking;
use crate::model::{Action, Context, Effect, Piece, Policy, Statement, Template};

/// Statements that match the same requests.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Same {
    /// Which, in order, by their places among the policy's statements.
    pub(super) statements: Vec<usize>,
    /// Who proved it.
    pub(super) engine: &'static str,
}

/// The policy's statements of the same effect that match the same requests, whatever AWS means where it does not say.
/// What cannot be proved is left out.
pub(super) fn same_requests(asking: &Asking<'_>, policy: &Policy) -> Vec<Same> {
    let examples: Vec<Option<String>> = policy.statements.iter().map(example).collect();
    let may_be = |inner: usize, outer: usize| {
        let (Some(Some(action)), Some(outer)) = (examples.get(inner), policy.statements.get(outer)) else {
            return true;
        };
        has(&outer.action, action)
    };
    let effect = |at: usize| policy.statements.get(at).map(|statement| statement.effect);
    let may_be_same =
        |one: usize, other: usize| effect(one) == effect(other) && may_be(one, other) && may_be(other, one);
    // Statements of the same requests have one another's example, unless they match nothing at all, and such are not
    // meant. Nearly no policy has such a pair, and then nothing has to be made ready.
    let count = policy.statements.len();
    if !(0..count).any(|one| (one + 1..count).any(|other| may_be_same(one, other))) {
        return Vec::new();
    }
    // As policies that allow what the statement matches, whichever its effect is.
    let alone = |statement: &Statement| Policy {
        name: policy.name.clone(),
        policy_type: policy.policy_type,
        version: policy.version,
        statements: vec![Statement { effect: Effect::Allow, ..statement.clone() }],
    };
    let alone: Vec<Policy> = policy.statements.iter().map(alone).collect();
    // Whether it seems so first: of nearly all pairs it does not, and a proof looks at all readings.
    let inside = |inner: usize, outer: usize| {
        let (inner, outer) = (alone.get(inner)?, alone.get(outer)?);
        asking.proved(inner, outer)
    };
    let mut classes: Vec<Same> = Vec::new();
    for at in 0..alone.len() {
        let mut joined = None;
        for class in &mut classes {
            let Some(&first) = class.statements.first().filter(|&&first| may_be_same(first, at)) else {
                continue;
            };
            // The other way round first: a later statement is more often the narrower one.
            joined = inside(first, at).and_then(|one| Some((one, inside(at, first)?)));
            if let Some((one, other)) = joined {
                class.statements.push(at);
                class.engine =
                    [one, other].into_iter().find(|engine| *engine != "terms").unwrap_or(class.engine);
                break;
            }
        }
        if joined.is_none() {
            classes.push(Same { statements: vec![at], engine: "terms" });
        }
    }
    classes.retain(|class| class.statements.len() > 1);
    classes
}

/// An action that the statement concerns, if it lists such: what is left of the first pattern without its stars.
fn example(statement: &Statement) -> Option<String> {
    let Action::Action(patterns) = &statement.action else { return None };
    let letter = |piece: &Piece| match piece {
        Piece::Text(text) => Some(text.clone()),
        Piece::One => Some("a".to_owned()),
        Piece::Any => Some(String::new()),
        Piece::Variable(_) => None,
    };
    patterns.first()?.pieces().iter().map(letter).collect()
}

/// Whether the element concerns the action.
fn has(element: &Action, action: &str) -> bool {
    let matches = |patterns: &[Template]| {
        patterns.iter().any(|pattern| text::matches_ignore_case(pattern, action, &Context::default()))
    };
    match element {
        Action::Action(patterns) => matches(patterns),
        Action::NotAction(patterns) => !matches(patterns),
    }
}
