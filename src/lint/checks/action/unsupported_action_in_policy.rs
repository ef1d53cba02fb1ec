//! `UNSUPPORTED_ACTION_IN_POLICY`.

use crate::lint::checks::arn::of_kind::{kind, takes_action};
use crate::lint::{Category, Check, Example, Findings, Origin, ResourceKind, Subject};
use crate::model::catalog;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "UNSUPPORTED_ACTION_IN_POLICY",
    title: "Unsupported action in policy",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "The policy of a resource names an action that cannot be done with such a resource.",
    why: "A resource's policy is asked only about requests for that resource, and AWS refuses one with other actions.",
    example: Example::on(
        ResourceKind::S3Bucket,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": ["s3:GetObject", "kms:Decrypt"], "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    instead: Example::on(
        ResourceKind::S3Bucket,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(kind) = kind(subject) else { return };
    for item in subject.document.statements.iter().flat_map(|statement| statement.plain_actions()) {
        let mut actions = catalog::actions(item.text).peekable();
        // An action that does not exist is reported as that.
        if actions.peek().is_some() && !actions.any(|action| takes_action(kind, action)) {
            let details = format!(
                "the policy of a resource of type {} cannot be about {}",
                quoted(kind.name()),
                quoted(item.text)
            );
            findings.add(details, [item.place]);
        }
    }
}
