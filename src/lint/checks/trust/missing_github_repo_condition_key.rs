//! `MISSING_GITHUB_REPO_CONDITION_KEY`.

use super::provider::{GITHUB, GITHUB_SUBJECT, trusted_oidc};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;

pub(super) const CHECK: Check = Check {
    code: "MISSING_GITHUB_REPO_CONDITION_KEY",
    title: "Missing GitHub repo condition key",
    category: Category::SecurityWarning,
    origin: Origin::Aws,
    finds: "A trust policy lets GitHub Actions assume the role, and no condition looks at `token.actions.githubusercontent.com:sub`.",
    why: "GitHub signs tokens for the jobs of all repositories there are, and the audience is the same for all of them: anybody can write a job that assumes the role. The subject tells the repository and branch.",
    example: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"}, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}}}]}"#,
    ),
    instead: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"}, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com", "token.actions.githubusercontent.com:sub": "repo:example/app:ref:refs/heads/main"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.policy_type != PolicyType::Trust {
        return;
    }
    for statement in &subject.document.statements {
        let has_subject = statement.conditions.iter().any(|condition| condition.is_key(GITHUB_SUBJECT));
        for (item, address) in trusted_oidc(statement) {
            if address.eq_ignore_ascii_case(GITHUB) && !has_subject {
                let details = format!("jobs of any repository may assume the role: add `{GITHUB_SUBJECT}`");
                findings.add(details, [item.place]);
            }
        }
    }
}
