//! `UNSUPPORTED_WILDCARD_IN_PRINCIPAL`.

use super::named::{has_wildcard, named};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "UNSUPPORTED_WILDCARD_IN_PRINCIPAL",
    title: "Unsupported wildcard in principal",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A principal has a wildcard. Only a lone `*`, for everybody, is understood, and that under `AWS` alone.",
    why: "Principals are compared letter by letter, so AWS refuses a part of a name or ARN with a wildcard. Name the account, and restrict it with `aws:PrincipalArn` in a condition.",
    example: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/reader-*"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    instead: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/reader-*"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for entry in named(subject).flat_map(|principals| &principals.entries) {
        let kind = entry.element.key;
        let is_odd = |text: &str| has_wildcard(text) && !(kind == "AWS" && text == "*");
        for item in entry.items.iter().filter(|item| is_odd(item.text)) {
            let details = format!("a principal under {} has no wildcards: name it in full", quoted(kind));
            findings.add(details, [item.place]);
        }
    }
}
