//! `INVALID_CONDITION_KEY_FORMAT`.

use super::all::conditions;
use super::keys::parts;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "INVALID_CONDITION_KEY_FORMAT",
    title: "Invalid condition key format",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A condition key that is not of the form `service:name`.",
    why: "No request has such a key, so the condition sees it as absent.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::bucket", "Condition": {"StringEquals": {"prefix": "home"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::bucket", "Condition": {"StringEquals": {"s3:prefix": "home"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for condition in conditions(subject) {
        let is_well_formed =
            parts(condition).is_some_and(|(service, _)| !service.contains(char::is_whitespace));
        if !is_well_formed {
            let details = format!("{} is not of the form `service:name`", quoted(condition.key()));
            findings.add(details, [condition.element.key_place]);
        }
    }
}
