//! `INVALID_CONDITION_OPERATOR`.

use super::all::blocks;
use super::null_with_if_exists::is_null_if_exists;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::Operator;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "INVALID_CONDITION_OPERATOR",
    title: "Invalid condition operator",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A condition operator that does not exist.",
    why: "Nobody can tell what it asks; AWS does not take the policy.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::bucket", "Condition": {"StringIs": {"s3:prefix": "home"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::bucket", "Condition": {"StringEquals": {"s3:prefix": "home"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for block in blocks(subject) {
        if Operator::parse(block.key).is_none() && !is_null_if_exists(block.key) {
            findings.add(format!("there is no condition operator {}", quoted(block.key)), [block.key_place]);
        }
    }
}
