//! `ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE`.

use super::tags;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::Effect;

pub(super) const CHECK: Check = Check {
    code: "ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE",
    title: "Allow NotAction with unsupported tag condition key for service",
    category: Category::Suggestion,
    origin: Origin::Aws,
    finds: "A statement that allows with `NotAction`, under a condition on a tag.",
    why: "Most actions are left, among them those that do not know tags: these it does not allow, and nobody sees which.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*", "Condition": {"StringEquals": {"aws:ResourceTag/team": "orders"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "backup:GetBackupPlan", "Resource": "*", "Condition": {"StringEquals": {"aws:ResourceTag/team": "orders"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    tags::of_not_action(subject, findings, Effect::Allow, |key| {
        format!(
            "requests for many actions never have {key}, so they are not allowed: list those you mean in `Action`"
        )
    });
}
