//! The organization: a tree of units above accounts (ORG/orgs_getting-started_concepts).

use std::sync::Arc;

use crate::model::{Policy, PublicAccessBlock};

/// An organization.
#[derive(Clone, Debug)]
pub struct Organization {
    /// Its id, `o-…`.
    pub id: String,
    /// The account that SCPs and RCPs do not bind.
    pub management_account: Option<String>,
    /// Member accounts that administer the organization for some services; SCPs bind them as any other.
    pub delegated_administrators: Vec<String>,
    /// The root, then the organizational units, each after its parent.
    pub units: Vec<Unit>,
    /// Whether SCPs are in use. Where they are, an account needs an allow at every level.
    pub uses_scps: bool,
    /// Whether RCPs are in use.
    pub uses_rcps: bool,
    /// S3's Block Public Access for every account of the organization (all four settings or none).
    pub public_access_block: Option<PublicAccessBlock>,
}

/// The root of an organization or one of its organizational units.
#[derive(Clone, Debug)]
pub struct Unit {
    /// `r-…` for the root, `ou-…` for the others.
    pub id: String,
    /// What people call it.
    pub name: Option<String>,
    /// The place of its parent in [`Organization::units`]; `None` for the root.
    pub parent: Option<usize>,
    /// The SCPs attached to it.
    pub scps: Vec<Arc<Policy>>,
    /// The RCPs attached to it.
    pub rcps: Vec<Arc<Policy>>,
}

impl Organization {
    /// The units from the root down to `unit`.
    pub fn line(&self, unit: usize) -> Vec<&Unit> {
        let mut line = Vec::new();
        let mut at = Some(unit);
        // A unit stands after its parent, so this ends; a tree that is none is cut short.
        while let Some(unit) = at.and_then(|at| self.units.get(at)) {
            line.push(unit);
            at = unit.parent.filter(|&parent| at.is_some_and(|at| parent < at));
        }
        line.reverse();
        line
    }

    /// The path of an account right below `unit` as `aws:PrincipalOrgPaths` has it: `o-…/r-…/ou-…/`.
    ///
    /// The page that describes the key ends paths with a slash and writes the account's own unit last.
    pub fn path(&self, unit: usize) -> String {
        let mut path = format!("{}/", self.id);
        for unit in self.line(unit) {
            path.push_str(&unit.id);
            path.push('/');
        }
        path
    }
}
