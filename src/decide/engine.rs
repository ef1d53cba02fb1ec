//! What engines are asked and answer.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::formula::{Arena, TermId};
use crate::model::Key;

/// A decision procedure. Implementations are `Send + Sync` and hold no state between questions.
pub trait Engine: Send + Sync {
    /// The name in answers: `z3`, `smtlib`.
    fn name(&self) -> &'static str;

    /// Whether some request is in `term`.
    ///
    /// [`Verdict::Empty`] only if there is none; [`Verdict::Member`] with an assignment that the engine
    /// holds to be one (the caller checks); else [`Verdict::Unknown`]. Ends within the budget.
    fn decide(&self, arena: &Arena, term: TermId, budget: &Budget) -> Verdict;
}

/// What an engine found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// No request is in the term.
    Empty,
    /// This one is.
    Member(Box<Assignment>),
    /// The engine cannot say.
    Unknown(Reason),
}

/// Why an engine could not say, in words for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason(pub String);

/// How much work one question may cost.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Wall-clock time of one engine on one term.
    pub time: Duration,
    /// Memory of one engine in process, in MB.
    pub megabytes: u32,
    /// Steps of the native engine: about a hundred million a second. The same question takes the same steps everywhere.
    pub steps: u64,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget { time: Duration::from_secs(30), megabytes: 4_096, steps: 1_000_000_000 }
    }
}

/// Values for what a term looks at. What is not here is unconstrained; a key with no values is absent.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Assignment {
    /// The caller.
    pub principal: Option<String>,
    /// The action, in small letters.
    pub action: Option<String>,
    /// The resource.
    pub resource: Option<String>,
    /// The keys.
    pub context: BTreeMap<Key, Vec<String>>,
}
