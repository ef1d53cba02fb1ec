//! `INVALID_CONDITION_DATA_TYPE`.

use crate::lint::checks::condition::all::conditions;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;
use std::mem::discriminant;

pub(super) const CHECK: Check = Check {
    code: "INVALID_CONDITION_DATA_TYPE",
    title: "Invalid condition data type",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "Values of one key of a condition that are not of one JSON type.",
    why: "A list of strings, numbers and Booleans mixed is most likely a slip of the pen; AWS does not take the policy.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::bucket", "Condition": {"StringEquals": {"s3:prefix": ["home", 7]}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::bucket", "Condition": {"StringEquals": {"s3:prefix": ["home", "7"]}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for condition in conditions(subject) {
        let mut types = condition.items.iter().map(|item| discriminant(&item.node.value));
        let first = types.next();
        if types.any(|other| Some(other) != first) {
            let key = quoted(condition.key());
            findings.add(
                format!("the values of {key} are of several JSON types: use one"),
                [condition.element.place],
            );
        }
    }
}
