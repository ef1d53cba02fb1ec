//! `EMPTY_ARRAY_ACTION`.

use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "EMPTY_ARRAY_ACTION",
    title: "Empty array action",
    category: Category::Suggestion,
    origin: Origin::Aws,
    finds: "`Action` or `NotAction` is an empty list.",
    why: "A statement with an empty `Action` is about no actions and does nothing, and with an empty `NotAction` it is about all of them; hardly anybody means either.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": [], "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for statement in &subject.document.statements {
        for element in ["Action", "NotAction"].into_iter().filter_map(|name| statement.element(name)) {
            if element.is_empty_array() {
                findings.add(format!("`{}` is an empty list: add actions", element.key), [element.place]);
            }
        }
    }
}
