//! `VARIABLE_UNSUPPORTED_IN_ELEMENT`.

use super::occurrence::occurrences;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "VARIABLE_UNSUPPORTED_IN_ELEMENT",
    title: "Variable unsupported in element",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A policy variable in an action or a principal.",
    why: "Variables are put into resources and into the values of conditions, nowhere else.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:${aws:username}", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/${aws:username}/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for statement in &subject.document.statements {
        let actions = statement.actions.iter().flat_map(|list| &list.items);
        let entries = || statement.principals.iter().flat_map(|principals| &principals.entries);
        let principals = entries().flat_map(|entry| &entry.items);
        let everybody = statement.principals.iter().filter_map(|principals| principals.text.as_ref());
        for item in actions.chain(principals).chain(everybody) {
            for variable in occurrences(item.text).iter().filter(|variable| variable.closed) {
                let written = item.text.get(variable.start..variable.end).unwrap_or_default();
                findings.add(
                    format!("{} is put in only in resources and conditions: remove it here", quoted(written)),
                    [item.part(variable.start, variable.end)],
                );
            }
        }
    }
}
