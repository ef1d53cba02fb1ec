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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::{self, Scope};
    use crate::model::{
        Action, Assumption, Caller, Context, Effect, Key, Operator, PrincipalElement, Request, Resource,
        Statement, Template,
    };
    use crate::parse::Span;

    const OPERATORS: [&str; 9] = [
        "StringEquals",
        "StringNotEquals",
        "StringLike",
        "StringNotLike",
        "NumericLessThan",
        "NumericEquals",
        "NumericNotEquals",
        "BinaryEquals",
        "Null",
    ];

    fn operands(operator: &str, some: &[&str]) -> Operands {
        let templates = || some.iter().map(|text| Template::glob(text)).collect();
        let numbers = || some.iter().filter_map(|text| crate::model::Decimal::parse(text)).collect();
        match operator {
            "StringLike" | "StringNotLike" => Operands::StringLike(templates()),
            "NumericLessThan" => Operands::Numeric(crate::model::Order::LessThan, numbers()),
            "NumericEquals" | "NumericNotEquals" => Operands::Numeric(crate::model::Order::Equals, numbers()),
            "BinaryEquals" => Operands::BinaryEquals(some.iter().map(|&text| text.to_owned()).collect()),
            "Null" => Operands::Null(some.iter().map(|&text| text == "1").collect()),
            _ => Operands::StringEquals(some.iter().map(|text| Template::literal(text)).collect()),
        }
    }

    /// Every operator with and without qualifier and `IfExists`, with no, one or two operands.
    fn conditions(key: &Key) -> Vec<Condition> {
        let mut conditions = Vec::new();
        for name in OPERATORS {
            for qualifier in ["", "ForAllValues:", "ForAnyValue:"] {
                for suffix in ["", "IfExists"] {
                    let Some(operator) = Operator::parse(&format!("{qualifier}{name}{suffix}")) else {
                        continue;
                    };
                    for some in [&[][..], &["1"], &["2"], &["?"], &["1", "2"], &["?*", "12"]] {
                        let (key, operands) = (key.clone(), operands(name, some));
                        conditions.push(Condition { operator, key, operands, span: Span::default() });
                    }
                }
            }
        }
        conditions
    }

    #[test]
    fn what_follows_is_so_in_every_context() {
        let key = Key::new("example:Key");
        let values = ["", "1", "2", "12", "x"];
        let mut contexts = vec![Context::default()];
        for one in values {
            for list in [vec![one.to_owned()], vec![one.to_owned(), "1".to_owned()]] {
                let mut context = Context::default();
                context.set(key.clone(), list);
                contexts.push(context);
            }
        }
        let usual = Scope::default();
        let scopes = [Assumption::PlainOperatorOnMultivaluedKey, Assumption::ForAllValuesNegatedAbsent]
            .map(|other| Scope { assumptions: usual.assumptions.flip(other) });
        let conditions = conditions(&key);
        let rows: Vec<Vec<bool>> = conditions
            .iter()
            .map(|condition| {
                let statement = Statement {
                    index: 0,
                    sid: None,
                    span: Span::default(),
                    effect: Effect::Allow,
                    principal: PrincipalElement::Attached,
                    action: Action::Action(vec![Template::anything()]),
                    resource: Resource::Attached,
                    conditions: vec![condition.clone()],
                };
                let request = |context: &Context| Request {
                    principal: Caller::new("*"),
                    action: String::new(),
                    resource: String::new(),
                    resource_account: None,
                    context: context.clone(),
                };
                let readings = [usual].into_iter().chain(scopes);
                readings
                    .flat_map(|scope| {
                        contexts.iter().map(move |context| (scope, context)).collect::<Vec<_>>()
                    })
                    .map(|(scope, context)| eval::matches(&statement, &request(context), scope))
                    .collect()
            })
            .collect();
        let mut found = 0;
        for (premise, there) in conditions.iter().zip(&rows) {
            for (conclusion, here) in conditions.iter().zip(&rows) {
                if implies(premise, conclusion) {
                    found += 1;
                    let holds = there.iter().zip(here).all(|(there, here)| !there || *here);
                    assert!(holds, "{premise:?} {conclusion:?}");
                }
            }
        }
        // All of themselves, and many more.
        assert!(found > 3 * conditions.len(), "{found} of {}", conditions.len());
    }
}
