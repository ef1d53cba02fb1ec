//! What a check is.

use super::finding::Findings;
use super::kind::ResourceKind;
use super::subject::Subject;
use crate::model::PolicyType;

/// How bad a finding is; in the order of the API's `ValidatePolicyFindingType`, the worst first.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// AWS does not take the policy, or an element of it does nothing.
    Error,
    /// The policy allows more than is safe.
    SecurityWarning,
    /// The policy may not do what was meant.
    Warning,
    /// The policy could be plainer.
    Suggestion,
}

impl Category {
    /// Every category, the worst first.
    pub const ALL: [Category; 4] =
        [Category::Error, Category::SecurityWarning, Category::Warning, Category::Suggestion];

    /// The name that the API has for it: `ERROR`, `SECURITY_WARNING`, `WARNING` or `SUGGESTION`.
    pub fn name(self) -> &'static str {
        match self {
            Category::Error => "ERROR",
            Category::SecurityWarning => "SECURITY_WARNING",
            Category::Warning => "WARNING",
            Category::Suggestion => "SUGGESTION",
        }
    }

    /// How the headings of AWS's page of checks call it: their anchors begin so.
    pub fn anchor(self) -> &'static str {
        match self {
            Category::Error => "error",
            Category::SecurityWarning => "security-warning",
            Category::Warning => "general-warning",
            Category::Suggestion => "suggestion",
        }
    }

    /// The name for people: `error`, `security warning`, `warning` or `suggestion`.
    pub fn words(self) -> &'static str {
        match self {
            Category::Error => "error",
            Category::SecurityWarning => "security warning",
            Category::Warning => "warning",
            Category::Suggestion => "suggestion",
        }
    }
}

/// Whose check it is.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// One of AWS's policy validation, with its code.
    Aws,
    /// Our own.
    Hornbeam,
}

/// A policy that shows a check.
#[derive(Copy, Clone, Debug)]
pub struct Example {
    /// What the policy is attached to.
    pub policy_type: PolicyType,
    /// Which kind of resource, where that matters.
    pub resource_kind: Option<ResourceKind>,
    /// The document.
    pub document: &'static str,
}

impl Example {
    /// An identity policy.
    pub const fn identity(document: &'static str) -> Example {
        Example { policy_type: PolicyType::Identity, resource_kind: None, document }
    }

    /// A policy of that type.
    pub const fn of(policy_type: PolicyType, document: &'static str) -> Example {
        Example { policy_type, resource_kind: None, document }
    }

    /// The policy of a resource of that kind.
    pub const fn on(resource_kind: ResourceKind, document: &'static str) -> Example {
        Example { policy_type: resource_kind.policy_type(), resource_kind: Some(resource_kind), document }
    }
}

/// A check: its page, and how it is done.
#[derive(Debug)]
pub struct Check {
    /// Its code, such as `INVALID_ACTION`. No two checks have the same.
    pub code: &'static str,
    /// Its title: a few words, the first with a capital letter, without a full stop.
    pub title: &'static str,
    /// How bad what it finds is.
    pub category: Category,
    /// Whose it is.
    pub origin: Origin,
    /// What it finds: one or more sentences.
    pub finds: &'static str,
    /// Why that matters: one or more sentences.
    pub why: &'static str,
    /// A policy in which it finds something.
    pub example: Example,
    /// What to write instead: a policy in which it finds nothing.
    pub instead: Example,
    /// Adds what it finds in the subject. Finds the same every time; total.
    pub run: fn(&Subject<'_>, &mut Findings),
}
