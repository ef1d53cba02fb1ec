//! `UNSUPPORTED_SPACE_IN_VARIABLE`.

use super::occurrence::in_places;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "UNSUPPORTED_SPACE_IN_VARIABLE",
    title: "Unsupported space in variable",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A space in the name of a policy variable. Around and in its default spaces are fine.",
    why: "No key has such a name; AWS does not take the policy.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/${aws: username}"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/${aws:username, 'no name'}"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (item, variable) in in_places(subject) {
        let name = variable.name();
        // The tag's own key, behind the slash, is whatever its owner chose.
        let fixed = name.split_once('/').map_or(name, |(fixed, _)| fixed);
        let around = name.trim() != name;
        if variable.is_variable() && (around || fixed.contains(char::is_whitespace)) {
            findings.add(
                format!("remove the space from the policy variable's name {}", quoted(name)),
                [item.part(variable.start, variable.end)],
            );
        }
    }
}
