//! `TYPE_MISMATCH`.

use super::all::conditions;
use super::keys::{is_tag, key_type};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{Comparison, Test, ValueType};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "TYPE_MISMATCH",
    title: "Type mismatch",
    category: Category::Warning,
    origin: Origin::Aws,
    finds: "An operator that does not fit the type of the key's values. Where a key holds an ARN, string operators fit too, and ARN operators where it holds any text; what tags hold is not judged.",
    why: "A Boolean, number, date or address compared as text matches only one way to write it, and text read as one of these mostly nothing.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEquals": {"aws:ViaAWSService": "true"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"Bool": {"aws:ViaAWSService": "true"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for condition in conditions(subject).filter(|condition| !is_tag(condition)) {
        let Some(Test::Value { comparison, negated: _ }) = condition.operator.map(|operator| operator.test)
        else {
            continue;
        };
        let Some(key_type) = key_type(condition) else { continue };
        // This one is given as a date and as a number.
        let fits = fits(key_type.value, comparison)
            || (condition.is_key("aws:EpochTime") && matches!(comparison, Comparison::Numeric(_)));
        if !fits {
            let (operator, key) = (quoted(condition.block.key), quoted(condition.key()));
            let family = family(key_type.value);
            findings
                .add(format!("{key} takes {family} operator, not {operator}"), [condition.element.key_place]);
        }
    }
}

fn fits(value: ValueType, comparison: Comparison) -> bool {
    match comparison {
        Comparison::StringEquals
        | Comparison::StringEqualsIgnoreCase
        | Comparison::StringLike
        | Comparison::ArnLike => matches!(value, ValueType::Text | ValueType::Arn),
        Comparison::Numeric(_) => value == ValueType::Number,
        Comparison::Date(_) => value == ValueType::Date,
        Comparison::Bool => value == ValueType::Bool,
        Comparison::BinaryEquals => value == ValueType::Text,
        Comparison::IpAddress => value == ValueType::Ip,
    }
}

fn family(value: ValueType) -> &'static str {
    match value {
        ValueType::Text => "a string",
        ValueType::Arn => "an ARN",
        ValueType::Bool => "the `Bool`",
        ValueType::Number => "a numeric",
        ValueType::Date => "a date",
        ValueType::Ip => "an IP address",
    }
}
