//! `UNTRUSTWORTHY_CONDITION_KEY`.

use super::all::conditions;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "UNTRUSTWORTHY_CONDITION_KEY",
    title: "Untrustworthy condition key",
    category: Category::SecurityWarning,
    origin: Origin::Aws,
    finds: "A condition on `aws:Referer` or `aws:UserAgent`.",
    why: "The caller writes these headers, and can write anything there.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringLike": {"aws:UserAgent": "*Console*"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"Bool": {"aws:SecureTransport": "true"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for condition in conditions(subject) {
        if ["aws:Referer", "aws:UserAgent"].iter().any(|key| condition.is_key(key)) {
            let key = quoted(condition.key());
            let details = format!("the caller chooses {key}: decide by something else");
            findings.add(details, [condition.element.key_place]);
        }
    }
}
