//! `EMPTY_OBJECT_PRINCIPAL`.

use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;

pub(super) const CHECK: Check = Check {
    code: "EMPTY_OBJECT_PRINCIPAL",
    title: "Empty object principal",
    category: Category::Suggestion,
    origin: Origin::Aws,
    finds: "A `Principal` or `NotPrincipal` is an empty object.",
    why: "The statement names nobody and does nothing.",
    example: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
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
        if principals.element.is_empty_object() {
            let details = format!("`{}` names nobody: add principals", principals.element.key);
            findings.add(details, [principals.element.place]);
        }
    }
}
