//! `PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION`.

use super::grant::{PASS_ROLE, Roles, Through, report};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION",
    title: "Pass role with star in resource and NotAction",
    category: Category::SecurityWarning,
    origin: Origin::Aws,
    finds: "A statement with `NotAction` that leaves `iam:PassRole` allowed on a pattern that has every role of an account in it, without a condition that says for which services.",
    why: "What `NotAction` does not list is allowed, the passing of the strongest role of the account with it.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "NotAction": "s3:*", "Resource": "*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::111122223333:role/app", "Condition": {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    report(subject, findings, &PASS_ROLE, (Through::NotAction, Roles::Star));
}
