//! `SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED`.

use super::provider::{GITHUB, GITHUB_SUBJECT, trusted_oidc};
use crate::lint::document::Condition;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{Comparison, PolicyType, Test};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED",
    title: "Specific GitHub repo and branch recommended",
    category: Category::Warning,
    origin: Origin::Aws,
    finds: "A trust policy compares the subject of GitHub Actions' tokens with a pattern that has wildcards.",
    why: "The subject names organization, repository and branch. A wildcard also takes branches and repositories that others can make, and one in front takes other organizations. Where the subject has no branch, a condition on `token.actions.githubusercontent.com:ref` names it.",
    example: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"}, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}, "StringLike": {"token.actions.githubusercontent.com:sub": "repo:example/*"}}}]}"#,
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
        let is_github = |address: &str| address.eq_ignore_ascii_case(GITHUB);
        if !trusted_oidc(statement).iter().any(|(_, address)| is_github(address)) {
            continue;
        }
        let has_branch = statement.conditions.iter().any(|condition| condition.is_key(GITHUB_REF));
        let fits = |subject: &str| !has_wildcard(subject) || (has_branch && names_repository(subject));
        for condition in statement.conditions.iter().filter(|condition| is_subject_pattern(condition)) {
            for item in condition.items.iter().filter(|item| !fits(item.text)) {
                let details =
                    format!("{} takes more than one branch: name repository and branch", quoted(item.text));
                findings.add(details, [item.place]);
            }
        }
    }
}

/// The key of the branch alone.
const GITHUB_REF: &str = "token.actions.githubusercontent.com:ref";

/// Whether the subject names one repository, `repo:OWNER/NAME:…`, whatever follows.
fn names_repository(subject: &str) -> bool {
    let repository = subject.strip_prefix("repo:").and_then(|rest| rest.split_once(':'));
    repository.is_some_and(|(name, _)| name.contains('/') && !has_wildcard(name))
}

fn has_wildcard(text: &str) -> bool {
    text.contains(['*', '?'])
}

/// Whether it compares the subject with patterns. With `StringEquals` a `*` is a letter like any other.
fn is_subject_pattern(condition: &Condition<'_>) -> bool {
    let pattern = Test::Value { comparison: Comparison::StringLike, negated: false };
    condition.is_key(GITHUB_SUBJECT) && condition.operator.is_some_and(|operator| operator.test == pattern)
}
