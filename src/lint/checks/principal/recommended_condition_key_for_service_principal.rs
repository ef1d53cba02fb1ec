//! `RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL`.

use super::service::{allowed, is_source_key, is_substitute_key};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL",
    title: "Recommended condition key for service principal",
    category: Category::Suggestion,
    origin: Origin::Aws,
    finds: "A statement restricts a service by `aws:Referer` or `aws:SourceOwner`, and by none of the keys made for that.",
    why: "What these keys hold differs from service to service, and any other caller may send any text as `aws:Referer`. `aws:SourceArn` and `aws:SourceAccount` are set by AWS for every service.",
    example: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "ses.amazonaws.com"}, "Action": "s3:PutObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEquals": {"aws:Referer": "111122223333"}}}]}"#,
    ),
    instead: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "ses.amazonaws.com"}, "Action": "s3:PutObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEquals": {"aws:SourceAccount": "111122223333"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.policy_type != PolicyType::Resource {
        return;
    }
    for statement in &subject.document.statements {
        if allowed(statement).next().is_none() || statement.conditions.iter().any(is_source_key) {
            continue;
        }
        for condition in statement.conditions.iter().filter(|condition| is_substitute_key(condition)) {
            let key = quoted(condition.key());
            let details = format!("{key} is a weak tie to a source: use aws:SourceArn or aws:SourceAccount");
            findings.add(details, [condition.element.key_place]);
        }
    }
}
