//! `EMPTY_OBJECT_CONDITION`.

use crate::lint::document::Element;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "EMPTY_OBJECT_CONDITION",
    title: "Empty object condition",
    category: Category::Suggestion,
    origin: Origin::Aws,
    finds: "A `Condition`, or an operator in it, is an empty object.",
    why: "It restricts nothing, though it looks as if it did.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEquals": {"aws:PrincipalTag/team": "red"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for condition in subject.document.statements.iter().filter_map(|statement| statement.element("Condition"))
    {
        let operators = Element::all(condition.value, condition.place);
        for element in std::iter::once(condition).chain(&operators) {
            if element.is_empty_object() {
                let details =
                    format!("{} is empty and restricts nothing: add conditions", quoted(element.key));
                findings.add(details, [element.place]);
            }
        }
    }
}
