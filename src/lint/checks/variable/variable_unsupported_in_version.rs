//! `VARIABLE_UNSUPPORTED_IN_VERSION`.

use super::occurrence::{occurrences, places};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "VARIABLE_UNSUPPORTED_IN_VERSION",
    title: "Variable unsupported in version",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A policy variable in a document whose version is 2008-10-17, or that has no version, which means the same.",
    why: "In that version `${aws:username}` is a text like any other, and is compared as it stands.",
    example: Example::identity(
        r#"{"Version": "2008-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/${aws:username}/*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/${aws:username}/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let document = &subject.document;
    let has_version = document.elements.iter().any(|element| element.key == "Version");
    // A version that does not exist is reported as such.
    let is_old = !has_version || document.version.is_some_and(|version| version.text == "2008-10-17");
    if !is_old {
        return;
    }
    for item in places(subject) {
        for variable in occurrences(item.text).iter().filter(|variable| variable.is_variable()) {
            let written = item.text.get(variable.start..variable.end).unwrap_or_default();
            findings.add(
                format!("{} is text in this version: set `Version` to `2012-10-17`", quoted(written)),
                [item.part(variable.start, variable.end)],
            );
        }
    }
}
