//! `CREATE_SLR_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE`.

use super::grant::{CREATE_SLR, Roles, Through, report};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "CREATE_SLR_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE",
    title: "Create SLR with star in action and NotResource",
    category: Category::Warning,
    origin: Origin::Aws,
    finds: "A statement that allows `iam:CreateServiceLinkedRole` through a pattern of actions on every service-linked role but those of `NotResource`, without a condition that says for which services.",
    why: "The pattern lets service-linked roles be created without saying so, for every service that nobody listed.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:*", "NotResource": "arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "Resource": "arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS*", "Condition": {"StringEquals": {"iam:AWSServiceName": "ecs.amazonaws.com"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    report(subject, findings, &CREATE_SLR, (Through::Star, Roles::NotResource));
}
