//! `DYNAMODB_ATTRIBUTES_WITHOUT_SELECT`.

use super::wildcards::has_action;
use crate::lint::document::Condition;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::Test;

pub(super) const CHECK: Check = Check {
    code: "DYNAMODB_ATTRIBUTES_WITHOUT_SELECT",
    title: "DynamoDB attributes without select",
    category: Category::SecurityWarning,
    origin: Origin::Aws,
    finds: "An Allow that restricts `dynamodb:Attributes` for reads, and does not restrict `dynamodb:Select` to `SPECIFIC_ATTRIBUTES`.",
    why: "A read that names no attributes has none to compare, and returns all of them.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:Query"], "Resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/people", "Condition": {"ForAllValues:StringEquals": {"dynamodb:Attributes": ["id", "name"]}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:Query"], "Resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/people", "Condition": {"ForAllValues:StringEquals": {"dynamodb:Attributes": ["id", "name"]}, "StringEqualsIfExists": {"dynamodb:Select": "SPECIFIC_ATTRIBUTES"}}}]}"#,
    ),
    run,
};

/// The actions that return attributes which the caller chooses.
const READS: [&str; 4] = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"];

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for statement in subject.document.statements.iter().filter(|statement| statement.allows()) {
        let reads =
            statement.plain_actions().iter().any(|item| READS.iter().any(|read| has_action(item.text, read)));
        if !reads || statement.conditions.iter().any(selects) {
            continue;
        }
        for condition in statement.conditions.iter().filter(|condition| restricts(condition)) {
            findings.add(
                "a read that names no attributes returns all: require `SPECIFIC_ATTRIBUTES` of `dynamodb:Select`",
                [condition.element.key_place],
            );
        }
    }
}

fn restricts(condition: &Condition<'_>) -> bool {
    condition.is_key("dynamodb:Attributes")
        && condition.operator.is_some_and(|operator| operator.test != Test::Null)
}

fn selects(condition: &Condition<'_>) -> bool {
    condition.is_key("dynamodb:Select")
        && matches!(
            condition.operator.map(|operator| operator.test),
            Some(Test::Value { comparison: _, negated: false })
        )
        && condition.items.iter().all(|item| item.text == "SPECIFIC_ATTRIBUTES")
}
