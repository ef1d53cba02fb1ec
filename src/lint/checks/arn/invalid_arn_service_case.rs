//! `INVALID_ARN_SERVICE_CASE`.

use super::fields::arns;
use super::formats::is_service;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "INVALID_ARN_SERVICE_CASE",
    title: "Invalid ARN service case",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "The service of an ARN written with capital letters.",
    why: "Letter case counts in ARNs, and services are written in small letters: no resource's ARN matches.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:S3:::bucket/*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (item, arn) in arns(subject) {
        let small = arn.service.to_ascii_lowercase();
        if small != arn.service && is_service(&small) {
            findings.add(format!("write {} as {}", quoted(arn.service), quoted(&small)), [item.place]);
        }
    }
}
