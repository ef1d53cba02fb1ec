//! `CREATE_SLR_WITH_STAR_IN_RESOURCE`.

use super::grant::{CREATE_SLR, Roles, Through, report};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "CREATE_SLR_WITH_STAR_IN_RESOURCE",
    title: "Create SLR with star in resource",
    category: Category::Warning,
    origin: Origin::Aws,
    finds: "A statement that allows `iam:CreateServiceLinkedRole` on a pattern that has every service-linked role in it, without a condition that says for which services.",
    why: "A service-linked role lets its service act in the account; here that can be any service, also one that nobody wants there.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "Resource": "*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "Resource": "arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS*", "Condition": {"StringEquals": {"iam:AWSServiceName": "ecs.amazonaws.com"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    report(subject, findings, &CREATE_SLR, (Through::Name, Roles::Star));
}
