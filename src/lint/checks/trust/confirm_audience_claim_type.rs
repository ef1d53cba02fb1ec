//! `CONFIRM_AUDIENCE_CLAIM_TYPE`.

use super::audience::{Audience, audience};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "CONFIRM_AUDIENCE_CLAIM_TYPE",
    title: "Confirm audience claim type",
    category: Category::Suggestion,
    origin: Origin::Aws,
    finds: "A condition with `ForAllValues` or `ForAnyValue` compares the audience of a provider's tokens, and only the provider knows whether that is a list.",
    why: "The audience (`aud`) of a token is a single value at some providers and a list at others. A qualifier belongs to a list only: with `ForAllValues` a token without an audience passes too.",
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
        if condition.qualifier().is_some() && audience(condition) == Some(Audience::Unknown) {
            let key = quoted(condition.key());
            let details = format!(
                "a qualifier is right only if {key} is a list in the provider's tokens: confirm that it is"
            );
            findings.add(details, [condition.element.key_place]);
        }
    }
}
