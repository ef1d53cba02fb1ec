//! Conditions: the operator decides how its operands are read.

use std::ops::Deref;

use super::document::Lowering;
use super::template::{self, shorten};
use crate::model::{
    ArnOperand, BoolOperand, Comparison, Condition, Decimal, Key, Network, Operands, Operator, Template,
    Test, Variable, decode_base64, parse_instant,
};
use crate::parse::{ConditionEntry, Diagnostic, Spanned};

/// Reads one operator on one key; `None` (with an error) if the operator is unknown.
pub(super) fn lower<T: Deref<Target = str>>(
    lowering: &mut Lowering,
    entry: &ConditionEntry<T>,
) -> Option<Condition> {
    let Some(operator) = Operator::parse(&entry.operator.value) else {
        let message = format!("`{}` is not a condition operator", shorten(&entry.operator.value));
        let mut error = Diagnostic::error(entry.operator.span, message);
        if let Some(name) = nearest(&entry.operator.value) {
            error = error.with_hint(format!("did you mean `{name}`?"));
        }
        lowering.diagnostics.push(error);
        return None;
    };
    let operands = operands(lowering, operator, &entry.values);
    Some(Condition { operator, key: Key::new(&entry.key.value), operands, span: entry.span })
}

fn operands<T: Deref<Target = str>>(
    lowering: &mut Lowering,
    operator: Operator,
    values: &[Spanned<T>],
) -> Operands {
    let comparison = match operator.test {
        Test::Value { comparison, negated: _ } => comparison,
        Test::Null => {
            return Operands::Null(readable(lowering, values, "`true` or `false`", truth, |_| None));
        }
    };
    match comparison {
        Comparison::StringEquals => Operands::StringEquals(exact(lowering, values)),
        Comparison::StringEqualsIgnoreCase => Operands::StringEqualsIgnoreCase(exact(lowering, values)),
        Comparison::StringLike => Operands::StringLike(patterns(lowering, values)),
        Comparison::Numeric(order) => {
            Operands::Numeric(order, readable(lowering, values, "a number", Decimal::parse, |_| None))
        }
        Comparison::Date(order) => {
            Operands::Date(order, readable(lowering, values, "a date", parse_instant, |_| None))
        }
        Comparison::Bool => {
            let literal = |text: &str| truth(text).map(BoolOperand::Literal);
            let variable = |variable: &Variable| Some(BoolOperand::Variable(variable.clone()));
            Operands::Bool(readable(lowering, values, "`true` or `false`", literal, variable))
        }
        Comparison::BinaryEquals => {
            let canonical = |text: &str| decode_base64(text).map(|_| text.to_owned());
            Operands::BinaryEquals(readable(lowering, values, "base64", canonical, |_| None))
        }
        Comparison::IpAddress => {
            let wanted = "an IP address or network";
            Operands::IpAddress(readable(lowering, values, wanted, Network::parse, |_| None))
        }
        Comparison::ArnLike => {
            Operands::ArnLike(patterns(lowering, values).into_iter().map(ArnOperand::new).collect())
        }
    }
}

fn exact<T: Deref<Target = str>>(lowering: &mut Lowering, values: &[Spanned<T>]) -> Vec<Template> {
    values.iter().map(|value| template::exact(lowering, value)).collect()
}

fn patterns<T: Deref<Target = str>>(lowering: &mut Lowering, values: &[Spanned<T>]) -> Vec<Template> {
    values.iter().map(|value| template::pattern(lowering, value)).collect()
}

/// The operands that `read` can read, or else `put_in` if they are a variable; a warning for each of the others.
fn readable<T: Deref<Target = str>, O>(
    lowering: &mut Lowering,
    values: &[Spanned<T>],
    wanted: &str,
    read: impl Fn(&str) -> Option<O>,
    put_in: impl Fn(&Variable) -> Option<O>,
) -> Vec<O> {
    let mut operands = Vec::with_capacity(values.len());
    for value in values {
        let operand =
            read(&value.value).or_else(|| template::exact(lowering, value).as_variable().and_then(&put_in));
        match operand {
            Some(operand) => operands.push(operand),
            None => {
                let message = format!("`{}` is not {wanted}, and so matches no value", shorten(&value.value));
                lowering.diagnostics.push(Diagnostic::warning(value.span, message));
            }
        }
    }
    operands
}

fn truth(text: &str) -> Option<bool> {
    match text {
        text if text.eq_ignore_ascii_case("true") => Some(true),
        text if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

/// The operator's name that shares the longest beginning with `name`, if that is most of it.
fn nearest(name: &str) -> Option<&'static str> {
    let (_, base) = name.split_once(':').unwrap_or(("", name));
    let shared =
        |known: &str| known.bytes().zip(base.bytes()).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count();
    let best = Operator::names().max_by_key(|known| (shared(known), std::cmp::Reverse(known.len())))?;
    (shared(best) * 2 >= base.len()).then_some(best)
}
