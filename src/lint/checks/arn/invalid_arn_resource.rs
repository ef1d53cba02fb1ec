//! `INVALID_ARN_RESOURCE`.

use super::fields::arns;
use super::formats::{Fault, faults};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "INVALID_ARN_RESOURCE",
    title: "Invalid ARN resource",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "The last part of an ARN is not as any resource of the service has it.",
    why: "No resource's ARN matches, so the statement concerns none.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": "arn:aws:lambda:eu-west-1:111122223333:functions/app"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:app"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (item, arn) in arns(subject).filter(|(_, arn)| faults(arn).contains(&Fault::Resource)) {
        findings.add(
            format!("no ARN of {} ends like this: see the formats of its resources", quoted(arn.service)),
            [item.place],
        );
    }
}
