//! `INVALID_ROLE_REFERENCE`.

use super::named::unique_ids;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "INVALID_ROLE_REFERENCE",
    title: "Invalid role reference",
    category: Category::Warning,
    origin: Origin::Aws,
    finds: "A principal is the unique id of a role (`AROA…`) instead of its ARN.",
    why: "AWS itself puts the id there when the role is deleted: a new role of the same name does not get it back, so the statement allows nobody. Ids are also hard to read.",
    example: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "AROAEXAMPLE1234567890"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    instead: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/reader"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for item in unique_ids(subject, "AROA") {
        let details = format!("{} is the id of a role: write the role's ARN", quoted(item.text));
        findings.add(details, [item.place]);
    }
}
