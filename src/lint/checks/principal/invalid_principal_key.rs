//! `INVALID_PRINCIPAL_KEY`.

use super::named::named;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "INVALID_PRINCIPAL_KEY",
    title: "Invalid principal key",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A kind of principal is none of `AWS`, `Service`, `Federated` and `CanonicalUser`. Letter case counts.",
    why: "AWS refuses a policy with any other kind.",
    example: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Role": "arn:aws:iam::111122223333:role/reader"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    instead: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/reader"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for entry in named(subject).flat_map(|principals| &principals.entries) {
        if !["AWS", "Service", "Federated", "CanonicalUser"].contains(&entry.element.key) {
            let key = quoted(entry.element.key);
            let details =
                format!("there is no kind of principal {key}: use AWS, Service, Federated or CanonicalUser");
            findings.add(details, [entry.element.key_place]);
        }
    }
}
