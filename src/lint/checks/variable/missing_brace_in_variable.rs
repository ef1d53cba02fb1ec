//! `MISSING_BRACE_IN_VARIABLE`.

use super::occurrence::in_places;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "MISSING_BRACE_IN_VARIABLE",
    title: "Missing brace in variable",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A policy variable that begins with `${` and is not closed by `}`.",
    why: "Without the brace nobody can tell where the name ends; AWS does not take the policy.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/${aws:username"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/${aws:username}"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (item, variable) in in_places(subject) {
        if !variable.closed {
            let written = item.text.get(variable.start..variable.end).unwrap_or_default();
            findings.add(
                format!("the policy variable {} is not closed: write `}}` behind its name", quoted(written)),
                [item.part(variable.start, variable.end)],
            );
        }
    }
}
