//! `MISSING_EFFECT`.

use super::missing::without;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "MISSING_EFFECT",
    title: "Missing effect",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A statement has no `Effect`.",
    why: "There is no default effect: AWS refuses a statement that neither allows nor denies.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for statement in without(&subject.document, &["Effect"]) {
        findings.add("the statement has no `Effect`: add one, `Allow` or `Deny`", [statement.place]);
    }
}
