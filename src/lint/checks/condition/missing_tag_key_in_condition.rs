//! `MISSING_TAG_KEY_IN_CONDITION`.

use super::all::conditions;
use super::keys::without_tag;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "MISSING_TAG_KEY_IN_CONDITION",
    title: "Missing tag key in condition",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A condition key for tags, such as `aws:ResourceTag`, that does not say which tag.",
    why: "Each tag has a key of its own; without the tag's key there is none, and the condition sees it as absent.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ec2:TerminateInstances", "Resource": "arn:aws:ec2:*:111122223333:instance/*", "Condition": {"StringEquals": {"aws:ResourceTag": "red"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ec2:TerminateInstances", "Resource": "arn:aws:ec2:*:111122223333:instance/*", "Condition": {"StringEquals": {"aws:ResourceTag/team": "red"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for condition in conditions(subject) {
        if let Some(front) = without_tag(condition) {
            let details = format!("name the tag behind {}, separated by a slash", quoted(front));
            findings.add(details, [condition.element.key_place]);
        }
    }
}
