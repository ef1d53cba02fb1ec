//! `INVALID_USER_REFERENCE`.

use super::named::unique_ids;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "INVALID_USER_REFERENCE",
    title: "Invalid user reference",
    category: Category::Warning,
    origin: Origin::Aws,
    finds: "A principal is the unique id of a user (`AIDA…`) instead of its ARN.",
    why: "AWS itself puts the id there when the user is deleted: a new user of the same name does not get it back, so the statement allows nobody. Ids are also hard to read.",
    example: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "AIDAEXAMPLE1234567890"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    instead: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:user/reader"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for item in unique_ids(subject, "AIDA") {
        let details = format!("{} is the id of a user: write the user's ARN", quoted(item.text));
        findings.add(details, [item.place]);
    }
}
