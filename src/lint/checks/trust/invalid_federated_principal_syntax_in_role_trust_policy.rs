//! `INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY`.

use super::provider::provider;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY",
    title: "Invalid federated principal syntax in role trust policy",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A `Federated` principal of a trust policy is neither a domain name nor the ARN of a SAML or OIDC provider.",
    why: "No provider has such a name, so nobody can assume the role that way, and IAM refuses the policy.",
    example: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Federated": "https://accounts.google.com"}, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": {"StringEquals": {"accounts.google.com:aud": "66677788899900pro0"}}}]}"#,
    ),
    instead: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Federated": "accounts.google.com"}, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": {"StringEquals": {"accounts.google.com:aud": "66677788899900pro0"}}}]}"#,
    ),
    run,
};

/// Wildcards are `UNSUPPORTED_WILDCARD_IN_PRINCIPAL`'s business.
fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.policy_type != PolicyType::Trust {
        return;
    }
    let principals = subject.document.statements.iter().filter_map(|statement| statement.principals.as_ref());
    for item in principals.flat_map(|principals| principals.of_kind("Federated")) {
        if provider(item.text).is_none() && !item.text.contains(['*', '?']) {
            let name = quoted(item.text);
            let details =
                format!("{name} is no provider: write its domain, or the ARN of a SAML or OIDC provider");
            findings.add(details, [item.place]);
        }
    }
}
