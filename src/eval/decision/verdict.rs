//! What a decision is made of.

use super::super::policy::Decision;
use crate::model::{Policy, PolicyType, Statement};
use crate::parse::quoted;

/// The decision of a scenario, with what made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The decision.
    pub decision: Decision,
    /// For an explicit deny, every denying statement of every policy that applies. For an allow, the matching
    /// `Allow` statements of every policy whose allow was needed: of each way that suffices by itself, the
    /// grants with the boundary and session policies that let them pass, and the RCPs, SCPs and endpoint
    /// policies. None for an implicit deny. In the order of AWS's page, then of the documents.
    pub by: Vec<Deciding>,
    /// The same in plain words; for an implicit deny, everything that was missing.
    pub explanation: String,
}

/// One statement that made a decision.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Deciding {
    /// What its policy is attached to.
    pub policy_type: PolicyType,
    /// Its policy's name.
    pub name: String,
    /// Its place in the policy, from 0.
    pub statement_index: usize,
    /// Its `Sid`.
    pub sid: Option<String>,
}

impl Deciding {
    /// The statement of that policy.
    pub(super) fn new(policy: &Policy, statement: &Statement) -> Deciding {
        Deciding {
            policy_type: policy.policy_type,
            name: policy.name.clone(),
            statement_index: statement.index,
            sid: statement.sid.clone(),
        }
    }

    /// Which statement it is, for people.
    pub(super) fn describe(&self) -> String {
        let statement = match &self.sid {
            Some(sid) => format!("statement {} ({})", self.statement_index, quoted(sid)),
            None => format!("statement {}", self.statement_index),
        };
        format!("{statement} of the {} {}", name_of(self.policy_type), quoted(&self.name))
    }
}

/// What a policy of the type is called in an explanation.
pub(super) fn name_of(policy_type: PolicyType) -> &'static str {
    match policy_type {
        PolicyType::Identity => "identity-based policy",
        PolicyType::Resource => "resource policy",
        PolicyType::Trust => "trust policy",
        PolicyType::Boundary => "permissions boundary",
        PolicyType::Session => "session policy",
        PolicyType::Scp => "SCP",
        PolicyType::Rcp => "RCP",
        PolicyType::VpcEndpoint => "VPC endpoint policy",
    }
}
