//! One allowed request, and others like it but for action and resource.
//!
//! Which of a pattern's hundred actions are allowed is mostly seen without an engine: the evaluator is given the request
//! that was found, with each of them in turn.

use super::ask::{Ask, AskError};
use super::case::{Beyond, Case};
use super::external::External;
use super::inquiry::{Access, Inquiry};
use crate::model::world::{Party, Target};
use crate::model::{Request, Statement};

/// An action, and a resource for it.
pub type Variant = (String, String);

impl<'c, 'w> External<'c, 'w> {
    /// The same questions about somebody of the world.
    pub fn inside(
        inquiry: &Inquiry<'w>,
        target: &'c Target<'w>,
        party: &'c Party<'w>,
        ask: &'c Ask,
    ) -> Result<External<'c, 'w>, AskError> {
        let case = inquiry.case(party, target, ask)?;
        let open = if case.is_open() { vec![case.clone()] } else { Vec::new() };
        Ok(External::of(vec![Case { doubts: Vec::new(), ..case }], open, false))
    }

    /// The places of those variants of the request that are allowed, and that `inside` speaks of and none of `others` does,
    /// as many as `most`. None if the request itself is no such, whatever `others` say: then nothing is known of it.
    pub fn exchanged(
        &self,
        inquiry: &mut Inquiry<'w>,
        request: &Request,
        [inside, others]: [&[Statement]; 2],
        variants: &[Variant],
        most: usize,
    ) -> Vec<usize> {
        let Some((case, prepared)) = self.place_of(inquiry, request) else { return Vec::new() };
        let speaks = |request: &Request, scope| {
            inside.iter().all(|one| crate::eval::matches(one, request, scope))
                && !others.iter().any(|other| crate::eval::matches(other, request, scope))
        };
        let mut tried = request.clone();
        let mut is_one = |(action, resource): &Variant| {
            tried.action.clone_from(action);
            tried.resource.clone_from(resource);
            speaks(&tried, inquiry.scope) && inquiry.is_witness(case, prepared.universe, &tried)
        };
        let each = variants.iter().enumerate();
        each.filter(|(_, variant)| is_one(variant)).map(|(at, _)| at).take(most).collect()
    }

    /// What is to be said of an allowed request of some case.
    pub fn told(&self, inquiry: &mut Inquiry<'w>, request: Request, inside: &Statement) -> Option<Access> {
        let (case, _) = self.place_of(inquiry, &request)?;
        let case = Case { beyond: Beyond::Between(inside, &[]), ..case.clone() };
        Some(inquiry.told(&case, request))
    }
}
