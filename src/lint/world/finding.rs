//! What was found in a world.

use super::check::WorldCheck;
use crate::eval::Deciding;
use crate::lint::Evidence;
use crate::question::world::Access;

/// One finding.
#[derive(Clone, Debug)]
pub struct WorldFinding {
    /// The check that found it.
    pub check: &'static WorldCheck,
    /// The account.
    pub account: String,
    /// The ARN of the user, role or root user.
    pub principal: String,
    /// What was found, in a sentence or two; names of the world in backticks.
    pub details: String,
    /// The statements that are responsible.
    pub statements: Vec<Deciding>,
    /// Why it is true: requests that show it, proofs.
    pub evidence: Vec<Evidence>,
}

/// Something that could not be decided.
#[derive(Clone, Debug)]
pub struct Undecided {
    /// The check that asked.
    pub check: &'static WorldCheck,
    /// Of whom.
    pub principal: String,
    /// Why.
    pub reason: String,
}

/// What one check found of one subject.
#[derive(Debug)]
pub struct WorldFindings {
    check: &'static WorldCheck,
    account: String,
    principal: String,
    /// What was found.
    pub(super) found: Vec<WorldFinding>,
    /// What could not be decided.
    pub(super) undecided: Vec<Undecided>,
}

impl WorldFindings {
    /// None yet.
    pub fn of(check: &'static WorldCheck, account: &str, principal: &str) -> WorldFindings {
        let (account, principal) = (account.to_owned(), principal.to_owned());
        WorldFindings { check, account, principal, found: Vec::new(), undecided: Vec::new() }
    }

    /// Adds a finding.
    pub fn add(&mut self, details: String, statements: Vec<Deciding>, evidence: Vec<Evidence>) {
        let (account, principal) = (self.account.clone(), self.principal.clone());
        self.found.push(WorldFinding {
            check: self.check,
            account,
            principal,
            details,
            statements,
            evidence,
        });
    }

    /// Notes that a question was not decided.
    pub fn undecided(&mut self, reason: String) {
        let principal = self.principal.clone();
        self.undecided.push(Undecided { check: self.check, principal, reason });
    }

    /// Notes why the question of this answer was not decided.
    pub fn note(&mut self, access: &Access) {
        access.unknown.iter().for_each(|reason| self.undecided(reason.clone()));
    }
}
