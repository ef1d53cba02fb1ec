//! `INVALID_ARN_REGION`.

use super::fields::{arns, is_open};
use super::formats::{Fault, faults};
use crate::lint::checks::condition::wildcards::is_in;
use crate::lint::checks::value::region::regions;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "INVALID_ARN_REGION",
    title: "Invalid ARN Region",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "The ARN of a resource with a Region that does not exist.",
    why: "No resource's ARN matches, so the statement concerns none.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-wets-1:111122223333:orders"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (item, arn) in arns(subject) {
        let is_judged = !arn.region.is_empty() && !arn.region.contains("${") && !is_open(arn.service);
        let exists = || regions().any(|region| is_in(arn.region, region));
        // A star may stand for more than its field; and where no Region belongs, any is reported.
        let is_wide = arn.region.ends_with('*');
        if is_judged && !is_wide && !exists() && !faults(&arn).contains(&Fault::RegionNotAllowed) {
            findings.add(format!("there is no Region {}", quoted(arn.region)), [item.place]);
        }
    }
}
