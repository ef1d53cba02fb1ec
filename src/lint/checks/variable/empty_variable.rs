//! `EMPTY_VARIABLE`.

use super::occurrence::in_places;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "EMPTY_VARIABLE",
    title: "Empty variable",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A policy variable without a name: `${}`.",
    why: "There is nothing that could be put in; AWS does not take the policy.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/${}/*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/${aws:username}/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (item, variable) in in_places(subject) {
        if variable.closed && variable.inside.trim().is_empty() {
            findings.add(
                "the policy variable has no name: write a key between the braces, or remove them",
                [item.part(variable.start, variable.end)],
            );
        }
    }
}
