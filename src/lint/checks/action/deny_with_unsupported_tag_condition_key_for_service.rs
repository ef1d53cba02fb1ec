//! `DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE`.

use super::tags;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::Effect;

pub(super) const CHECK: Check = Check {
    code: "DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE",
    title: "Deny with unsupported tag condition key for service",
    category: Category::SecurityWarning,
    origin: Origin::Aws,
    finds: "A statement that denies under a condition on a tag, with actions that do not know tags.",
    why: "In requests for these actions the key is absent, so the condition fails: the statement does not deny them, however the resource is tagged.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": ["backup:DeleteBackupPlan", "s3:ListAllMyBuckets"], "Resource": "*", "Condition": {"StringEquals": {"aws:ResourceTag/team": "orders"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": ["backup:DeleteBackupPlan"], "Resource": "*", "Condition": {"StringEquals": {"aws:ResourceTag/team": "orders"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    tags::of_actions(subject, findings, Effect::Deny, |key, services| {
        format!(
            "requests for these actions of {services} never have {key}, so they are not denied: move them to a statement without it"
        )
    });
}
