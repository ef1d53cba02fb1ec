//! `JSON_SYNTAX_ERROR`.

use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(in crate::lint) const CHECK: Check = Check {
    code: "JSON_SYNTAX_ERROR",
    title: "JSON syntax error",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "The text is not JSON. Each place where it goes wrong is reported, and nothing else.",
    why: "Only JSON is a policy; nothing more can be said of any other text.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject" "Resource": "*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}"#,
    ),
    run,
};

/// Such a text is no subject: [`crate::lint::Validation`] reports it before any check runs.
fn run(_: &Subject<'_>, _: &mut Findings) {}
