//! `IRRELEVANT_CONDITION_KEY_IN_POLICY`.

use super::all::conditions;
use super::resource_policy::is_on_resource;
use crate::lint::{Category, Check, Example, Findings, Origin, ResourceKind, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "IRRELEVANT_CONDITION_KEY_IN_POLICY",
    title: "Irrelevant condition key in policy",
    category: Category::Suggestion,
    origin: Origin::Aws,
    finds: "A condition on the account or organization of the resource, in that resource's own policy.",
    why: "The policy is about one resource, whose owner is known: the condition always holds, or never.",
    example: Example::on(
        ResourceKind::S3Bucket,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Principal": {"AWS": "111122223333"}, "Condition": {"StringEquals": {"aws:ResourceAccount": "111122223333"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEquals": {"aws:ResourceAccount": "111122223333"}}}]}"#,
    ),
    run,
};

/// Keys that say whose the resource is.
const OWNER: [&str; 4] =
    ["aws:ResourceAccount", "aws:ResourceOrgID", "aws:ResourceOrgPaths", "s3:ResourceAccount"];

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if !is_on_resource(subject.policy_type) {
        return;
    }
    for condition in conditions(subject).filter(|condition| OWNER.iter().any(|key| condition.is_key(key))) {
        let key = quoted(condition.key());
        let details =
            format!("{key} is known where the policy of the resource stands: use it in identity policies");
        findings.add(details, [condition.element.key_place]);
    }
}
