//! `MISSING_ACTION`.

use super::missing::without;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "MISSING_ACTION",
    title: "Missing action",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A statement has neither `Action` nor `NotAction`.",
    why: "AWS refuses a statement that does not say which actions it is about.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for statement in without(&subject.document, &["Action", "NotAction"]) {
        findings.add("the statement names no actions: add an `Action`", [statement.place]);
    }
}
