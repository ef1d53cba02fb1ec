//! Whether a condition follows from another one, and a list of them from another list.
//!
//! The operands of a condition are a disjunction, so the set of values that compare with one of them grows with the
//! operands. An operator, whatever its qualifier and under each reading of it, holds of more contexts if that set
//! grows, and a negated one if it shrinks. `IfExists` adds the absent key.

use super::inclusion::Shape;
use crate::model::{Condition, Operands, Template, Test};

/// True only if every context that satisfies all of `premises` satisfies all of `conclusions`, under every reading.
pub(super) fn imply(premises: &[Condition], conclusions: &[Condition]) -> bool {
    conclusions.iter().all(|conclusion| premises.iter().any(|premise| implies(premise, conclusion)))
}

fn implies(premise: &Condition, conclusion: &Condition) -> bool {
    let (one, other) = (premise.operator, conclusion.operator);
    if premise.key != conclusion.key
        || one.qualifier != other.qualifier
        || (one.if_exists && !other.if_exists)
    {
        return false;
    }
    match (one.test, other.test) {
        (Test::Null, Test::Null) => among(&premise.operands, &conclusion.operands),
        (Test::Value { negated: false, .. }, Test::Value { negated: false, .. }) => {
            among(&premise.operands, &conclusion.operands)
        }
        (Test::Value { negated: true, .. }, Test::Value { negated: true, .. }) => {
            among(&conclusion.operands, &premise.operands)
        }
        (Test::Null | Test::Value { .. }, Test::Null | Test::Value { .. }) => false,
    }
}

/// True only if every value that compares with an operand of `few` compares with one of `many`.
fn among(few: &Operands, many: &Operands) -> bool {
    fn all_in<T: PartialEq>(few: &[T], many: &[T]) -> bool {
        few.iter().all(|operand| many.contains(operand))
    }
    match (few, many) {
        (
            Operands::StringEquals(few) | Operands::StringLike(few),
            Operands::StringEquals(many) | Operands::StringLike(many),
        ) => all_in(few, many) || texts_among(few, many),
        (Operands::StringEqualsIgnoreCase(few), Operands::StringEqualsIgnoreCase(many)) => all_in(few, many),
        (Operands::Numeric(one, few), Operands::Numeric(other, many))
        | (Operands::Date(one, few), Operands::Date(other, many)) => one == other && all_in(few, many),
        (Operands::Bool(few), Operands::Bool(many)) => all_in(few, many),
        (Operands::BinaryEquals(few), Operands::BinaryEquals(many)) => all_in(few, many),
        (Operands::IpAddress(few), Operands::IpAddress(many)) => all_in(few, many),
        (Operands::ArnLike(few), Operands::ArnLike(many)) => all_in(few, many),
        (Operands::Null(few), Operands::Null(many)) => all_in(few, many),
        (
            Operands::StringEquals(_)
            | Operands::StringLike(_)
            | Operands::StringEqualsIgnoreCase(_)
            | Operands::Numeric(..)
            | Operands::Date(..)
            | Operands::Bool(_)
            | Operands::BinaryEquals(_)
            | Operands::IpAddress(_)
            | Operands::ArnLike(_)
            | Operands::Null(_),
            _,
        ) => false,
    }
}

fn texts_among(few: &[Template], many: &[Template]) -> bool {
    let many: Vec<Shape> = many.iter().map(Shape::new).collect();
    few.iter().map(Shape::new).all(|inner| many.iter().any(|outer| outer.includes(&inner)))
}
