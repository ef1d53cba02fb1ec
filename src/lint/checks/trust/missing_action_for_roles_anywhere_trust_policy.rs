//! `MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY`.

use super::assume::allows;
use crate::lint::document::Statement;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY",
    title: "Missing action for roles anywhere trust policy",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A trust policy names `rolesanywhere.amazonaws.com`, but its statements do not allow that service all of `sts:AssumeRole`, `sts:SetSourceIdentity` and `sts:TagSession`.",
    why: "IAM Roles Anywhere puts the certificate's subject into source identity and session tags; without all three permissions no session is made.",
    example: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "rolesanywhere.amazonaws.com"}, "Action": "sts:AssumeRole", "Condition": {"ArnEquals": {"aws:SourceArn": "arn:aws:rolesanywhere:us-east-1:111122223333:trust-anchor/a1b2c3d4-5678-90ab-cdef-111122223333"}}}]}"#,
    ),
    instead: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "rolesanywhere.amazonaws.com"}, "Action": ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"], "Condition": {"ArnEquals": {"aws:SourceArn": "arn:aws:rolesanywhere:us-east-1:111122223333:trust-anchor/a1b2c3d4-5678-90ab-cdef-111122223333"}}}]}"#,
    ),
    run,
};

const REQUIRED: [&str; 3] = ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"];

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.policy_type != PolicyType::Trust {
        return;
    }
    let names = |statement: &&Statement<'_>| {
        statement.allows()
            && statement.principals.as_ref().is_some_and(|principals| {
                !principals.negated
                    && principals.of_kind("Service").any(|item| item.text == "rolesanywhere.amazonaws.com")
            })
    };
    let statements: Vec<_> = subject.document.statements.iter().filter(names).collect();
    let missing: Vec<_> = REQUIRED
        .into_iter()
        .filter(|action| !statements.iter().any(|statement| allows(statement, action)))
        .map(quoted)
        .collect();
    if missing.is_empty() {
        return;
    }
    let lists = statements.iter().filter_map(|statement| statement.actions.as_ref());
    if let Some(place) = lists.map(|list| list.element.place).next() {
        let details = format!("IAM Roles Anywhere needs {} as well: add it", missing.join(" and "));
        findings.add(details, [place]);
    }
}
