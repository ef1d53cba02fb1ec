//! `FORALLVALUES_ALLOWS_ABSENT_KEY`.

use super::absent_key::{is_of_contents, report};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{SetQualifier, Test};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "FORALLVALUES_ALLOWS_ABSENT_KEY",
    title: "ForAllValues allows an absent key",
    category: Category::SecurityWarning,
    origin: Origin::Hornbeam,
    finds: "An Allow with a `ForAllValues` condition that also lets in requests without the key, as the finding's request shows. The tags in a request (`aws:TagKeys`) and the operations of a grant are left out: without them there is nothing to restrict.",
    why: "`ForAllValues` holds where the key has no value at all. `Null` with `false` demands the key.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "dynamodb:*", "Resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/scores", "Condition": {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": ["red"]}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "dynamodb:*", "Resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/scores", "Condition": {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": ["red"]}, "Null": {"dynamodb:LeadingKeys": "false"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    report(
        subject,
        findings,
        |condition| {
            let tests_value = match condition.operator.test {
                Test::Value { comparison: _, negated: _ } => true,
                Test::Null => false,
            };
            tests_value
                && condition.operator.qualifier == Some(SetQualifier::ForAllValues)
                && !is_of_contents(condition)
        },
        |written| {
            let key = quoted(written.key());
            format!("a request without {key} is allowed: demand the key with `Null` and `false`")
        },
    );
}
