//! `CONFIRM_AUDIENCE_CLAIM_TYPE`.

use super::audience::is_audience;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "CONFIRM_AUDIENCE_CLAIM_TYPE",
    title: "Confirm audience claim type",
    category: Category::Suggestion,
    origin: Origin::Aws,
    finds: "A condition with `ForAllValues` or `ForAnyValue` compares the audience of a provider's tokens, the key `PROVIDER:aud`.",
    why: "The key has one value, whatever the provider writes into its tokens, and a qualifier belongs to keys with several: with `ForAllValues` a request without the key passes too.",
    example: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/id.example.com"}, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": {"ForAnyValue:StringEquals": {"id.example.com:aud": "app"}}}]}"#,
    ),
    instead: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/id.example.com"}, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": {"StringEquals": {"id.example.com:aud": "app"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.policy_type != PolicyType::Trust {
        return;
    }
    for condition in subject.document.statements.iter().flat_map(|statement| &statement.conditions) {
        if condition.qualifier().is_some() && is_audience(condition) {
            let key = quoted(condition.key());
            let details = format!(
                "a qualifier is right only if {key} is a list in the provider's tokens: confirm that it is"
            );
            findings.add(details, [condition.element.key_place]);
        }
    }
}
