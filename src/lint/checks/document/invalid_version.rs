//! `INVALID_VERSION`.

use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "INVALID_VERSION",
    title: "Invalid version",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "The `Version` is none of the policy language.",
    why: "The version is that of the language, not of your policy. AWS knows `2012-10-17` and `2008-10-17` and refuses any other.",
    example: Example::identity(
        r#"{"Version": "2024-01-01", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let version = subject.document.version.filter(|item| !["2012-10-17", "2008-10-17"].contains(&item.text));
    if let Some(item) = version {
        let details = format!("there is no version {}: write `2012-10-17`", quoted(item.text));
        findings.add(details, [item.place]);
    }
}
