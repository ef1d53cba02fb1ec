//! All checks over one document.

use super::check::Origin;
use super::checks::{checks, document};
use super::document::Document;
use super::effort::Effort;
use super::finding::{Finding, Findings};
use super::kind::ResourceKind;
use super::place::Place;
use super::subject::Subject;
use crate::model::{PolicyType, lower};
use crate::parse::{
    Diagnostic, Found, Node, Source, Value, find_document, find_policy, read_document, read_json,
};
use crate::question::Prover;

/// What to check, and how.
#[derive(Copy, Clone)]
pub struct Validation<'p> {
    /// What the policy is attached to.
    pub policy_type: PolicyType,
    /// Which kind of resource, if that is known. A [`ResourceKind::RoleTrust`] is of [`PolicyType::Trust`].
    pub resource_kind: Option<ResourceKind>,
    /// Whose checks are done.
    pub origins: &'p [Origin],
    /// Decides what is said about all requests.
    pub prover: &'p Prover,
}

impl Validation<'_> {
    /// Everything there is to say about the policy in the file `source`, bare or in any shape that [`find_policy`]
    /// knows: what each check found, ordered by place, the worst first at each. A text that is not JSON has
    /// `JSON_SYNTAX_ERROR`s and nothing else.
    pub fn file(&self, source: &Source) -> Vec<Finding> {
        let (node, diagnostics) = match find_policy(source) {
            // It is JSON, but not as a policy is: the checks say what is wrong with it.
            (None, diagnostics) => (read_json(source.text()).0, diagnostics),
            found @ (Some(_), _) => found,
        };
        match node {
            Some(node) => self.document(source, &node),
            None => diagnostics.iter().flat_map(not_json).collect(),
        }
    }

    /// The same for a policy that is the value `node` inside the file `source`.
    pub fn value(&self, source: &Source, node: &Node) -> Vec<Finding> {
        match find_document(source.text(), node) {
            (Some(Found::Here(node)), _) => self.document(source, node),
            (Some(Found::Inside(node)), _) => self.document(source, &node),
            (None, diagnostics) if matches!(node.value, Value::String(_)) => {
                diagnostics.iter().flat_map(not_json).collect()
            }
            (None, _) => self.document(source, node),
        }
    }

    fn document(&self, source: &Source, node: &Node) -> Vec<Finding> {
        let strict = read_document(node).0;
        let policy = strict.and_then(|strict| lower::lower(&strict, self.policy_type, source.name()).0);
        let subject = Subject {
            source,
            policy_type: self.policy_type,
            resource_kind: self.resource_kind,
            document: Document::read(source.text(), node),
            policy: policy.as_ref(),
            prover: self.prover,
            effort: &Effort::default(),
        };
        let mut found = Vec::new();
        for check in checks().filter(|check| self.origins.contains(&check.origin)) {
            let mut findings = Findings::of(check);
            (check.run)(&subject, &mut findings);
            found.append(&mut findings.into_vec());
        }
        let start = |finding: &Finding| finding.locations.first().map_or(0, |location| location.span.start);
        found.sort_by_key(|finding| (start(finding), finding.check.category, finding.check.code));
        found
    }
}

/// The finding for a text that cannot be read as JSON.
fn not_json(diagnostic: &Diagnostic) -> Vec<Finding> {
    let mut findings = Findings::of(&document::json_syntax_error::CHECK);
    findings.add(diagnostic.message.clone(), [Place::document(diagnostic.span)]);
    findings.into_vec()
}
