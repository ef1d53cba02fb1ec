//! `INVALID_PRINCIPAL_FORMAT`.

use super::named::named;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;
use crate::parse::Value;

pub(super) const CHECK: Check = Check {
    code: "INVALID_PRINCIPAL_FORMAT",
    title: "Invalid principal format",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A `Principal` or `NotPrincipal` is a text other than `*`, or a list.",
    why: "Except for `*`, principals stand under their kind: `AWS`, `Service`, `Federated` or `CanonicalUser`. AWS refuses any other form.",
    example: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "arn:aws:iam::111122223333:role/reader", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    instead: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/reader"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for principals in named(subject) {
        let is_list = matches!(&principals.element.value.value, Value::Array(items) if !items.is_empty());
        let is_text = principals.text.is_some_and(|item| item.text != "*");
        if is_list || is_text {
            let name = principals.element.key;
            findings.add(
                format!(
                    r#"`{name}` must be `"*"` or an object: put its kind before it, as in `{{"AWS": "…"}}`"#
                ),
                [principals.element.place],
            );
        }
    }
}
