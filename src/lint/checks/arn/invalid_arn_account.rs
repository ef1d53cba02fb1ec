//! `INVALID_ARN_ACCOUNT`.

use super::fields::{Arn, arns, is_open};
use super::formats::{Fault, faults, formats};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "INVALID_ARN_ACCOUNT",
    title: "Invalid ARN account",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "The ARN of a resource with an account that is not 12 digits.",
    why: "No resource's ARN matches, so the statement concerns none.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:1111222233334:orders"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (item, arn) in arns(subject).filter(|(_, arn)| !is_open(arn.service)) {
        if !may_be_account(&arn) && !faults(&arn).contains(&Fault::AccountNotAllowed) {
            let details = format!("{} is no account: write 12 digits, or `*` for any", quoted(arn.account));
            findings.add(details, [item.place]);
        }
    }
}

/// What AWS's own resources have in place of an account begins so: `aws`, `aws-marketplace`, `amazon`, `third-party`.
const OWNERS: [&str; 4] = ["aws", "amazon", "cloudfront", "third-party"];

/// Whether the field can be an account, or the name that stands for one in such ARNs.
fn may_be_account(arn: &Arn<'_>) -> bool {
    let account = arn.account;
    if account.is_empty() || account.contains("${") {
        return true;
    }
    let (digits, stars) = (account.bytes().filter(u8::is_ascii_digit).count(), account.matches('*').count());
    let places = digits + account.matches('?').count();
    if places + stars == account.len() {
        return places == 12 || (stars > 0 && places < 12);
    }
    let is_owner = OWNERS.iter().any(|owner| account.starts_with(owner));
    let is_in_format = || formats(arn.service).any(|format| format.text().split(':').nth(4) == Some(account));
    // A star before may stand for the account as well, so that this is the resource already.
    is_open(account) || is_owner || arn.region.ends_with('*') || is_in_format()
}
