//! Answers.

use std::time::Duration;

use crate::model::catalog::Lack;
use crate::model::{Assumption, Request};
use crate::parse::Span;

/// What came of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The question's name: `no-new-access`, `compare`, ….
    pub question: &'static str,
    /// The answer proper.
    pub conclusion: Conclusion,
    /// How the first policy stands to the second; only from [`compare`](super::compare), once it is known.
    pub relation: Option<Relation>,
    /// Requests that break the claim, each replayed.
    pub witnesses: Vec<Witness>,
    /// Why the answer is unknown, in words; empty otherwise.
    pub unknown: Vec<String>,
    /// The assumptions that the answer hangs on: under the other reading it is another one, or could not be
    /// decided in the short time that this is given.
    pub assumptions: Vec<Assumption>,
    /// The answer in the universe `known`, where that is another one or could not be found in the short time that this is
    /// given; in the universe `any` only.
    pub known: Option<Known>,
    /// The engine that decided; `terms` where none had to be asked.
    pub engine: &'static str,
    /// How long it took.
    pub elapsed: Duration,
}

/// An answer in the universe `known`.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The answer proper.
    pub conclusion: Conclusion,
    /// The relation, for a comparison.
    pub relation: Option<Relation>,
}

/// The three answers.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Conclusion {
    /// The claim holds for every request of the universe.
    Holds,
    /// A request breaks it.
    Fails,
    /// Neither could be shown.
    Unknown,
}

impl Conclusion {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Conclusion::Holds => "holds",
            Conclusion::Fails => "fails",
            Conclusion::Unknown => "unknown",
        }
    }
}

/// How policy A stands to policy B, as sets of allowed requests.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The same requests.
    Equivalent,
    /// A's are among B's, and B has more.
    Narrower,
    /// B's are among A's, and A has more.
    Broader,
    /// Each has some that the other has not.
    Incomparable,
}

impl Relation {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Relation::Equivalent => "equivalent",
            Relation::Narrower => "narrower",
            Relation::Broader => "broader",
            Relation::Incomparable => "incomparable",
        }
    }
}

/// A request that breaks the claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// The request.
    pub request: Request,
    /// The statement that allows it.
    pub blame: Blame,
    /// For a comparison: which policy allows it.
    pub direction: Option<Direction>,
    /// What of it AWS does not have today; none if the service catalogue admits the request, and in the universe `free`.
    pub lack: Option<Lack>,
}

/// Which policy of a comparison allows a witness while the other does not.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The first.
    OnlyA,
    /// The second.
    OnlyB,
}

impl Direction {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Direction::OnlyA => "only-a",
            Direction::OnlyB => "only-b",
        }
    }
}

/// A statement that allows what it should not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blame {
    /// The policy's name.
    pub policy: String,
    /// The statement's place in it, from 0.
    pub statement_index: usize,
    /// The statement's `Sid`.
    pub sid: Option<String>,
    /// Where the statement stands in the policy's file, in bytes.
    pub span: Span,
}
