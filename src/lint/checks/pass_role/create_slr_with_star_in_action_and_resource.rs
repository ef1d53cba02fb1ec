//! `CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE`.

use super::grant::{CREATE_SLR, Roles, Through, report};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE",
    title: "Create SLR with star in action and resource",
    category: Category::Warning,
    origin: Origin::Aws,
    finds: "A statement that allows `iam:CreateServiceLinkedRole` through a pattern of actions on a pattern that has every service-linked role in it, without a condition that says for which services.",
    why: "Nobody sees by the pattern that any service can be let into the account, by the role that it is linked to.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:*", "Resource": "*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "Resource": "arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS*", "Condition": {"StringEquals": {"iam:AWSServiceName": "ecs.amazonaws.com"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    report(subject, findings, &CREATE_SLR, (Through::Star, Roles::Star));
}
