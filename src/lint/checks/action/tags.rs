//! Conditions on tags, and actions that do not know tags.

use super::written::has_wildcard;
use crate::lint::checks::condition::absent::fails_without_key;
use crate::lint::document::{Condition, Item, Statement};
use crate::lint::{Findings, Subject};
use crate::model::catalog::{self, Action, ConditionKey};
use crate::parse::{Effect, quoted};

/// Keys of a tag; the tag's own key is behind the slash.
const TAG_KEYS: [&str; 2] = ["aws:ResourceTag/", "aws:RequestTag/"];

/// The keys that the reference lists with an action that knows tags. An action that can set tags on what it makes
/// counts for both keys: AWS finds nothing where `bedrock:CreatePrompt` has a condition on `aws:ResourceTag`.
const SUPPORT: [&str; 3] = ["aws:ResourceTag/", "aws:RequestTag/", "aws:TagKeys"];

/// The statement's conditions that hold only for tags of certain values.
fn of_tags<'s, 'n>(statement: &'s Statement<'n>) -> impl Iterator<Item = &'s Condition<'n>> {
    let is_tag = |condition: &&Condition<'_>| {
        TAG_KEYS.iter().any(|key| begins(condition.key(), key) && condition.key().len() > key.len())
    };
    statement.conditions.iter().filter(is_tag).filter(|condition| fails_without_key(condition))
}

fn begins(text: &str, front: &str) -> bool {
    text.get(..front.len()).is_some_and(|start| start.eq_ignore_ascii_case(front))
}

fn knows_tags(action: Action) -> bool {
    let is_tag = |key: ConditionKey| SUPPORT.iter().any(|known| begins(key.name(), known));
    action.keys().any(is_tag)
        || action
            .targets()
            .any(|target| target.keys().any(is_tag) || target.resource_type().keys().any(is_tag))
}

/// The prefix of the service, if all actions in the pattern are of one and none of them knows tags.
fn without_tags(pattern: &str) -> Option<&'static str> {
    let (prefix, _) = pattern.split_once(':').filter(|(prefix, _)| !has_wildcard(prefix))?;
    let service = catalog::service(prefix)?;
    let mut actions = catalog::actions(pattern).peekable();
    (actions.peek().is_some() && !actions.any(knows_tags)).then(|| service.prefix())
}

/// Reports conditions on tags beside actions that do not know tags: at the actions, then at the key.
pub(super) fn of_actions(
    subject: &Subject<'_>,
    findings: &mut Findings,
    effect: Effect,
    details: impl Fn(&str, &str) -> String,
) {
    for statement in subject.document.statements.iter().filter(|s| s.effect == Some(effect)) {
        let mut conditions = of_tags(statement).peekable();
        if conditions.peek().is_none() {
            continue;
        }
        let found: Vec<(&Item<'_>, &str)> = statement
            .plain_actions()
            .iter()
            .filter_map(|item| Some((item, without_tags(item.text)?)))
            .collect();
        if found.is_empty() {
            continue;
        }
        let mut services: Vec<&str> = found.iter().map(|(_, service)| *service).collect();
        services.sort_unstable();
        services.dedup();
        let services = services.into_iter().map(quoted).collect::<Vec<_>>().join(", ");
        for condition in conditions {
            let places = found.iter().map(|(item, _)| item.place);
            let key = std::iter::once(condition.element.key_place);
            findings.add(details(&quoted(condition.key()), &services), places.chain(key));
        }
    }
}

/// Reports conditions on tags beside `NotAction`: at that element, then at the key.
pub(super) fn of_not_action(
    subject: &Subject<'_>,
    findings: &mut Findings,
    effect: Effect,
    details: impl Fn(&str) -> String,
) {
    let negated = |statement: &Statement<'_>| statement.actions.as_ref().is_some_and(|list| list.negated);
    for statement in subject.document.statements.iter().filter(|s| s.effect == Some(effect) && negated(s)) {
        for condition in of_tags(statement) {
            let actions = statement.actions.iter().map(|list| list.element.key_place);
            let key = std::iter::once(condition.element.key_place);
            findings.add(details(&quoted(condition.key())), actions.chain(key));
        }
    }
}
