//! `CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION`.

use super::grant::{CREATE_SLR, Roles, Through, report};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION",
    title: "Create SLR with star in resource and NotAction",
    category: Category::Warning,
    origin: Origin::Aws,
    finds: "A statement with `NotAction` that leaves `iam:CreateServiceLinkedRole` allowed on a pattern that has every service-linked role in it, without a condition that says for which services.",
    why: "What `NotAction` does not list is allowed, and with it to let any service into the account by a service-linked role.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "NotAction": "s3:*", "Resource": "*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "Resource": "arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS*", "Condition": {"StringEquals": {"iam:AWSServiceName": "ecs.amazonaws.com"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    report(subject, findings, &CREATE_SLR, (Through::NotAction, Roles::Star));
}
