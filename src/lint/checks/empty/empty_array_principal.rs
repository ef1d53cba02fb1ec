//! `EMPTY_ARRAY_PRINCIPAL`.

use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "EMPTY_ARRAY_PRINCIPAL",
    title: "Empty array principal",
    category: Category::Suggestion,
    origin: Origin::Aws,
    finds: "A `Principal` or `NotPrincipal`, or one of its kinds, is an empty list.",
    why: "The statement names nobody there and does nothing for them.",
    example: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": []}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    instead: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for principals in subject.document.statements.iter().filter_map(|statement| statement.principals.as_ref())
    {
        let kinds = principals.entries.iter().map(|entry| &entry.element);
        for element in std::iter::once(&principals.element).chain(kinds) {
            if element.is_empty_array() {
                let details = format!("{} is an empty list: add principals", quoted(element.key));
                findings.add(details, [element.place]);
            }
        }
    }
}
