//! What is checked.

use super::document::Document;
use super::effort::Effort;
use super::kind::ResourceKind;
use crate::model::{Policy, PolicyType};
use crate::parse::Source;
use crate::question::Prover;

/// A policy under validation, as each check sees it.
pub struct Subject<'n> {
    /// The file.
    pub source: &'n Source,
    /// What the policy is attached to.
    pub policy_type: PolicyType,
    /// Which kind of resource, if that was said.
    pub resource_kind: Option<ResourceKind>,
    /// The document, leniently read.
    pub document: Document<'n>,
    /// The policy as the prover reads it; there iff the strict grammar takes the document.
    pub policy: Option<&'n Policy>,
    /// Decides what is said about all requests.
    pub prover: &'n Prover,
    /// What that may cost yet.
    pub effort: &'n Effort,
}
