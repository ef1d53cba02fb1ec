//! `FORANYVALUE_WITH_AUDIENCE_CLAIM_TYPE`.

use super::audience::is_audience;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{PolicyType, SetQualifier};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "FORANYVALUE_WITH_AUDIENCE_CLAIM_TYPE",
    title: "ForAnyValue with audience claim type",
    category: Category::SecurityWarning,
    origin: Origin::Aws,
    finds: "A condition with `ForAnyValue` compares the audience of a provider's tokens, the key `PROVIDER:aud`.",
    why: "The qualifier is made for keys with several values; for a single value it says nothing and invites lists that let more tokens in than meant.",
    example: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Federated": "accounts.google.com"}, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": {"ForAnyValue:StringEquals": {"accounts.google.com:aud": "66677788899900pro0"}}}]}"#,
    ),
    instead: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Federated": "accounts.google.com"}, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": {"StringEquals": {"accounts.google.com:aud": "66677788899900pro0"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.policy_type != PolicyType::Trust {
        return;
    }
    for condition in subject.document.statements.iter().flat_map(|statement| &statement.conditions) {
        let is_any = condition.qualifier() == Some(SetQualifier::ForAnyValue);
        if is_any && is_audience(condition) {
            let details = format!("{} has one value: remove `ForAnyValue:`", quoted(condition.key()));
            findings.add(details, [condition.element.key_place]);
        }
    }
}
