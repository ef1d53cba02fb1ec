//! Cells: who, under which conditions.

use crate::model::{
    Action, ArnOperand, Condition, Effect, Operands, Principal, PrincipalElement, Resource, SetQualifier,
    Statement, Template, Test,
};
use crate::parse::Span;

/// The requests whose caller `principal` covers and for which all the conditions hold. A cell is as much as an `Allow`
/// statement without actions, and is compiled and evaluated as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Who: [`Principal::Everyone`] for any caller outside.
    pub principal: Principal,
    /// Under which conditions, sorted by their keys.
    pub conditions: Vec<Condition>,
}

impl Cell {
    /// The cell of all requests.
    pub fn everything() -> Cell {
        Cell { principal: Principal::Everyone, conditions: Vec::new() }
    }

    /// The part of it whose callers this principal covers.
    #[must_use]
    pub fn of(&self, principal: &Principal) -> Cell {
        Cell { principal: principal.clone(), ..self.clone() }
    }

    /// The part of it for which this holds too.
    #[must_use]
    pub fn under(&self, condition: &Condition) -> Cell {
        let mut cell = self.clone();
        let place = cell.conditions.partition_point(|own| own.key.folded() <= condition.key.folded());
        cell.conditions.insert(place, condition.clone());
        cell
    }

    /// The requests of the cell with one of these actions, as what a statement speaks of.
    pub fn statement(&self, actions: &[Template]) -> Statement {
        Statement {
            index: 0,
            sid: None,
            span: Span::default(),
            effect: Effect::Allow,
            principal: PrincipalElement::Principal(vec![self.principal.clone()]),
            action: Action::Action(actions.to_vec()),
            resource: Resource::Attached,
            conditions: self.conditions.clone(),
        }
    }

    /// How much it says: more general cells say less.
    pub fn depth(&self) -> usize {
        usize::from(self.principal != Principal::Everyone) + self.conditions.len()
    }

    /// Whether anybody is in it: it names nobody, and each of its conditions lets through whoever does not send the key,
    /// or has the whole of its values.
    pub fn is_public(&self) -> bool {
        self.principal == Principal::Everyone && self.conditions.iter().all(is_open)
    }
}

/// Whether the condition holds back nobody.
fn is_open(condition: &Condition) -> bool {
    let operator = condition.operator;
    if operator.if_exists || operator.qualifier == Some(SetQualifier::ForAllValues) {
        return true;
    }
    if let Test::Value { negated: true, .. } = operator.test {
        return true;
    }
    let whole = |templates: &[Template]| templates.iter().any(Template::is_anything);
    match &condition.operands {
        Operands::StringEquals(values) | Operands::StringEqualsIgnoreCase(values) | Operands::StringLike(values) => {
            whole(values)
        }
        Operands::IpAddress(networks) => networks.iter().any(|network| network.prefix() == 0),
        Operands::ArnLike(values) => values.iter().any(|value| matches!(value, ArnOperand::Segments(pattern) if pattern.segments().iter().all(Template::is_anything))),
        Operands::Numeric(..)
        | Operands::Date(..)
        | Operands::Bool(_)
        | Operands::BinaryEquals(_)
        | Operands::Null(_) => false,
    }
}
