//! `RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL`.

use super::service::{allowed, is_source_key, is_substitute_key};
use crate::lint::document::Condition;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL",
    title: "Restrict access to service principal",
    category: Category::SecurityWarning,
    origin: Origin::Aws,
    finds: "The policy of a resource allows a service without saying on behalf of which resource, account or organization.",
    why: "The service acts for all of its customers: any of them may have it use your resource (the confused deputy). `aws:SourceArn`, `aws:SourceAccount`, `aws:SourceOrgID` and `aws:SourceOrgPaths` tell whose request it is.",
    example: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": "s3:PutObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    instead: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": "s3:PutObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEquals": {"aws:SourceAccount": "111122223333"}}}]}"#,
    ),
    run,
};

/// What the keys of an encryption context begin with.
const CONTEXT: &str = "kms:EncryptionContext:";

/// Trust policies and endpoint policies are not concerned. A substitute for these keys is what
/// `RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL` reports, and an encryption context often names the source.
fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.policy_type != PolicyType::Resource {
        return;
    }
    for statement in &subject.document.statements {
        let restricts = |condition: &Condition<'_>| {
            let front = condition.key().get(..CONTEXT.len());
            is_source_key(condition)
                || is_substitute_key(condition)
                || front.is_some_and(|front| front.eq_ignore_ascii_case(CONTEXT))
        };
        if statement.conditions.iter().any(restricts) {
            continue;
        }
        for item in allowed(statement) {
            let name = quoted(item.text);
            let details = format!("{name} may act for anybody: add aws:SourceArn or aws:SourceAccount");
            findings.add(details, [item.place]);
        }
    }
}
