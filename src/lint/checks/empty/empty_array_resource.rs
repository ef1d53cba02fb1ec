//! `EMPTY_ARRAY_RESOURCE`.

use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "EMPTY_ARRAY_RESOURCE",
    title: "Empty array resource",
    category: Category::Suggestion,
    origin: Origin::Aws,
    finds: "`Resource` or `NotResource` is an empty list.",
    why: "A statement with an empty `Resource` is about no resources and does nothing, and with an empty `NotResource` it is about all of them; hardly anybody means either.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": []}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for statement in &subject.document.statements {
        for element in ["Resource", "NotResource"].into_iter().filter_map(|name| statement.element(name)) {
            if element.is_empty_array() {
                findings.add(format!("`{}` is an empty list: add resources", element.key), [element.place]);
            }
        }
    }
}
