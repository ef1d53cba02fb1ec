//! `MISSING_ARN_ACCOUNT`.

use super::fields::arns;
use super::formats::{Fault, faults};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "MISSING_ARN_ACCOUNT",
    title: "Missing ARN account",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "The ARN of a resource has no account, where such ARNs have one.",
    why: "No resource's ARN matches, so the statement concerns none.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1::orders"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (item, arn) in arns(subject).filter(|(_, arn)| !may_be_of_aws(arn.resource)) {
        if arn.account.is_empty() && faults(&arn).contains(&Fault::AccountMissing) {
            let details = format!(
                "the ARN of {} has an account: add its 12 digits, or `*` for any",
                quoted(arn.resource)
            );
            findings.add(details, [item.place]);
        }
    }
}

/// Whether it can be one of those that AWS publishes for everybody, of which many have no account, such as
/// `document/AWS-RunShellScript` and `parameter/aws/service/…` of Systems Manager: by a part of the name.
fn may_be_of_aws(resource: &str) -> bool {
    resource.split(['/', ':']).any(|part| {
        let fixed = part.split(['*', '?', '$']).next().unwrap_or("").to_ascii_lowercase();
        let is_cut = fixed.len() < part.len();
        ["aws", "amazon"]
            .iter()
            .any(|owner| fixed.starts_with(owner) || (is_cut && owner.starts_with(&fixed)))
    })
}
