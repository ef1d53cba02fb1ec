//! Containment of one policy in another, statement by statement.
//!
//! A policy allows what one of its `Allow` statements speaks of and no `Deny` statement does. So the first lies in the
//! second if
//!
//! 1. each `Allow` statement of the first, cut into boxes of one action pattern and one resource pattern, has each of
//!    its boxes in one `Allow` statement of the second, whose conditions follow from its own, and
//! 2. each `Deny` statement of the second speaks of no action, or of no resource, that the `Allow` statements of the first
//!    speak of, or lies, by the same rule, in the `Deny` statements of the first.
//!
//! It is an argument about single requests and needs no universe: it holds of every assignment, and under either reading
//! of all assumptions but `arn-wildcard-crosses-colon`, whose chosen reading the shapes have. What it misses (a box
//! that two statements cover together, conditions that exclude one another) is left to the prover. Trusted:
//! [`inclusion`](super::inclusion) and [`conditions`](super::conditions), which say the same of patterns and conditions.

use std::ops::Range;

use super::actions::{ActionIndex, StatementId};
use super::conditions::imply;
use super::inclusion::ResourceShape;
use crate::model::{Effect, Principal, PrincipalElement, Resource, Statement};

/// The statements of all policies with the shapes of their elements.
pub(super) struct Statements<'p> {
    pub(super) actions: ActionIndex,
    pub(super) statements: Vec<Shaped<'p>>,
}

/// A statement with its resource patterns shaped.
pub(super) struct Shaped<'p> {
    pub(super) statement: &'p Statement,
    pub(super) resources: Vec<ResourceShape>,
}

impl Statements<'_> {
    pub(super) fn get(&self, id: StatementId) -> Option<&Shaped<'_>> {
        usize::try_from(id).ok().and_then(|id| self.statements.get(id))
    }

    fn with_effect(&self, range: &Range<StatementId>, effect: Effect) -> impl Iterator<Item = StatementId> {
        range.clone().filter(move |&id| self.get(id).is_some_and(|shaped| shaped.statement.effect == effect))
    }

    /// True only if every request that the policy of the statements `inner` allows, the policy of `outer` allows.
    pub(super) fn prove(&self, inner: &Range<StatementId>, outer: &Range<StatementId>) -> bool {
        let allowed = |id| self.is_covered(id, outer, Effect::Allow);
        let harmless = |id| {
            let apart = |allowing| self.is_apart(allowing, id);
            self.with_effect(inner, Effect::Allow).all(apart) || self.is_covered(id, inner, Effect::Deny)
        };
        self.with_effect(inner, Effect::Allow).all(allowed)
            && self.with_effect(outer, Effect::Deny).all(harmless)
    }

    /// True only if whatever the statement speaks of, one of the statements of this effect among `by` speaks of.
    fn is_covered(&self, id: StatementId, by: &Range<StatementId>, effect: Effect) -> bool {
        let Some(inner) = self.get(id) else { return false };
        let usable = |other: &StatementId| {
            self.get(*other).is_some_and(|outer| {
                has_principals(&outer.statement.principal, &inner.statement.principal)
                    && imply(&inner.statement.conditions, &outer.statement.conditions)
            })
        };
        let usable: Vec<StatementId> = self.with_effect(by, effect).filter(usable).collect();
        let has_resources =
            |other: StatementId| self.get(other).is_some_and(|outer| has_resources(outer, inner));
        let full: Vec<StatementId> = usable.iter().copied().filter(|&other| has_resources(other)).collect();
        if full.iter().any(|&other| self.actions.includes(other, id)) {
            return true;
        }
        // A box at a time; what the element exempts makes no boxes.
        let Some(element) = usize::try_from(id).ok().and_then(|id| self.actions.statements.get(id)) else {
            return false;
        };
        if element.negated {
            return false;
        }
        element.patterns.iter().all(|&action| {
            let has_action = |other: &StatementId| self.actions.has(*other, action);
            if full.iter().any(has_action) {
                return true;
            }
            match &inner.statement.resource {
                Resource::Resource(_) => {}
                Resource::NotResource(_) | Resource::Attached => return false,
            }
            let some: Vec<&Shaped<'_>> =
                usable.iter().copied().filter(has_action).filter_map(|other| self.get(other)).collect();
            !some.is_empty()
                && inner.resources.iter().all(|box_| some.iter().any(|outer| has_resource(outer, box_)))
        })
    }

    /// True only if no action, or no resource, is one of both statements'.
    fn is_apart(&self, one: StatementId, other: StatementId) -> bool {
        let (Some(a), Some(b)) = (self.get(one), self.get(other)) else { return false };
        let exempts = |negated: &Shaped<'_>, listed: &Shaped<'_>| {
            let exempt = |shape: &ResourceShape| negated.resources.iter().any(|own| own.includes(shape));
            listed.resources.iter().all(exempt)
        };
        let resources = match (&a.statement.resource, &b.statement.resource) {
            (Resource::Resource(_), Resource::Resource(_)) => {
                a.resources.iter().all(|a| b.resources.iter().all(|b| a.is_disjoint(b)))
            }
            (Resource::NotResource(_), Resource::Resource(_)) => exempts(a, b),
            (Resource::Resource(_), Resource::NotResource(_)) => exempts(b, a),
            (Resource::NotResource(_), Resource::NotResource(_)) => false,
            (Resource::Attached, Resource::Resource(_) | Resource::NotResource(_) | Resource::Attached)
            | (Resource::Resource(_) | Resource::NotResource(_), Resource::Attached) => false,
        };
        resources || self.actions.is_disjoint(one, other)
    }
}

/// True only if every resource of `inner` is one of `outer`.
fn has_resources(outer: &Shaped<'_>, inner: &Shaped<'_>) -> bool {
    match (&outer.statement.resource, &inner.statement.resource) {
        (Resource::Attached, _) => true,
        (Resource::Resource(_), Resource::NotResource(_) | Resource::Attached) => {
            outer.resources.iter().any(ResourceShape::is_anything)
        }
        (Resource::NotResource(_), Resource::NotResource(_)) => {
            let exempt = |shape: &ResourceShape| inner.resources.iter().any(|own| own.includes(shape));
            outer.resources.iter().all(exempt)
        }
        (Resource::NotResource(_), Resource::Attached) => false,
        (Resource::Resource(_) | Resource::NotResource(_), Resource::Resource(_)) => {
            inner.resources.iter().all(|shape| has_resource(outer, shape))
        }
    }
}

/// True only if every resource of the pattern is one of the statement's.
fn has_resource(outer: &Shaped<'_>, shape: &ResourceShape) -> bool {
    match outer.statement.resource {
        Resource::Attached => true,
        Resource::Resource(_) => outer.resources.iter().any(|own| own.includes(shape)),
        Resource::NotResource(_) => outer.resources.iter().all(|own| own.is_disjoint(shape)),
    }
}

/// True only if every caller of `inner` is one of `outer`.
fn has_principals(outer: &PrincipalElement, inner: &PrincipalElement) -> bool {
    match (outer, inner) {
        (PrincipalElement::Attached, _) => true,
        (PrincipalElement::Principal(many), PrincipalElement::Principal(few)) => {
            many.contains(&Principal::Everyone) || few.iter().all(|principal| many.contains(principal))
        }
        (
            PrincipalElement::Principal(many),
            PrincipalElement::NotPrincipal(_) | PrincipalElement::Attached,
        ) => many.contains(&Principal::Everyone),
        (PrincipalElement::NotPrincipal(one), PrincipalElement::NotPrincipal(other)) => one == other,
        (PrincipalElement::NotPrincipal(_), PrincipalElement::Principal(_) | PrincipalElement::Attached) => {
            false
        }
    }
}
