//! `TRUST_OPEN_TO_ANY_OIDC_SUBJECT`.

use super::ask::Asking;
use super::claims::{APPLICATIONS, GITHUB, providers, strange_claims};
use super::parts::{pairs, with};
use super::require::{equals, role};
use crate::lint::{Category, Check, Evidence, Example, Findings, Origin, Subject};
use crate::model::{Effect, PolicyType, PrincipalElement, Statement};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "TRUST_OPEN_TO_ANY_OIDC_SUBJECT",
    title: "Trust open to any OIDC subject",
    category: Category::SecurityWarning,
    origin: Origin::Hornbeam,
    finds: "A trust policy that lets every subject of an OIDC provider assume the role: the finding's request has a token whose subject, and every other claim that a condition looks at, nobody named. Only the audience may be fixed, which at most providers any subject can ask for. At Google, Amazon, Facebook and Cognito it is the application, and a fixed one is enough. GitHub has `TRUST_OPEN_TO_ANY_REPOSITORY`.",
    why: "The provider gives tokens to all of its users: to every pod of the cluster, every project of the forge.",
    example: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/gitlab.com"}, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": {"StringEquals": {"gitlab.com:aud": "https://gitlab.com"}}}]}"#,
    ),
    instead: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/gitlab.com"}, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": {"StringEquals": {"gitlab.com:aud": "https://gitlab.com", "gitlab.com:sub": "project_path:example/app:ref_type:branch:ref:main"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let is_trust = subject.policy_type == PolicyType::Trust;
    let Some(asking) = Asking::of(subject).filter(|_| is_trust) else { return };
    for pair in pairs(subject).iter().filter(|pair| pair.read.effect == Effect::Allow) {
        let Some(principals) = &pair.written.principals else { continue };
        for (principal, address) in providers(pair.read) {
            if address == GITHUB {
                continue;
            }
            let fixed: &[&str] =
                if APPLICATIONS.contains(&address.as_str()) { &["amr"] } else { &["aud", "amr"] };
            let mut conditions = strange_claims(pair.read, &address, fixed);
            conditions.push(equals(&format!("{address}:sub"), "somebody-nobody-named"));
            let principal = PrincipalElement::Principal(vec![principal]);
            let statement = Statement { principal, resource: role(), ..with(pair.read, conditions) };
            if let Some(request) = asking.allowed(&asking.with_denials(vec![statement])) {
                let details = format!(
                    "any subject of {} may assume the role: add a condition on `{address}:sub`",
                    quoted(&address)
                );
                let place = principals.element.place;
                findings.add_with(Evidence::Witness(Box::new(request)), details, [place]);
            }
        }
    }
}
