//! `TRUST_OPEN_TO_ANY_REPOSITORY`.

use super::ask::Asking;
use super::claims::{GITHUB, providers, strange_claims};
use super::parts::{pairs, with};
use super::require::{like, role};
use crate::lint::document::{Condition, Statement};
use crate::lint::{Category, Check, Evidence, Example, Findings, Origin, Place, Subject};
use crate::model::{self, Effect, PolicyType, PrincipalElement};

pub(super) const CHECK: Check = Check {
    code: "TRUST_OPEN_TO_ANY_REPOSITORY",
    title: "Trust open to any repository",
    category: Category::SecurityWarning,
    origin: Origin::Hornbeam,
    finds: "A trust policy that lets GitHub Actions assume the role from a repository of an owner that no condition names: the finding's request has such a token. `repo:example*` names an owner only by how it begins, and `example-evil` begins so too.",
    why: "Anybody can open an account of that name at GitHub, write a job and assume the role from there.",
    example: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"}, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}, "StringLike": {"token.actions.githubusercontent.com:sub": "repo:example*"}}}]}"#,
    ),
    instead: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"}, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com", "token.actions.githubusercontent.com:sub": "repo:example/app:ref:refs/heads/main"}}}]}"#,
    ),
    run,
};

/// The claim that names repository and branch.
const SUBJECT: &str = "token.actions.githubusercontent.com:sub";

/// Other claims, such as `repository_owner`, bind the owner too: where conditions look at them, the request has values that
/// nobody named.
fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let is_trust = subject.policy_type == PolicyType::Trust;
    let Some(asking) = Asking::of(subject).filter(|_| is_trust) else { return };
    for pair in pairs(subject).iter().filter(|pair| pair.read.effect == Effect::Allow) {
        for (principal, _) in providers(pair.read).into_iter().filter(|(_, address)| address == GITHUB) {
            let mut conditions = strange_claims(pair.read, GITHUB, &["aud", "sub", "ref", "actor"]);
            conditions.push(like(SUBJECT, ["repo:?*/?*:?*".to_owned()], false));
            let owners: Vec<String> = owners(pair.written).map(|owner| format!("repo:{owner}/*")).collect();
            if !owners.is_empty() {
                conditions.push(like(SUBJECT, owners, true));
            }
            let principal = PrincipalElement::Principal(vec![principal]);
            let statement = model::Statement { principal, resource: role(), ..with(pair.read, conditions) };
            if let Some(request) = asking.allowed(&asking.with_denials(vec![statement])) {
                let details = format!(
                    "jobs of repositories of any owner may assume the role: name the owner and a `/` behind it in `{SUBJECT}`"
                );
                findings.add_with(Evidence::Witness(Box::new(request)), details, place(pair.written));
            }
        }
    }
}

/// The owners that the patterns name: what stands behind `repo:`, up to a slash or wildcard.
fn owners<'n>(statement: &Statement<'n>) -> impl Iterator<Item = &'n str> {
    let items = subjects(statement).flat_map(|condition| &condition.items);
    let owner = |text: &'n str| text.strip_prefix("repo:")?.split(['/', '*', '?']).next();
    items.filter_map(move |item| owner(item.text)).filter(|owner| !owner.is_empty())
}

fn subjects<'s, 'n>(statement: &'s Statement<'n>) -> impl Iterator<Item = &'s Condition<'n>> {
    statement.conditions.iter().filter(|condition| condition.is_key(SUBJECT))
}

/// The subject's patterns, or whom the statement names where there are none.
fn place<'n>(statement: &Statement<'n>) -> Option<Place<'n>> {
    let pattern = subjects(statement).next().map(|condition| condition.element.place);
    pattern.or_else(|| statement.principals.as_ref().map(|principals| principals.element.place))
}
