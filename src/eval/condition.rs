//! Conditions (IAM/reference_policies_elements_condition_operators,
//! IAM/reference_policies_condition-single-vs-multi-valued-context-keys).

use super::reading::Reading;
use super::text;
use crate::model::{
    Address, ArnOperand, Assumption, BoolOperand, Condition, Context, Decimal, Operands, SetQualifier, Test,
    decode_base64, parse_instant, segments_of,
};

/// Whether the condition holds of the context.
pub(super) fn holds(condition: &Condition, context: &Context, reading: Reading<'_>) -> bool {
    let operator = condition.operator;
    let values = context.values(&condition.key);
    let negated = match operator.test {
        Test::Value { comparison: _, negated } => negated,
        Test::Null => false,
    };
    if let Operands::Null(operands) = &condition.operands {
        return match operator.qualifier {
            Some(SetQualifier::ForAllValues) => true,
            Some(SetQualifier::ForAnyValue) => false,
            None => operands.contains(&values.is_empty()),
        };
    }
    if values.is_empty() {
        return match operator.qualifier {
            _ if operator.if_exists => true,
            Some(SetQualifier::ForAllValues) => {
                !negated || reading.take(Assumption::ForAllValuesNegatedAbsent, || true, || false)
            }
            Some(SetQualifier::ForAnyValue) => false,
            None => negated,
        };
    }
    let test = |value: &String| compares(&condition.operands, value, context, reading) != negated;
    match operator.qualifier {
        Some(SetQualifier::ForAllValues) => {
            // Values that are all empty are "a null data set", which passes as an absent key does.
            values.iter().all(String::is_empty) || values.iter().all(test)
        }
        Some(SetQualifier::ForAnyValue) => values.iter().any(test),
        None => match values {
            [value] => test(value),
            _ => reading.take(
                Assumption::PlainOperatorOnMultivaluedKey,
                || values.iter().any(test),
                || values.iter().all(test),
            ),
        },
    }
}

/// Whether the value compares with one of the operands. A value that the operator cannot read compares
/// with none.
fn compares(operands: &Operands, value: &str, context: &Context, reading: Reading<'_>) -> bool {
    match operands {
        Operands::StringEquals(templates) | Operands::StringLike(templates) => {
            templates.iter().any(|template| text::matches(template, value, context))
        }
        Operands::StringEqualsIgnoreCase(templates) => {
            templates.iter().any(|template| text::matches_ignore_case(template, value, context))
        }
        Operands::Numeric(order, numbers) => Decimal::parse(value)
            .is_some_and(|value| numbers.iter().any(|number| order.admits(value.cmp(number)))),
        Operands::Date(order, instants) => parse_instant(value)
            .is_some_and(|value| instants.iter().any(|instant| order.admits(value.cmp(instant)))),
        Operands::Bool(operands) => operands.iter().any(|operand| match operand {
            BoolOperand::Literal(operand) => is_bool(value, *operand, reading),
            BoolOperand::Variable(variable) => {
                let substituted = || match text::put_in(variable, context) {
                    Some(text) if text.eq_ignore_ascii_case("true") => is_bool(value, true, reading),
                    Some(text) if text.eq_ignore_ascii_case("false") => is_bool(value, false, reading),
                    Some(_) | None => false,
                };
                reading.take(Assumption::BoolVariables, substituted, || false)
            }
        }),
        Operands::BinaryEquals(texts) => {
            let bytes = decode_base64(value);
            bytes.is_some() && texts.iter().any(|text| decode_base64(text) == bytes)
        }
        Operands::IpAddress(networks) => value
            .parse::<Address>()
            .is_ok_and(|address| networks.iter().any(|network| network.contains(address))),
        Operands::ArnLike(patterns) => patterns.iter().any(|pattern| match pattern {
            ArnOperand::Segments(arn) => {
                segments_of(value).is_some_and(|segments| text::matches_arn(arn, value, &segments, context))
            }
            ArnOperand::Variable(variable) => {
                text::put_in(variable, context) == Some(value) && segments_of(value).is_some()
            }
        }),
        // Decided before any value is looked at.
        Operands::Null(_) => false,
    }
}

fn is_bool(value: &str, operand: bool, reading: Reading<'_>) -> bool {
    let is_true = value.eq_ignore_ascii_case("true");
    let is_false = || value.eq_ignore_ascii_case("false");
    match operand {
        true => is_true,
        false => reading.take(Assumption::BoolFalseMatchesOtherText, || !is_true, is_false),
    }
}
