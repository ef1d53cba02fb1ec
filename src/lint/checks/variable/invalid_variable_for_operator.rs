//! `INVALID_VARIABLE_FOR_OPERATOR`.

use super::occurrence::occurrences;
use crate::lint::checks::condition::all::conditions;
use crate::lint::document::Condition;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::Test;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "INVALID_VARIABLE_FOR_OPERATOR",
    title: "Invalid variable for operator",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A policy variable in a value of an operator other than the string and ARN operators.",
    why: "Numbers, dates, Booleans, bytes and addresses are read as they stand, and nothing is put in.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::bucket", "Condition": {"NumericLessThan": {"s3:max-keys": "${aws:PrincipalTag/most}"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::bucket", "Condition": {"NumericLessThan": {"s3:max-keys": "10"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if !subject.document.has_variables() {
        return;
    }
    for condition in conditions(subject).filter(|condition| !takes_variables(condition)) {
        for item in &condition.items {
            for variable in occurrences(item.text).iter().filter(|variable| variable.is_variable()) {
                findings.add(
                    format!(
                        "{} takes no policy variables: only string and ARN operators do",
                        quoted(condition.block.key)
                    ),
                    [item.part(variable.start, variable.end)],
                );
            }
        }
    }
}

/// Whether variables are put into the values; an operator that does not exist is not judged.
fn takes_variables(condition: &Condition<'_>) -> bool {
    match condition.operator.map(|operator| operator.test) {
        None => true,
        Some(Test::Null) => false,
        Some(Test::Value { comparison, negated: _ }) => comparison.is_of_texts(),
    }
}
