//! `REDUNDANT_CONDITION_VALUE_NUM`.

use crate::lint::checks::condition::all::conditions;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{Comparison, Decimal, Order, Test};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "REDUNDANT_CONDITION_VALUE_NUM",
    title: "Redundant condition value num",
    category: Category::Suggestion,
    origin: Origin::Aws,
    finds: "Several values for a numeric operator that compares by size.",
    why: "Values are alternatives: below one of them is below the greatest, above one of them above the least, and the others say nothing.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::bucket", "Condition": {"NumericLessThan": {"s3:max-keys": ["10", "100"]}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::bucket", "Condition": {"NumericLessThan": {"s3:max-keys": "100"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for condition in conditions(subject) {
        let Some(Test::Value { comparison: Comparison::Numeric(order), negated: _ }) =
            condition.operator.map(|operator| operator.test)
        else {
            continue;
        };
        let numbers = condition.items.iter().filter_map(|item| Decimal::parse(item.text));
        let (which, number) = match order {
            Order::Equals => continue,
            Order::LessThan | Order::LessThanEquals => ("greatest", numbers.max()),
            Order::GreaterThan | Order::GreaterThanEquals => ("least", numbers.min()),
        };
        let Some(number) = number.filter(|_| condition.items.len() > 1) else { continue };
        let (operator, key) = (quoted(condition.block.key), quoted(condition.key()));
        let details =
            format!("of the values of {operator} for {key} only the {which} counts: write `{number}`");
        findings.add(details, [condition.element.place]);
    }
}
