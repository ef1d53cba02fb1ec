//! What a solver's output says.

use std::collections::BTreeMap;

use super::tokens::{Expression, read};
use crate::decide::smt::{Value, read_string};

/// A solver's answer to one `(check-sat)` and one `(get-value …)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Output {
    Unsat,
    Sat(BTreeMap<String, Value>),
    /// Neither; what was said instead, cut short.
    Other(String),
}

/// Reads standard output. The first word counts; values that cannot be read are left out.
pub(super) fn parse(output: &str) -> Output {
    let said = || Output::Other(output.trim().chars().take(200).collect());
    let expressions = read(output);
    match expressions.as_slice() {
        [Expression::Atom(word), ..] if word == "unsat" => Output::Unsat,
        [Expression::Atom(word), rest @ ..] if word == "sat" => {
            let mut values = BTreeMap::new();
            for list in rest {
                if let Expression::List(pairs) = list {
                    values.extend(pairs.iter().filter_map(pair));
                }
            }
            Output::Sat(values)
        }
        _ => said(),
    }
}

/// The value that a solver prints so, if it is one.
#[cfg(feature = "z3")]
pub(in crate::decide) fn read_value(printed: &str) -> Option<Value> {
    read(printed).first().and_then(value)
}

fn pair(expression: &Expression) -> Option<(String, Value)> {
    let Expression::List(pair) = expression else { return None };
    let [Expression::Atom(symbol), value_expression] = pair.as_slice() else { return None };
    Some((symbol.clone(), value(value_expression)?))
}

fn value(expression: &Expression) -> Option<Value> {
    match expression {
        Expression::Text(inside) => read_string(inside).map(Value::Text),
        Expression::Atom(atom) => match atom.as_str() {
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            atom => match (atom.strip_prefix("#b"), atom.strip_prefix("#x")) {
                (Some(bits), _) => u128::from_str_radix(bits, 2).ok().map(Value::Bits),
                (_, Some(digits)) => u128::from_str_radix(digits, 16).ok().map(Value::Bits),
                (None, None) => real(expression).map(|(over, under)| Value::Real(over, under)),
            },
        },
        Expression::List(_) => real(expression).map(|(over, under)| Value::Real(over, under)),
    }
}

/// `1.5`, `(- 2.0)`, `(/ 1 3)`, `(- (/ 1 3))`, `(/ (- 1) 3)` and cvc5's `(/ 1.0 3.0)` as fractions of whole numbers.
fn real(expression: &Expression) -> Option<(String, String)> {
    match expression {
        Expression::Atom(atom) => {
            let (whole, fraction) = atom.split_once('.').unwrap_or((atom, ""));
            let fraction = fraction.trim_end_matches('0');
            let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
            (!whole.is_empty() && digits(whole) && digits(fraction))
                .then(|| (format!("{whole}{fraction}"), format!("1{}", "0".repeat(fraction.len()))))
        }
        Expression::List(parts) => match parts.as_slice() {
            [Expression::Atom(minus), inner] if minus == "-" => {
                let (over, under) = real(inner)?;
                Some((over.strip_prefix('-').map_or(format!("-{over}"), str::to_owned), under))
            }
            [Expression::Atom(slash), over, under] if slash == "/" => {
                let ((over, one), (under, other)) = (real(over)?, real(under)?);
                (one == "1" && other == "1").then_some((over, under))
            }
            _ => None,
        },
        Expression::Text(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_each_sort() {
        let output = "sat\n((a \"x\"\"\\u{e9}\\u{0}\") (|k present| true) (n (- (/ 1 3))) (m 2.50) (b #b101) (x #xff))";
        let Output::Sat(values) = parse(output) else { panic!("not sat") };
        let expected = [
            ("a", Value::Text("x\"é\0".to_owned())),
            ("b", Value::Bits(5)),
            ("m", Value::Real("25".to_owned(), "10".to_owned())),
            ("n", Value::Real("-1".to_owned(), "3".to_owned())),
            ("x", Value::Bits(255)),
            ("|k present|", Value::Bool(true)),
        ];
        assert_eq!(values, expected.map(|(name, value)| (name.to_owned(), value)).into());
        assert_eq!(parse("unsat\n(error \"no model\")"), Output::Unsat);
        assert_eq!(parse("(error \"bad\")"), Output::Other("(error \"bad\")".to_owned()));
    }
}
