//! `DEPRECATED_GLOBAL_CONDITION_KEY`.

use super::all::conditions;
use super::resource_policy::is_on_resource;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "DEPRECATED_GLOBAL_CONDITION_KEY",
    title: "Deprecated global condition key",
    category: Category::Warning,
    origin: Origin::Aws,
    finds: "The condition key `aws:ARN` in a policy that is not a resource's.",
    why: "It is an old key for who calls, which AWS no longer documents; `aws:PrincipalArn` took its place.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"ArnEquals": {"aws:ARN": "arn:aws:iam::111122223333:role/app"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/app"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if !is_on_resource(subject.policy_type) {
        for condition in conditions(subject).filter(|condition| condition.is_key("aws:ARN")) {
            findings.add("`aws:ARN` is an old key: use `aws:PrincipalArn`", [condition.element.key_place]);
        }
    }
}
