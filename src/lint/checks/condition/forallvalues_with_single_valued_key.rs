//! `FORALLVALUES_WITH_SINGLE_VALUED_KEY`.

use super::keys::key_type;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{Arity, SetQualifier, Test};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "FORALLVALUES_WITH_SINGLE_VALUED_KEY",
    title: "ForAllValues with single valued key",
    category: Category::SecurityWarning,
    origin: Origin::Aws,
    finds: "In an Allow, `ForAllValues` on a key that has at most one value.",
    why: "`ForAllValues` also holds where the key is absent, so the Allow reaches requests without it.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"ForAllValues:StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for statement in subject.document.statements.iter().filter(|statement| statement.allows()) {
        for condition in &statement.conditions {
            let is_of_all = condition.operator.is_some_and(|operator| {
                operator.qualifier == Some(SetQualifier::ForAllValues)
                    && matches!(operator.test, Test::Value { comparison: _, negated: _ })
            });
            if is_of_all && key_type(condition).is_some_and(|key_type| key_type.arity == Arity::Single) {
                let key = quoted(condition.key());
                let details = format!(
                    "{key} has one value, and `ForAllValues` holds without it: remove `ForAllValues:`"
                );
                findings.add(details, [condition.element.place]);
            }
        }
    }
}
