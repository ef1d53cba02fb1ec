//! Conditions that a question adds to a statement, to ask about some of its requests.

use crate::model::{
    ArnOperand, Comparison, Condition, Key, Operands, Operator, Resource, ResourcePattern, SetQualifier,
    Template, Test,
};
use crate::parse::Span;

/// An account that no policy names.
pub(super) const STRANGER: &str = "999988887777";

/// Some role, for the resource of a trust policy's requests.
pub(super) fn role() -> Resource {
    Resource::Resource(vec![ResourcePattern::new(Template::literal(
        "arn:aws:iam::111122223333:role/trusting",
    ))])
}

/// That the key is absent.
pub(super) fn absent(key: &str) -> Condition {
    condition(key, None, Test::Null, false, Operands::Null(vec![true]))
}

/// That the key is there with this value.
pub(super) fn equals(key: &str, value: &str) -> Condition {
    let test = Test::Value { comparison: Comparison::StringEquals, negated: false };
    condition(key, None, test, false, Operands::StringEquals(vec![Template::literal(value)]))
}

/// That every value of the key, if it has any, is this one.
pub(super) fn nothing_but(key: &str, value: &str) -> Condition {
    let test = Test::Value { comparison: Comparison::StringEquals, negated: false };
    let operands = Operands::StringEquals(vec![Template::literal(value)]);
    condition(key, Some(SetQualifier::ForAllValues), test, false, operands)
}

/// That the key is there in one of these patterns, or (`negated`) in none of them.
pub(super) fn like(key: &str, patterns: impl IntoIterator<Item = String>, negated: bool) -> Condition {
    let test = Test::Value { comparison: Comparison::StringLike, negated };
    let patterns = patterns.into_iter().map(|pattern| Template::glob(&pattern)).collect();
    condition(key, None, test, false, Operands::StringLike(patterns))
}

/// That the key, if it is there, holds an ARN in one of these patterns.
pub(super) fn arn_if_there(key: &str, patterns: &[String]) -> Condition {
    let test = Test::Value { comparison: Comparison::ArnLike, negated: false };
    let patterns = patterns.iter().map(|pattern| ArnOperand::new(Template::glob(pattern))).collect();
    condition(key, None, test, true, Operands::ArnLike(patterns))
}

/// That the key, if it is there, has this value.
pub(super) fn equals_if_there(key: &str, value: &str) -> Condition {
    Condition { operator: Operator { if_exists: true, ..equals(key, value).operator }, ..equals(key, value) }
}

fn condition(
    key: &str,
    qualifier: Option<SetQualifier>,
    test: Test,
    if_exists: bool,
    operands: Operands,
) -> Condition {
    let operator = Operator { qualifier, test, if_exists };
    Condition { operator, key: Key::new(key), operands, span: Span::default() }
}
