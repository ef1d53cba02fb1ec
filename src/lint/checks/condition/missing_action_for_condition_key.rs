//! `MISSING_ACTION_FOR_CONDITION_KEY`.

use super::absent::fails_without_key;
use super::wildcards::has_action;
use crate::lint::document::{Condition, Statement};
use crate::lint::{Category, Check, Example, Findings, Origin, ResourceKind, Subject};
use crate::model::PolicyType;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "MISSING_ACTION_FOR_CONDITION_KEY",
    title: "Missing action for condition key",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A role's trust policy that asks for a source identity or for session tags, and allows no one to set them.",
    why: "To pass a source identity one needs `sts:SetSourceIdentity` as well, to pass tags `sts:TagSession`: without it nobody meets the condition.",
    example: Example::on(
        ResourceKind::RoleTrust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "111122223333"}, "Condition": {"StringEquals": {"sts:SourceIdentity": "alice"}}}]}"#,
    ),
    instead: Example::on(
        ResourceKind::RoleTrust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["sts:AssumeRole", "sts:SetSourceIdentity"], "Principal": {"AWS": "111122223333"}, "Condition": {"StringEquals": {"sts:SourceIdentity": "alice"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.policy_type != PolicyType::Trust {
        return;
    }
    let allowing = || subject.document.statements.iter().filter(|statement| statement.allows());
    for action in [SET_SOURCE_IDENTITY, TAG_SESSION] {
        if allowing().any(|statement| may_name(statement, action)) {
            continue;
        }
        for statement in allowing().filter(|statement| assumes(statement)) {
            let asking = statement.conditions.iter().filter(|condition| fails_without_key(condition));
            for condition in asking.filter(|condition| setting(condition) == Some(action)) {
                let details =
                    format!("nobody may set {}: add `{action}` to the actions", quoted(condition.key()));
                findings.add(details, [condition.element.key_place]);
            }
        }
    }
}

const SET_SOURCE_IDENTITY: &str = "sts:SetSourceIdentity";
const TAG_SESSION: &str = "sts:TagSession";

/// Whether a session begins by an action of the statement.
fn assumes(statement: &Statement<'_>) -> bool {
    statement.plain_actions().iter().any(|item| ASSUMING.iter().any(|action| has_action(item.text, action)))
}

/// The actions that begin a session.
const ASSUMING: [&str; 3] = ["sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"];

/// The action by which the key gets its value.
fn setting(condition: &Condition<'_>) -> Option<&'static str> {
    let is_tag = condition.key().get(.."aws:RequestTag/".len());
    match condition {
        _ if condition.is_key("sts:SourceIdentity") => Some(SET_SOURCE_IDENTITY),
        _ if condition.is_key("sts:TransitiveTagKeys") => Some(TAG_SESSION),
        _ if is_tag.is_some_and(|front| front.eq_ignore_ascii_case("aws:RequestTag/")) => Some(TAG_SESSION),
        _ => None,
    }
}

/// Whether the action is, or may be, among those of the statement.
fn may_name(statement: &Statement<'_>, action: &str) -> bool {
    statement.actions.as_ref().is_none_or(|actions| {
        actions.negated || actions.items.iter().any(|item| has_action(item.text, action))
    })
}
