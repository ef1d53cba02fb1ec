//! `MISSING_ACTION_FOR_CONDITION_KEY`.

use super::wildcards::has_action;
use crate::lint::document::{Condition, Statement};
use crate::lint::{Category, Check, Example, Findings, Origin, ResourceKind, Subject};
use crate::model::{PolicyType, SetQualifier, Test};
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
    let statements = &subject.document.statements;
    for statement in statements.iter().filter(|statement| statement.allows()) {
        let assumes =
            statement.plain_actions().iter().any(|item| ASSUMING.iter().any(|a| has_action(item.text, a)));
        for condition in statement.conditions.iter().filter(|condition| assumes && asks(condition)) {
            let Some(action) = setting(condition) else { continue };
            if !statements.iter().any(|other| other.allows() && may_name(other, action)) {
                let key = quoted(condition.key());
                findings.add(
                    format!("nobody may set {key}: add `{action}` to the actions"),
                    [condition.element.key_place],
                );
            }
        }
    }
}

/// The actions that begin a session.
const ASSUMING: [&str; 3] = ["sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"];

/// The action by which the key gets its value.
fn setting(condition: &Condition<'_>) -> Option<&'static str> {
    let is_tag = condition.key().get(.."aws:RequestTag/".len());
    match condition {
        _ if condition.is_key("sts:SourceIdentity") => Some("sts:SetSourceIdentity"),
        _ if condition.is_key("sts:TransitiveTagKeys") => Some("sts:TagSession"),
        _ if is_tag.is_some_and(|front| front.eq_ignore_ascii_case("aws:RequestTag/")) => {
            Some("sts:TagSession")
        }
        _ => None,
    }
}

/// Whether the condition fails where the key is absent.
fn asks(condition: &Condition<'_>) -> bool {
    condition.operator.is_some_and(|operator| {
        !operator.if_exists
            && operator.qualifier != Some(SetQualifier::ForAllValues)
            && matches!(operator.test, Test::Value { comparison: _, negated: false })
    })
}

/// Whether the action is, or may be, among those of the statement.
fn may_name(statement: &Statement<'_>, action: &str) -> bool {
    statement.actions.as_ref().is_none_or(|actions| {
        actions.negated || actions.items.iter().any(|item| has_action(item.text, action))
    })
}
