//! `MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL`.

use super::provider::trusted_oidc;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL",
    title: "Missing condition key for OIDC principal",
    category: Category::SecurityWarning,
    origin: Origin::Aws,
    finds: "A trust policy lets an OIDC provider's users assume the role, and no condition looks at their token.",
    why: "Everybody with an account at that provider may assume the role, also in an application that has nothing to do with yours. Conditions on keys that begin with the provider's address (`…:aud`, `…:sub`) restrict it to yours.",
    example: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Federated": "accounts.google.com"}, "Action": "sts:AssumeRoleWithWebIdentity"}]}"#,
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
    for statement in &subject.document.statements {
        for (item, address) in trusted_oidc(statement) {
            if !statement.conditions.iter().any(|condition| is_claim(condition.key(), address)) {
                let details = format!(
                    "all users of {} may assume the role: add a condition on their token",
                    quoted(address)
                );
                findings.add(details, [item.place]);
            }
        }
    }
}

/// Whether the key is a claim of that provider's tokens: `ADDRESS:CLAIM`.
fn is_claim(key: &str, address: &str) -> bool {
    key.get(..address.len()).is_some_and(|front| front.eq_ignore_ascii_case(address))
        && key.get(address.len()..).is_some_and(|claim| claim.starts_with(':'))
}
