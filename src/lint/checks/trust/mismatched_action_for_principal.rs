//! `MISMATCHED_ACTION_FOR_PRINCIPAL`.

use super::provider::{Provider, provider};
use crate::lint::document::{Item, Statement};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "MISMATCHED_ACTION_FOR_PRINCIPAL",
    title: "Mismatched action for principal",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A statement of a trust policy has an action that its principals cannot call: SAML providers come with `sts:AssumeRoleWithSAML`, OIDC providers with `sts:AssumeRoleWithWebIdentity`, all others with `sts:AssumeRole`.",
    why: "The principal cannot assume the role, whatever else the policy says.",
    example: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:saml-provider/example"}, "Action": "sts:AssumeRoleWithWebIdentity"}]}"#,
    ),
    instead: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:saml-provider/example"}, "Action": "sts:AssumeRoleWithSAML", "Condition": {"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}}}]}"#,
    ),
    run,
};

/// A way to assume a role.
#[derive(Copy, Clone, PartialEq, Eq)]
enum Way {
    Plain,
    Saml,
    WebIdentity,
}

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.policy_type != PolicyType::Trust {
        return;
    }
    for statement in subject.document.statements.iter().filter(|statement| statement.allows()) {
        let actions = statement.plain_actions();
        let Some(callers) = callers(statement).filter(|callers| !callers.is_empty()) else { continue };
        if actions.iter().any(|action| action.text.contains(['*', '?'])) {
            continue;
        }
        let ways: Vec<_> = actions.iter().filter_map(|action| Some((action, way(action.text)?))).collect();
        for (action, way) in &ways {
            let none_fits = callers.iter().all(|(_, other)| other != way);
            let has_way = |caller: &Way| ways.iter().any(|(_, other)| other == caller);
            let odd = callers.iter().filter(|(_, caller)| none_fits || !has_way(caller));
            let names: Vec<_> = odd.map(|(item, _)| quoted(item.text)).collect();
            if !names.is_empty() {
                findings.add(
                    format!(
                        "{} is not for {}: take the action of their kind",
                        quoted(action.text),
                        names.join(", ")
                    ),
                    [action.place],
                );
            }
        }
    }
}

/// The action's way; none of an action that comes along with any, such as `sts:TagSession`.
fn way(action: &str) -> Option<Way> {
    let ways = [
        ("sts:AssumeRole", Way::Plain),
        ("sts:AssumeRoleWithSAML", Way::Saml),
        ("sts:AssumeRoleWithWebIdentity", Way::WebIdentity),
    ];
    ways.iter().find(|(name, _)| name.eq_ignore_ascii_case(action)).map(|(_, way)| *way)
}

/// Who is named, each with the fitting way; none if that is everybody, or cannot be told of somebody.
fn callers<'s, 'n>(statement: &'s Statement<'n>) -> Option<Vec<(&'s Item<'n>, Way)>> {
    let principals = statement
        .principals
        .as_ref()
        .filter(|principals| !principals.negated && principals.text.is_none())?;
    let mut callers = Vec::new();
    for entry in &principals.entries {
        for item in &entry.items {
            let way = match (entry.element.key, provider(item.text)) {
                ("AWS" | "Service", _) => Way::Plain,
                ("Federated", Some(Provider::Saml)) => Way::Saml,
                ("Federated", Some(Provider::Oidc(_))) => Way::WebIdentity,
                _ => return None,
            };
            callers.push((item, way));
        }
    }
    Some(callers)
}
