//! `PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE`.

use super::grant::{PASS_ROLE, Roles, Through, report};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE",
    title: "Pass role with star in action and resource",
    category: Category::SecurityWarning,
    origin: Origin::Aws,
    finds: "A statement that allows `iam:PassRole` through a pattern of actions on a pattern that has every role of an account in it, without a condition that says for which services.",
    why: "Nobody sees by the pattern that roles can be passed, and with any role to pass one can do all that the strongest role of the account may do.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:*", "Resource": "*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::111122223333:role/app", "Condition": {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    report(subject, findings, &PASS_ROLE, (Through::Star, Roles::Star));
}
