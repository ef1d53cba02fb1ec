//! `NULL_WITH_QUALIFIER`.

use super::all::blocks;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{Operator, SetQualifier, Test};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "NULL_WITH_QUALIFIER",
    title: "Null with qualifier",
    category: Category::Suggestion,
    origin: Origin::Aws,
    finds: "`Null` with `ForAllValues` or `ForAnyValue`.",
    why: "With `ForAllValues` it always holds and with `ForAnyValue` never, whether the key is there or not.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ec2:TerminateInstances", "Resource": "arn:aws:ec2:*:111122223333:instance/*", "Condition": {"ForAllValues:Null": {"aws:TagKeys": "false"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ec2:TerminateInstances", "Resource": "arn:aws:ec2:*:111122223333:instance/*", "Condition": {"Null": {"aws:TagKeys": "false"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for block in blocks(subject) {
        let Some(Operator { qualifier: Some(qualifier), test: Test::Null, if_exists: _ }) =
            Operator::parse(block.key)
        else {
            continue;
        };
        let outcome = match qualifier {
            SetQualifier::ForAllValues => "always",
            SetQualifier::ForAnyValue => "never",
        };
        findings.add(format!("{} {outcome} holds: use `Null` alone", quoted(block.key)), [block.key_place]);
    }
}
