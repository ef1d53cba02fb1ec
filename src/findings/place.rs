//! Where a cell stands among the predicates, and the cells that the policies' own statements are.

use std::collections::BTreeSet;

use super::predicates::{policies_of, stated};
use crate::automata::Pattern;
use crate::model::{Condition, Effect, PolicyType, Principal, PrincipalElement, Template};
use crate::question::world::External;

/// A cell by the places of its parts among the predicates.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) principal: Option<usize>,
    pub(super) conditions: BTreeSet<usize>,
}

impl Place {
    pub(super) fn of(&self, principal: usize) -> Place {
        Place { principal: Some(principal), ..self.clone() }
    }

    pub(super) fn under(&self, condition: usize) -> Place {
        let mut place = self.clone();
        place.conditions.insert(condition);
        place
    }

    pub(super) fn without(&self, condition: usize) -> Place {
        let mut place = self.clone();
        place.conditions.remove(&condition);
        place
    }
}

/// The cells of the statements on the resource's side that allow something, each once.
pub(super) fn ways(
    external: &External<'_, '_>,
    principals: &[Principal],
    conditions: &[&Condition],
) -> Vec<Place> {
    let policies = policies_of(external.settings());
    let of_resource = policies.iter().filter(|policy| policy.policy_type != PolicyType::Rcp);
    let mut ways: Vec<Place> = Vec::new();
    for statement in of_resource.flat_map(|policy| &policy.statements) {
        if statement.effect != Effect::Allow {
            continue;
        }
        let stated = statement.conditions.iter().filter_map(|condition| stated(condition, Effect::Allow));
        let stated = stated.filter_map(|own| conditions.iter().position(|condition| **condition == own));
        let everybody = Place { principal: None, conditions: stated.collect() };
        let named: Vec<Place> = match &statement.principal {
            PrincipalElement::Principal(named) if !named.iter().any(is_everybody) => {
                let places = named.iter().filter_map(|one| principals.iter().position(|own| own == one));
                places.map(|at| everybody.of(at)).collect()
            }
            PrincipalElement::Principal(_)
            | PrincipalElement::NotPrincipal(_)
            | PrincipalElement::Attached => vec![everybody],
        };
        ways.extend(named.into_iter().filter(|way| !ways.contains(way)).collect::<Vec<_>>());
    }
    ways
}

fn is_everybody(principal: &Principal) -> bool {
    matches!(principal, Principal::Everyone | Principal::AnyAws)
}

/// Whether the one is somebody of the account, or a session of the role, that the other is.
pub(super) fn is_of(inner: &Principal, outer: &Principal) -> bool {
    let (Principal::Role { role: arn, .. } | Principal::Arn(arn)) = inner else { return false };
    match outer {
        Principal::Account(_) => outer.account().is_some() && inner.account() == outer.account(),
        Principal::Role { sessions, .. } => {
            let within = |(own, pattern): (&Template, &Template)| {
                Pattern::glob(&pattern.to_string(), false).includes(&Pattern::glob(&own.to_string(), false))
                    == Some(true)
            };
            inner != outer && arn.iter().zip(sessions.iter()).all(within)
        }
        _ => false,
    }
}
