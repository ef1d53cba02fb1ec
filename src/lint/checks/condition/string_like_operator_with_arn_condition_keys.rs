//! `STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS`.

use super::all::conditions;
use super::keys::key_type;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{Comparison, Test, ValueType};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS",
    title: "String like operator with ARN condition keys",
    category: Category::SecurityWarning,
    origin: Origin::Aws,
    finds: "`StringLike` or `StringNotLike` on a key that holds an ARN.",
    why: "There a wildcard runs on over the colons between an ARN's fields, so that a pattern meant for one account can match in another; `ArnLike` keeps it in its field.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/app-*"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/app-*"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for condition in conditions(subject) {
        let test = condition.operator.map(|operator| operator.test);
        let Some(Test::Value { comparison: Comparison::StringLike, negated }) = test else { continue };
        // AWS's validation does not take this one for an ARN, though the reference does.
        let is_arn = !condition.is_key("iam:AssociatedResourceArn")
            && key_type(condition).is_some_and(|key_type| key_type.value == ValueType::Arn);
        if is_arn {
            let instead = if negated { "ArnNotLike" } else { "ArnLike" };
            let details = format!("{} holds an ARN: use `{instead}`", quoted(condition.key()));
            findings.add(details, [condition.element.key_place]);
        }
    }
}
