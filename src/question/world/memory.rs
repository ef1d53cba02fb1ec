//! What an inquiry remembers from party to party.
//!
//! Terms of one arena are equal iff their ids are, and most parties of a world differ in nothing that a question
//! looks at: what was found out of a term holds of whoever comes to the same term. A request is never
//! taken over unseen: it is spelt for the new party and replayed.

use rustc_hash::FxHashMap;

use super::claim::Case;
use super::inquiry::is_fixed;
use crate::decide::Verdict;
use crate::eval::Scope;
use crate::formula::TermId;
use crate::model::world::Spelling;
use crate::model::{Assumptions, Caller, Key, Request};

/// What was found out of terms of one arena.
#[derive(Debug, Default)]
pub(super) struct Memory {
    verdicts: FxHashMap<TermId, (Verdict, &'static str)>,
    rules: FxHashMap<(Assumptions, TermId), TermId>,
    plain: FxHashMap<TermId, Plain>,
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
