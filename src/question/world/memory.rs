//! What an inquiry remembers from party to party.
//!
//! Terms of one arena are equal iff their ids are, and most parties of a world differ in nothing that a question
//! looks at: what was found out of a term holds of whoever comes to the same term. A request is never
//! taken over unseen: it is spelt for the new party and replayed.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::case::Case;
use super::inquiry::is_fixed;
use crate::decide::Verdict;
use crate::eval::Scope;
use crate::formula::decision::{Sides, SidesInDecision};
use crate::formula::{Arena, Substitution, TermId};
use crate::model::world::Spelling;
use crate::model::{Assumptions, Caller, EndpointPolicy, Key, Policy, PublicAccessBlock, Request, Setting};

/// What was found out of terms of one arena.
#[derive(Debug, Default)]
pub(super) struct Memory {
    verdicts: FxHashMap<TermId, (Verdict, &'static str)>,
    rules: FxHashMap<(Assumptions, TermId), TermId>,
    plain: FxHashMap<TermId, Plain>,
    /// Decisions; each keeps its setting, so that no other policy comes to the place of one of its policies.
    decisions: FxHashMap<Around, (Setting, TermId)>,
    /// Claims by signature; none where what the world says contradicts itself.
    claims: FxHashMap<Vec<TermId>, Option<TermId>>,
    /// The tests of terms that the world may settle.
    atoms: FxHashMap<[TermId; 3], Arc<[TermId]>>,
    /// Lists of endpoints that were met.
    endpoints: Vec<Vec<EndpointPolicy>>,
}

/// What a decision is a function of, policies by their places in memory.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Around {
    assumptions: Assumptions,
    policies: Vec<usize>,
    endpoints: usize,
    block: Option<PublicAccessBlock>,
    sides: SidesInDecision,
}

impl Memory {
    /// What an engine said of the term, and which.
    pub(super) fn verdict(&self, term: TermId) -> Option<(Verdict, &'static str)> {
        self.verdicts.get(&term).cloned()
    }

    /// Keeps what an engine said, unless it did not know: with more time it may.
    pub(super) fn note_verdict(&mut self, term: TermId, found: &(Verdict, &'static str)) {
        match found.0 {
            Verdict::Empty | Verdict::Member(_) => drop(self.verdicts.insert(term, found.clone())),
            Verdict::Unknown(_) => {}
        }
    }

    /// The rules of the universe for what the term looks at.
    pub(super) fn rules(&self, scope: Scope, looked_at: TermId) -> Option<TermId> {
        self.rules.get(&(scope.assumptions, looked_at)).copied()
    }

    pub(super) fn note_rules(&mut self, scope: Scope, looked_at: TermId, rules: TermId) {
        self.rules.insert((scope.assumptions, looked_at), rules);
    }

    /// What the decision of the setting is a function of; `None` for settings that are not kept.
    pub(super) fn around(&mut self, scope: Scope, setting: &Setting, sides: &Sides) -> Option<Around> {
        let Setting {
            identity_policies,
            permissions_boundary,
            session_policies,
            scps,
            rcps,
            resource_policy,
            shares,
            trust_policy,
            vpc_endpoint_policies,
            public_access_block,
            access_point,
            management_account: _,
            // Of the sides, who is looked at and not kept if it is a user.
            federated_by: _,
        } = setting;
        if access_point.is_some() {
            return None;
        }
        let place = |policy: &Arc<Policy>| Arc::as_ptr(policy) as usize;
        let mut policies = Vec::with_capacity(16);
        for list in [identity_policies, session_policies, shares]
            .into_iter()
            .chain(scps)
            .chain([&Vec::new()])
            .chain(rcps)
        {
            policies.extend(list.iter().map(place));
            policies.push(0);
        }
        for one in [permissions_boundary, resource_policy, trust_policy] {
            policies.push(one.as_ref().map_or(0, place));
        }
        // The empty list between SCPs and RCPs may be a level: their number tells.
        policies.push(scps.len());
        let same = |known: &Vec<EndpointPolicy>| {
            known.len() == vpc_endpoint_policies.len()
                && known.iter().zip(vpc_endpoint_policies).all(|(one, other)| {
                    Arc::ptr_eq(&one.policy, &other.policy) && one.endpoint == other.endpoint
                })
        };
        let endpoints = self.endpoints.iter().position(same).unwrap_or_else(|| {
            self.endpoints.push(vpc_endpoint_policies.clone());
            self.endpoints.len() - 1
        });
        Some(Around {
            assumptions: scope.assumptions,
            policies,
            endpoints,
            block: *public_access_block,
            sides: sides.in_decision(setting)?,
        })
    }

    /// The requests that a setting allows.
    pub(super) fn decision(&self, around: &Around) -> Option<TermId> {
        self.decisions.get(around).map(|(_, decision)| *decision)
    }

    pub(super) fn note_decision(&mut self, around: Around, setting: &Setting, decision: TermId) {
        self.decisions.insert(around, (setting.clone(), decision));
    }

    /// The claim of the signature, if it is known.
    pub(super) fn claim(&self, signature: &[TermId]) -> Option<Option<TermId>> {
        self.claims.get(signature).copied()
    }

    pub(super) fn note_claim(&mut self, signature: Vec<TermId>, claim: Option<TermId>) {
        self.claims.insert(signature, claim);
    }

    /// The tests of the terms that the world may settle.
    pub(super) fn atoms(&mut self, arena: &Arena, terms: [TermId; 3]) -> Arc<[TermId]> {
        let atoms = self.atoms.entry(terms).or_insert_with(|| Substitution::may_settle(arena, &terms).into());
        Arc::clone(atoms)
    }

    /// A plain request that came from the term.
    pub(super) fn plain(&self, term: TermId) -> Option<&Plain> {
        self.plain.get(&term)
    }

    pub(super) fn note_plain(&mut self, term: TermId, plain: Plain) {
        self.plain.insert(term, plain);
    }
}

/// A plain request of one party: what another party can take over.
#[derive(Clone, Debug)]
pub(super) struct Plain {
    /// Without the keys that the world settles.
    open: Request,
    /// The end of the caller's name, where it is open.
    end: Option<String>,
}

impl Plain {
    pub(super) fn of(case: &Case<'_, '_>, request: &Request) -> Plain {
        let mut open = request.clone();
        let fixed: Vec<Key> = request
            .context
            .iter()
            .map(|(key, _)| key)
            .filter(|key| is_fixed(&case.facts, key))
            .cloned()
            .collect();
        fixed.into_iter().for_each(|key| open.context.set(key, Vec::new()));
        let end = match &case.facts.principal {
            Some(Spelling::Prefixed { prefix, .. }) => request.principal.text().strip_prefix(prefix.as_str()),
            Some(Spelling::Exact(_)) | None => None,
        };
        let end = end.map(str::to_owned);
        Plain { open, end }
    }

    /// Whether the service authorization reference lists all its keys, so that they have a type.
    pub(super) fn is_listed(&self) -> bool {
        self.open.context.iter().all(|(key, _)| key.key_type().is_some())
    }

    /// The request as the party of the case would send it.
    pub(super) fn by(&self, case: &Case<'_, '_>) -> Request {
        let mut request = self.open.clone();
        match (&case.facts.principal, &self.end) {
            (Some(Spelling::Exact(text)), _) => request.principal = Caller::new(text),
            (Some(Spelling::Prefixed { prefix, .. }), Some(end)) => {
                request.principal = Caller::new(&format!("{prefix}{end}"));
            }
            (Some(Spelling::Prefixed { .. }), None) | (None, _) => {}
        }
        case.facts.fill(&mut request);
        request
    }
}
