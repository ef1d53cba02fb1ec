//! `MISSING_QUOTE_IN_VARIABLE`.

use super::occurrence::in_places;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "MISSING_QUOTE_IN_VARIABLE",
    title: "Missing quote in variable",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "The default of a policy variable that does not stand between two single quotes.",
    why: "Only `${key, 'default'}` is a variable with a default; AWS does not take the policy.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/${aws:username, 'nobody}"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/${aws:username, 'nobody'}"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (item, variable) in in_places(subject) {
        let Some(default) = variable.default().filter(|_| variable.closed) else { continue };
        let is_quoted = default.len() > 1 && default.starts_with('\'') && default.ends_with('\'');
        if !is_quoted {
            findings.add(
                format!("put the default {} between single quotes", quoted(default.trim_matches('\''))),
                [item.part(variable.start, variable.end)],
            );
        }
    }
}
