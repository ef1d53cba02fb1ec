//! Cells: who, under which conditions.

use crate::model::{Action, Condition, Effect, Principal, PrincipalElement, Resource, Statement, Template};
use crate::parse::Span;
use crate::question::{ResourceType, holds_to_fixed_values, is_named};

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

    /// Whether anybody is in it: it names nobody, and no condition holds its callers to fixed values. What that is, is what
    /// `check no-public-access` takes for it: of buckets the page's own words (S3/access-control-block-public-access, "The
    /// meaning of public"), of other resources also patterns within one account or organization.
    pub fn is_public(&self, resource_type: &str) -> bool {
        !is_named(&self.principal)
            && self.conditions.iter().all(|condition| is_open(condition, resource_type))
    }
}

/// Whether the condition holds back nobody in particular.
pub(super) fn is_open(condition: &Condition, resource_type: &str) -> bool {
    !holds_to_fixed_values(condition, ResourceType::parse(resource_type))
}
