//! What a check found.

use super::check::Check;
use super::place::{Place, Step};
use crate::model::Request;
use crate::parse::Span;

/// Why a finding of meaning is true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// A request, which the evaluator decides as the finding says.
    Witness(Box<Request>),
    /// There is no request of this kind (in words): a proof by this engine.
    None {
        /// Which requests there are none of, such as "that this statement alone allows".
        requests: String,
        /// The engine that decided.
        engine: &'static str,
    },
}

/// A step of a finding's path, on its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnedStep {
    /// The item of an array.
    Index(usize),
    /// A key.
    Key(String),
    /// The value of a key.
    Value(String),
    /// A part of a text, in characters.
    Substring {
        /// The first character.
        start: usize,
        /// How many characters.
        length: usize,
    },
}

/// Where a finding is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The path from the document.
    pub path: Vec<OwnedStep>,
    /// Where in the text.
    pub span: Span,
}

impl From<Place<'_>> for Location {
    fn from(place: Place<'_>) -> Location {
        let owned = |step: &Step<'_>| match *step {
            Step::Index(index) => OwnedStep::Index(index),
            Step::Key(key) => OwnedStep::Key(key.to_owned()),
            Step::Value(key) => OwnedStep::Value(key.to_owned()),
            Step::Substring { start, length } => OwnedStep::Substring { start, length },
        };
        Location { path: place.path().iter().map(owned).collect(), span: place.span }
    }
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The check that found it.
    pub check: &'static Check,
    /// What was found, in a sentence or two; user input in backticks.
    pub details: String,
    /// Where; at least one place.
    pub locations: Vec<Location>,
    /// Why it is true, where it speaks of all requests.
    pub evidence: Option<Evidence>,
}

/// The most findings of one check in one document. More of them help nobody.
const MOST: usize = 200;

/// The findings of one check.
#[derive(Debug)]
pub struct Findings {
    check: &'static Check,
    found: Vec<Finding>,
}

impl Findings {
    /// None yet.
    pub fn of(check: &'static Check) -> Findings {
        Findings { check, found: Vec::new() }
    }

    /// Adds a finding at these places; without a place it is none.
    pub fn add<'n>(&mut self, details: impl Into<String>, places: impl IntoIterator<Item = Place<'n>>) {
        self.push(details.into(), places.into_iter().map(Location::from).collect(), None);
    }

    /// Adds a finding at these places, with its evidence.
    pub fn add_with<'n>(
        &mut self,
        evidence: Evidence,
        details: impl Into<String>,
        places: impl IntoIterator<Item = Place<'n>>,
    ) {
        self.push(details.into(), places.into_iter().map(Location::from).collect(), Some(evidence));
    }

    fn push(&mut self, details: String, locations: Vec<Location>, evidence: Option<Evidence>) {
        if self.found.len() < MOST && !locations.is_empty() {
            self.found.push(Finding { check: self.check, details, locations, evidence });
        }
    }

    /// What was added, in that order.
    pub fn into_vec(self) -> Vec<Finding> {
        self.found
    }
}
