//! What each policy that applies says of the request: every statement that speaks of it, for an answer that
//! names them.

use std::collections::BTreeSet;

use super::case::{Case, Layer};
use super::verdict::Deciding;
use crate::model::{Effect, Policy, Statement};

/// A policy with the statements that speak of the request, by their position in it.
#[derive(Clone, Debug)]
pub(super) struct Spoken<'a> {
    pub(super) layer: Layer,
    pub(super) policy: &'a Policy,
    denying: Vec<usize>,
    allowing: Vec<usize>,
}

/// Some statements: the policy's position among those that apply, and the statement's in the policy.
pub(super) type Places = BTreeSet<(usize, usize)>;

/// A case with everything that is said in it.
#[derive(Debug)]
pub(super) struct Heard<'a> {
    pub(super) case: Case<'a>,
    /// The policies that apply, in the order of [`Layer`].
    spoken: Vec<Spoken<'a>>,
}

impl<'a> Heard<'a> {
    /// Asks the policies what they say.
    pub(super) fn new(case: Case<'a>) -> Heard<'a> {
        let hear = |(layer, policy): (Layer, &'a Policy)| {
            let speaking = |effect: Effect| -> Vec<usize> {
                let of_effect =
                    policy.statements.iter().enumerate().filter(|(_, statement)| statement.effect == effect);
                of_effect.filter(|(_, statement)| case.speaks(statement)).map(|(at, _)| at).collect()
            };
            Spoken { layer, policy, denying: speaking(Effect::Deny), allowing: speaking(Effect::Allow) }
        };
        let spoken = case.applying().map(hear).collect();
        Heard { case, spoken }
    }

    /// The policies of the layers that `wanted` takes, with their positions.
    pub(super) fn layer(&self, wanted: impl Fn(Layer) -> bool) -> impl Iterator<Item = (usize, &Spoken<'a>)> {
        self.spoken.iter().enumerate().filter(move |(_, spoken)| wanted(spoken.layer))
    }

    /// Every denying statement.
    pub(super) fn denying(&self) -> Places {
        let all = self.spoken.iter().enumerate();
        all.flat_map(|(at, spoken)| spoken.denying.iter().map(move |&statement| (at, statement))).collect()
    }

    /// The allowing statements of the layers that `wanted` takes.
    pub(super) fn allowing(&self, wanted: impl Fn(Layer) -> bool) -> Places {
        let layers = self.layer(wanted);
        layers
            .flat_map(|(at, spoken)| spoken.allowing.iter().map(move |&statement| (at, statement)))
            .collect()
    }

    /// The statement at that place.
    pub(super) fn statement(&self, (policy, statement): (usize, usize)) -> Option<&'a Statement> {
        self.spoken.get(policy)?.policy.statements.get(statement)
    }

    /// The statements at those places, for an answer.
    pub(super) fn deciding(&self, places: &Places) -> Vec<Deciding> {
        let find = |&(policy, statement): &(usize, usize)| {
            let policy = self.spoken.get(policy)?.policy;
            Some(Deciding::new(policy, policy.statements.get(statement)?))
        };
        places.iter().filter_map(find).collect()
    }
}
