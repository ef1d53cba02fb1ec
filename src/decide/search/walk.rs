//! The search itself.

use super::domain::Domain;
use crate::decide::{Assignment, Budget, Engine, Reason, Verdict};
use crate::formula::{Arena, TermId, distance};
use crate::model::{Caller, Context, Key, Request};

/// The search. It has no state.
#[derive(Copy, Clone, Debug, Default)]
pub struct Search;

/// How many nodes of terms may be looked at for one question, about.
const MOST_NODES: usize = 4_000_000;
/// How many requests may be tried for one question.
const MOST_TRIES: usize = 20_000;
/// How many requests are started from.
const STARTS: usize = 12;

impl Engine for Search {
    fn name(&self) -> &'static str {
        "search"
    }

    fn decide(&self, arena: &Arena, term: TermId, _: &Budget) -> Verdict {
        let tries = (MOST_NODES / arena.len().max(1)).clamp(200, MOST_TRIES);
        let mut walk = Walk { arena, term, domain: Domain::new(arena, term), tries };
        let starts = (0..STARTS).map(|at| walk.start(at)).collect::<Vec<_>>();
        for start in starts {
            if let Some(request) = walk.down(start) {
                return Verdict::Member(Box::new(assignment(&walk.domain, &request)));
            }
        }
        Verdict::Unknown(Reason("the search found no request".to_owned()))
    }
}

struct Walk<'a> {
    arena: &'a Arena,
    term: TermId,
    domain: Domain,
    tries: usize,
}

impl Walk<'_> {
    /// The request of each attribute's value at this place, cyclically; without keys but those of the caller.
    fn start(&self, at: usize) -> Request {
        let nth = |list: &[String]| list.get(at % list.len().max(1)).cloned().unwrap_or_default();
        let mut request = Request {
            principal: Caller::new(&nth(&self.domain.principals)),
            action: nth(&self.domain.actions),
            resource: nth(&self.domain.resources),
            resource_account: None,
            context: Context::default(),
        };
        self.domain.follow_caller(&mut request);
        request
    }

    /// Goes to the nearest neighbour while one is nearer; the request in the term, if that is where it ends.
    fn down(&mut self, start: Request) -> Option<Request> {
        let mut here = start;
        let mut best = distance(self.arena, self.term, &here);
        while best > 0 {
            let mut nearest: Option<(u32, Request)> = None;
            for neighbour in self.neighbours(&here) {
                self.tries = self.tries.checked_sub(1)?;
                let far = distance(self.arena, self.term, &neighbour);
                if far < nearest.as_ref().map_or(best, |(far, _)| *far) {
                    nearest = Some((far, neighbour));
                }
                if far == 0 {
                    break;
                }
            }
            (best, here) = nearest?;
        }
        Some(here)
    }

    /// Every request that differs in one attribute, a caller's keys being part of the caller.
    fn neighbours(&self, here: &Request) -> Vec<Request> {
        let mut neighbours = Vec::new();
        for action in &self.domain.actions {
            neighbours.push(Request { action: action.clone(), ..here.clone() });
        }
        for resource in &self.domain.resources {
            neighbours.push(Request { resource: resource.clone(), ..here.clone() });
        }
        for (key, lists) in &self.domain.contexts {
            for list in lists {
                let mut changed = here.clone();
                changed.context.set(key.clone(), list.clone());
                neighbours.push(changed);
            }
        }
        for principal in &self.domain.principals {
            let mut changed = Request { principal: Caller::new(principal), ..here.clone() };
            self.domain.follow_caller(&mut changed);
            neighbours.push(changed);
        }
        neighbours
    }
}

/// The request as an assignment to what the term looks at.
fn assignment(domain: &Domain, request: &Request) -> Assignment {
    let values = |key: &Key| (key.clone(), request.context.values(key).to_vec());
    Assignment {
        principal: Some(request.principal.text().to_owned()),
        action: Some(request.action.clone()),
        resource: Some(request.resource.clone()),
        context: domain.contexts.keys().map(values).collect(),
    }
}
