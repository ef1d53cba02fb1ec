//! Conditions. Mirrors `eval/condition.rs`.

use super::arena::Arena;
use super::compiler::Compiler;
use super::subject::Subject;
use super::term::{TermId, Test};
use super::text;
use crate::model::{
    self, Arity, ArnOperand, Assumption, BoolOperand, Condition, Operands, Piece, SetQualifier, Template,
};

impl Compiler<'_> {
    /// The requests whose context satisfies the condition.
    pub fn condition(&mut self, condition: &Condition) -> TermId {
        let operator = condition.operator;
        let key = &condition.key;
        let negated = match operator.test {
            model::Test::Value { comparison: _, negated } => negated,
            model::Test::Null => false,
        };
        let present = self.arena.present(key);
        let absent = self.arena.not(present);
        if let Operands::Null(operands) = &condition.operands {
            return match operator.qualifier {
                Some(SetQualifier::ForAllValues) => Arena::TRUE,
                Some(SetQualifier::ForAnyValue) => Arena::FALSE,
                None => {
                    let wanted = |&wants_absent: &bool| if wants_absent { absent } else { present };
                    self.arena.or(operands.iter().map(wanted))
                }
            };
        }
        let when_absent = match operator.qualifier {
            _ if operator.if_exists => true,
            Some(SetQualifier::ForAllValues) => {
                !negated || self.is_default(Assumption::ForAllValuesNegatedAbsent)
            }
            Some(SetQualifier::ForAnyValue) => false,
            None => negated,
        };
        let some_value = match operator.qualifier {
            Some(SetQualifier::ForAllValues) => false,
            Some(SetQualifier::ForAnyValue) => true,
            None if self.arena.arity(key) == Arity::Single => true,
            None => self.is_default(Assumption::PlainOperatorOnMultivaluedKey),
        };
        let satisfied = if some_value {
            self.some_value(condition, negated)
        } else {
            // Every value passes: none fails.
            let failing = self.some_value(condition, !negated);
            let none_fails = self.arena.not(failing);
            self.arena.and([present, none_fails])
        };
        let null_data = match operator.qualifier {
            Some(SetQualifier::ForAllValues) => self.null_data(condition),
            Some(SetQualifier::ForAnyValue) | None => Arena::FALSE,
        };
        let when_absent = if when_absent { absent } else { Arena::FALSE };
        self.arena.or([satisfied, null_data, when_absent])
    }

    /// The requests in which the key has values and all of them are empty texts.
    fn null_data(&mut self, condition: &Condition) -> TermId {
        let empty =
            |arena: &mut Arena, subject: &Subject| arena.test(subject, Test::Text(Template::default()));
        let (present, every) = (self.arena.present(&condition.key), self.arena.every(&condition.key, empty));
        self.arena.and([present, every])
    }

    /// The requests in which one of the key's values compares (or, negated, does not compare) with an operand.
    fn some_value(&mut self, condition: &Condition, negated: bool) -> TermId {
        let bools = if let Operands::Bool(operands) = &condition.operands {
            self.bools(operands)
        } else {
            Vec::new()
        };
        self.arena.some(&condition.key, |arena, value| {
            let compares = compares(arena, &condition.operands, &bools, value);
            if negated { arena.not(compares) } else { compares }
        })
    }

    /// For each operand of `Bool`, the requests in which it stands for `true` and for `false`, and whether
    /// `false` is met by other texts than `false`.
    fn bools(&mut self, operands: &[BoolOperand]) -> Vec<(TermId, TermId, bool)> {
        let matches_other = operands.iter().any(|operand| *operand != BoolOperand::Literal(true))
            && self.is_default(Assumption::BoolFalseMatchesOtherText);
        let mut sides = Vec::new();
        for operand in operands {
            let (is_true, is_false) = match operand {
                BoolOperand::Literal(operand) => {
                    (self.arena.constant(*operand), self.arena.constant(!operand))
                }
                BoolOperand::Variable(variable) => {
                    if self.is_default(Assumption::BoolVariables) {
                        let is_true = text::variable_is(self.arena, variable, "true");
                        (is_true, text::variable_is(self.arena, variable, "false"))
                    } else {
                        (Arena::FALSE, Arena::FALSE)
                    }
                }
            };
            sides.push((is_true, is_false, matches_other));
        }
        sides
    }
}

/// The values that compare with one of the operands.
fn compares(
    arena: &mut Arena,
    operands: &Operands,
    bools: &[(TermId, TermId, bool)],
    value: &Subject,
) -> TermId {
    let any_test = |arena: &mut Arena, tests: Vec<Test>| {
        let terms: Vec<_> = tests.into_iter().map(|test| arena.test(value, test)).collect();
        arena.or(terms)
    };
    match operands {
        Operands::StringEquals(templates) | Operands::StringLike(templates) => {
            any_test(arena, templates.iter().cloned().map(Test::Text).collect())
        }
        Operands::StringEqualsIgnoreCase(templates) => {
            any_test(arena, templates.iter().cloned().map(Test::TextIgnoreCase).collect())
        }
        Operands::Numeric(order, numbers) => {
            any_test(arena, numbers.iter().map(|number| Test::Number(*order, number.clone())).collect())
        }
        Operands::Date(order, instants) => {
            any_test(arena, instants.iter().map(|instant| Test::Instant(*order, instant.clone())).collect())
        }
        Operands::Bool(_) => {
            let mut terms = Vec::new();
            for &(operand_true, operand_false, matches_other) in bools {
                let is_true = arena.test(value, Test::TextIgnoreCase(Template::literal("true")));
                let is_false = if matches_other {
                    arena.not(is_true)
                } else {
                    arena.test(value, Test::TextIgnoreCase(Template::literal("false")))
                };
                terms.push(arena.and([operand_true, is_true]));
                terms.push(arena.and([operand_false, is_false]));
            }
            arena.or(terms)
        }
        Operands::BinaryEquals(texts) => {
            any_test(arena, texts.iter().map(|text| Test::Text(Template::literal(text))).collect())
        }
        Operands::IpAddress(networks) => {
            any_test(arena, networks.iter().copied().map(Test::Within).collect())
        }
        Operands::ArnLike(patterns) => {
            let terms: Vec<_> = patterns.iter().map(|pattern| arn(arena, pattern, value)).collect();
            arena.or(terms)
        }
        Operands::Null(_) => Arena::FALSE,
    }
}

fn arn(arena: &mut Arena, pattern: &ArnOperand, value: &Subject) -> TermId {
    match pattern {
        ArnOperand::Segments(arn) => text::matches_segments(arena, arn.segments(), value),
        ArnOperand::Variable(variable) => {
            let same = text::matches(arena, &Template::new([Piece::Variable(variable.clone())]), value);
            let segments = std::array::from_fn(|_| Template::anything());
            let is_arn = text::matches_segments(arena, &segments, value);
            arena.and([same, is_arn])
        }
    }
}
