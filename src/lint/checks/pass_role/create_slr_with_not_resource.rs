//! `CREATE_SLR_WITH_NOT_RESOURCE`.

use super::grant::{CREATE_SLR, Roles, Through, report};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "CREATE_SLR_WITH_NOT_RESOURCE",
    title: "Create SLR with NotResource",
    category: Category::Warning,
    origin: Origin::Aws,
    finds: "A statement that allows `iam:CreateServiceLinkedRole` on every service-linked role but those of `NotResource`, without a condition that says for which services.",
    why: "The roles of services that come later can be created too, since nobody listed them.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "NotResource": "arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "Resource": "arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS*", "Condition": {"StringEquals": {"iam:AWSServiceName": "ecs.amazonaws.com"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    report(subject, findings, &CREATE_SLR, (Through::Name, Roles::NotResource));
}
