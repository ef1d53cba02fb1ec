//! `PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE`.

use super::grant::{PASS_ROLE, Roles, Through, report};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE",
    title: "Pass role with NotAction and NotResource",
    category: Category::SecurityWarning,
    origin: Origin::Aws,
    finds: "A statement with `NotAction` that leaves `iam:PassRole` allowed on every role but those of `NotResource`, without a condition that says for which services.",
    why: "Two lists of what is not meant leave the rest allowed: any role can be passed that neither of them thought of.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "NotAction": "s3:*", "NotResource": "arn:aws:iam::111122223333:role/app"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::111122223333:role/app", "Condition": {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    report(subject, findings, &PASS_ROLE, (Through::NotAction, Roles::NotResource));
}
