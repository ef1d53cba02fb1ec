//! Which policies can contain which, all pairs at once.

use rayon::prelude::*;

use super::collection::{Collection, Tried, index};
use super::relation::Relation;
use crate::eval::{Scope, matches_but_for_action};
use crate::model::Effect;

impl Collection<'_> {
    /// For each policy, those that no sample of it shows not to contain it, itself among them: exactly those pairs of
    /// which [`ask`](Self::ask) does not say [`Excess`](super::Plain::Excess). Each sample is held against all
    /// policies that speak of its action at once, so the work grows with those and not with the pairs.
    pub fn candidates(&self) -> Relation {
        let policies = self.ranges.len();
        let owners: Vec<usize> = self
            .ranges
            .iter()
            .enumerate()
            .flat_map(|(owner, range)| range.clone().map(move |_| owner))
            .collect();
        let allowing = |sample: &Tried| {
            let mut allowing = vec![0; policies.div_ceil(64)];
            for scope in self.readings(sample) {
                let under = self.allowing(sample, scope, &owners, policies);
                allowing.iter_mut().zip(&under).for_each(|(all, one)| *all |= one);
            }
            allowing
        };
        let allowing: Vec<Vec<u64>> = self.samples.par_iter().map(allowing).collect();
        let row = |own: &[u32]| {
            let mut row = vec![u64::MAX; policies.div_ceil(64)];
            for id in own {
                let allowing = index(*id).and_then(|id| allowing.get(id));
                row.iter_mut().zip(allowing.into_iter().flatten()).for_each(|(row, word)| *row &= word);
            }
            row
        };
        let rows: Vec<Vec<u64>> = self.own.par_iter().map(|own| row(own)).collect();
        Relation::from_rows(&rows)
    }

    /// The policies that allow the sample, as bits.
    fn allowing(&self, sample: &Tried, scope: Scope, owners: &[usize], policies: usize) -> Vec<u64> {
        let mut allowed = vec![0_u64; policies.div_ceil(64)];
        let mut denied = allowed.clone();
        for &id in self.statements.actions.including(sample.pattern) {
            let owner = index(id).and_then(|id| owners.get(id));
            let (Some(shaped), Some(&owner)) = (self.statements.get(id), owner) else { continue };
            let said = match shaped.statement.effect {
                Effect::Allow => &mut allowed,
                Effect::Deny => &mut denied,
            };
            let Some(word) = said.get_mut(owner / 64) else { continue };
            let bit = 1 << (owner % 64);
            if *word & bit == 0 && matches_but_for_action(shaped.statement, &sample.circumstances, scope) {
                *word |= bit;
            }
        }
        allowed.iter().zip(&denied).map(|(allowed, denied)| allowed & !denied).collect()
    }
}
