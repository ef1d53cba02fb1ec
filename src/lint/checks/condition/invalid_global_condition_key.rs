//! `INVALID_GLOBAL_CONDITION_KEY`.

use super::all::conditions;
use super::keys::{exists, parts, without_tag};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "INVALID_GLOBAL_CONDITION_KEY",
    title: "Invalid global condition key",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A condition key that begins with `aws:` and does not exist.",
    why: "No request has it, so the condition sees it as absent.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEquals": {"aws:SourceVpcId": "vpc-0a1b2c3d"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEquals": {"aws:SourceVpc": "vpc-0a1b2c3d"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for condition in conditions(subject) {
        let is_global = parts(condition).is_some_and(|(service, _)| service.eq_ignore_ascii_case("aws"));
        // Of `aws:ARN`, and of keys of tags without a tag, other checks have more to say.
        let is_said = condition.is_key("aws:ARN") || without_tag(condition).is_some();
        if is_global && !is_said && !exists(condition) {
            let key = quoted(condition.key());
            findings.add(format!("there is no global condition key {key}"), [condition.element.key_place]);
        }
    }
}
