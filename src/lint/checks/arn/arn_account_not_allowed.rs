//! `ARN_ACCOUNT_NOT_ALLOWED`.

use super::fields::arns;
use super::formats::{Fault, faults};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "ARN_ACCOUNT_NOT_ALLOWED",
    title: "ARN account not allowed",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "The ARN of a resource has an account, which such ARNs do not have.",
    why: "No resource's ARN matches, so the statement concerns none.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3::111122223333:bucket/*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (item, arn) in arns(subject).filter(|(_, arn)| {
        !matches!(arn.account, "" | "*") && faults(arn).contains(&Fault::AccountNotAllowed)
    }) {
        findings.add(
            format!("such ARNs of {} have no account: leave it empty", quoted(arn.service)),
            [item.place],
        );
    }
}
