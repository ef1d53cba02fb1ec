//! `S3_PREFIX_IN_NEGATIVE_CONTEXT`.

use crate::lint::document::Condition;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{Comparison, Test};

pub(super) const CHECK: Check = Check {
    code: "S3_PREFIX_IN_NEGATIVE_CONTEXT",
    title: "S3 prefix in negative context",
    category: Category::SecurityWarning,
    origin: Origin::Aws,
    finds: "A Deny of requests whose `s3:prefix` is among some texts, or an Allow of those whose `s3:prefix` is not.",
    why: "Whoever lists a bucket chooses the prefix: a shorter one is none of those texts, and lists the same objects.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::example-reports", "Condition": {"StringNotLike": {"s3:prefix": "private/*"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::example-reports", "Condition": {"StringLike": {"s3:prefix": "public/*"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for statement in &subject.document.statements {
        let is_negative = |condition: &&Condition<'_>| match negated(condition) {
            Some(true) => statement.allows(),
            Some(false) => statement.denies(),
            None => false,
        };
        for condition in statement.conditions.iter().filter(is_negative) {
            findings.add(
                "a shorter `s3:prefix` lists these objects too: allow the prefixes that may be listed with `StringLike`, or deny all others with `StringNotLike`",
                [condition.element.key_place],
            );
        }
    }
}

/// Whether the condition asks that the prefix is none of some texts; `None` for one that compares no text with it.
fn negated(condition: &Condition<'_>) -> Option<bool> {
    let test = condition.operator.filter(|_| condition.is_key("s3:prefix"))?.test;
    match test {
        Test::Value {
            comparison: Comparison::StringEquals | Comparison::StringEqualsIgnoreCase | Comparison::StringLike,
            negated,
        } => Some(negated),
        Test::Value {
            comparison:
                Comparison::Numeric(_)
                | Comparison::Date(_)
                | Comparison::Bool
                | Comparison::BinaryEquals
                | Comparison::IpAddress
                | Comparison::ArnLike,
            negated: _,
        }
        | Test::Null => None,
    }
}
