//! Which statements might have all requests of another: a look at the texts that spares most questions.

use crate::automata::Pattern;
use crate::lint::document::{List, Statement};

/// What a statement's lists may match, or more.
pub(super) struct Reach {
    actions: Texts,
    resources: Texts,
}

/// The texts in some patterns.
enum Texts {
    All,
    Some(Vec<Pattern>),
}

impl Reach {
    /// Of one statement.
    pub(super) fn of(statement: &Statement<'_>) -> Reach {
        Reach {
            actions: Texts::of(statement.actions.as_ref(), true),
            resources: Texts::of(statement.resources.as_ref(), false),
        }
    }
}

impl Texts {
    fn of(list: Option<&List<'_>>, ignore_case: bool) -> Texts {
        match list {
            Some(list) if !list.negated => {
                let pattern = |text: &str| Pattern::glob(&open(text), ignore_case);
                Texts::Some(list.items.iter().map(|item| pattern(item.text)).collect())
            }
            Some(_) | None => Texts::All,
        }
    }

    fn has(&self, text: &str) -> bool {
        match self {
            Texts::All => true,
            Texts::Some(patterns) => patterns.iter().any(|pattern| pattern.contains(text)),
        }
    }
}

/// Whether for each action and the first resource of the statement one of the others may speak of it; if not, there
/// is a request that only the statement speaks of (conditions aside).
pub(super) fn may_cover(statement: &Statement<'_>, others: &[&Reach]) -> bool {
    let resource = statement.plain_resources().first().map(|item| item.text);
    let resource = resource.filter(|text| !text.contains("${")).map(instance);
    let covered = |action: &str| {
        let speaks = |other: &&Reach| {
            other.actions.has(action) && resource.as_ref().is_none_or(|r| other.resources.has(r))
        };
        others.iter().any(speaks)
    };
    !others.is_empty() && statement.plain_actions().iter().all(|item| covered(&instance(item.text)))
}

/// Whether one of the others may speak of each of the statement's actions, on whichever resource.
pub(super) fn may_share_actions(statement: &Statement<'_>, others: &[&Reach]) -> bool {
    let actions = statement.plain_actions();
    let shared = |action: &str| others.iter().any(|other| other.actions.has(action));
    !actions.is_empty() && actions.iter().all(|item| shared(&instance(item.text)))
}

/// Whether the other may speak of one of the statement's actions.
pub(super) fn may_share_an_action(statement: &Statement<'_>, other: &Reach) -> bool {
    let actions = statement.plain_actions();
    actions.is_empty() || actions.iter().any(|item| other.actions.has(&instance(item.text)))
}

/// The shortest text in the pattern.
fn instance(pattern: &str) -> String {
    pattern.chars().filter(|c| *c != '*').map(|c| if c == '?' { 'x' } else { c }).collect()
}

/// The pattern with `*` for each variable, which may become any text.
fn open(pattern: &str) -> String {
    let (mut open, mut rest) = (String::new(), pattern);
    while let Some((before, after)) = rest.split_once("${") {
        open.push_str(before);
        open.push('*');
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    open + rest
}
