//! `MISSING_ARN_FIELD`.

use super::fields::{fields, is_open, resources};
use super::formats::{formats, is_service};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "MISSING_ARN_FIELD",
    title: "Missing ARN field",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "An ARN with fewer than six fields.",
    why: "An ARN has partition, service, Region, account and resource behind `arn`, each pair parted by a colon, also where a field is empty. With fewer no resource's ARN matches.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:bucket"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for item in resources(subject).filter(|item| item.text.starts_with("arn:") && lacks_field(item.text)) {
        let details = "an ARN has six fields: `arn:partition:service:region:account:resource`, of which some may be empty";
        findings.add(details, [item.place]);
    }
}

/// Whether fields are missing that no `*` or variable can stand for.
fn lacks_field(text: &str) -> bool {
    let fields = fields(text);
    let service = fields.get(2).copied().filter(|service| !is_open(service) && is_service(service));
    let may_match = || service.is_none_or(|service| formats(service).any(|format| format.overlaps(text)));
    fields.len() < 6 && !(is_open(text) && may_match())
}
