//! `INVALID_ARN_PREFIX`.

use super::fields::resources;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "INVALID_ARN_PREFIX",
    title: "Invalid ARN prefix",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A `Resource` that does not begin with `arn:`.",
    why: "A resource is named by its ARN, or is `*`. Nothing else matches any.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "bucket/*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    // In an API's own policy the short form stands for the ARN.
    let may_be_short = subject.policy_type == PolicyType::Resource && subject.resource_kind.is_none();
    let is_short = |text: &str| may_be_short && text.starts_with("execute-api:");
    for item in resources(subject).filter(|item| !may_begin(item.text) && !is_short(item.text)) {
        findings.add(format!("{} is no ARN: it has to begin with `arn:`", quoted(item.text)), [item.place]);
    }
}

/// Whether the pattern can match a text that begins like an ARN.
fn may_begin(text: &str) -> bool {
    let fixed = text.split(['*', '?']).next().unwrap_or("");
    let fixed = fixed.split("${").next().unwrap_or("");
    text.starts_with("arn:") || (fixed.len() < text.len() && "arn:".starts_with(fixed))
}
