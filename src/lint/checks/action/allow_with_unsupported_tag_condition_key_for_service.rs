//! `ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE`.

use super::tags;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::Effect;

pub(super) const CHECK: Check = Check {
    code: "ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE",
    title: "Allow with unsupported tag condition key for service",
    category: Category::Suggestion,
    origin: Origin::Aws,
    finds: "A statement that allows under a condition on a tag, with actions that do not know tags.",
    why: "In requests for these actions the key is absent, so the condition fails: the statement does not allow them, however the resource is tagged. A negated operator or `IfExists` is no way out, for then everything is allowed.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["backup:GetBackupPlan", "s3:ListAllMyBuckets"], "Resource": "*", "Condition": {"StringEquals": {"aws:ResourceTag/team": "orders"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["backup:GetBackupPlan"], "Resource": "*", "Condition": {"StringEquals": {"aws:ResourceTag/team": "orders"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    tags::of_actions(subject, findings, Effect::Allow, |key, services| {
        format!(
            "requests for these actions of {services} never have {key}, so they are not allowed: move them to a statement without it"
        )
    });
}
