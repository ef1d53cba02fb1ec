//! SCPs and RCPs, and looking them up where they are attached.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::world::Assembly;
use crate::input::world::draft::{Attached, ControlDraft, ControlsDraft};
use crate::input::world::place::{At, Field, Place};
use crate::model::{
    Action, Effect, Policy, PolicyType, Principal, PrincipalElement, Resource, ResourcePattern, Statement,
    Template, Version,
};
use crate::parse::{Span, quoted};

const DESCRIBE: &str =
    "list it under `policies`, or put the output of `aws organizations describe-policy` into the folder";

/// The SCPs and RCPs of the organization.
pub(super) struct Controls {
    by_id: BTreeMap<String, Control>,
    /// Ids, by ARN and by name.
    ids: BTreeMap<String, BTreeSet<String>>,
    full_scp: Arc<Policy>,
    full_rcp: Arc<Policy>,
    pub(super) uses_scps: bool,
    pub(super) uses_rcps: bool,
}

/// One of them.
struct Control {
    policy_type: Option<PolicyType>,
    /// None if no file tells the text.
    policy: Option<Arc<Policy>>,
}

impl Controls {
    pub(super) fn new(assembly: &mut Assembly<'_>, drafts: BTreeMap<String, ControlDraft>) -> Controls {
        let mut by_id = BTreeMap::new();
        let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (id, draft) in drafts {
            let of = |what: &str| format!("the {what} of policy {}", quoted(&id));
            let arn = assembly.settle(draft.arn, || of("ARN"));
            let name = assembly.settle(draft.name, || of("name"));
            let policy_type = assembly.settle(draft.policy_type, || of("type"));
            let policy = assembly.settle(draft.document, || of("document"));
            for called in [Some(id.clone()), arn, name].into_iter().flatten() {
                ids.entry(called).or_default().insert(id.clone());
            }
            by_id.insert(id, Control { policy_type, policy });
        }
        Controls {
            by_id,
            ids,
            full_scp: Arc::new(full("FullAWSAccess", PolicyType::Scp)),
            full_rcp: Arc::new(full("RCPFullAWSAccess", PolicyType::Rcp)),
            uses_scps: false,
            uses_rcps: false,
        }
    }

    /// Takes the types as in use of which a policy is listed as attached to something; an error for a policy whose
    /// type no file tells.
    pub(super) fn use_what_is_attached<'d>(
        &mut self,
        assembly: &mut Assembly<'_>,
        drafts: impl Iterator<Item = &'d ControlsDraft>,
    ) {
        let mut missing = BTreeSet::new();
        for target in drafts.flat_map(|draft| &draft.targeted_by) {
            let is_scp = self.is_of_type(&target.value, PolicyType::Scp);
            let is_rcp = self.is_of_type(&target.value, PolicyType::Rcp);
            self.uses_scps |= is_scp;
            self.uses_rcps |= is_rcp;
            if !is_scp && !is_rcp && missing.insert(&target.value) {
                let message = format!("no file tells the policy {}", quoted(&target.value));
                assembly.error_with_hint(target.place, message, DESCRIBE);
            }
        }
    }

    /// Whether the policy of this id is of that type.
    fn is_of_type(&self, id: &str, policy_type: PolicyType) -> bool {
        let told = self.by_id.get(id).and_then(|control| control.policy_type);
        told.map_or(is_full(id, policy_type), |told| told == policy_type)
    }

    /// The SCPs and RCPs of a level, which `called` names and `place` tells.
    ///
    /// Where the own format attaches none of a type in use (no such field), the level has the policy that AWS
    /// attaches to every new one; an empty list is empty. A listing that is missing is an error.
    pub(super) fn level(
        &mut self,
        assembly: &mut Assembly<'_>,
        draft: ControlsDraft,
        called: &str,
        place: Option<Place>,
    ) -> (Vec<Arc<Policy>>, Vec<Arc<Policy>>) {
        let ControlsDraft { scps, rcps, targeted_by, by_own_format } = draft;
        let told = (scps, rcps, targeted_by);
        let scps = self.of_type(assembly, told.0, &told.2, PolicyType::Scp, called, place, by_own_format);
        let rcps = self.of_type(assembly, told.1, &told.2, PolicyType::Rcp, called, place, by_own_format);
        (scps, rcps)
    }

    #[expect(clippy::too_many_arguments, reason = "what a level tells, taken apart, once for each type")]
    fn of_type(
        &mut self,
        assembly: &mut Assembly<'_>,
        told: Field<Vec<Attached>>,
        targeted_by: &[At<String>],
        policy_type: PolicyType,
        called: &str,
        place: Option<Place>,
        by_own_format: bool,
    ) -> Vec<Arc<Policy>> {
        let (in_use, full) = match policy_type {
            PolicyType::Rcp => (self.uses_rcps, &self.full_rcp),
            _ => (self.uses_scps, &self.full_scp),
        };
        let full = Arc::clone(full);
        let name = policy_type.name();
        let listed = assembly.settle(told, || format!("the list of the {name}s of {}", quoted(called)));
        let mut policies = Vec::new();
        let mut is_told = listed.is_some();
        for attached in listed.unwrap_or_default() {
            policies.extend(self.find(assembly, attached, policy_type));
        }
        for target in targeted_by {
            if !self.is_of_type(&target.value, policy_type) {
                continue;
            }
            is_told = true;
            if let Some(policy) = self.find(assembly, Attached::Named(target.clone()), policy_type)
                && !policies.iter().any(|listed| Arc::ptr_eq(listed, &policy))
            {
                policies.push(policy);
            }
        }
        if in_use && !is_told {
            if by_own_format {
                return vec![full];
            }
            if let Some(place) = place {
                let message = format!("no file tells the {name}s attached to {}", quoted(called));
                let hint = "put the output of `aws organizations list-policies-for-target` into the folder, for both filters";
                assembly.error_with_hint(place, message, hint);
            }
        }
        policies
    }

    fn find(
        &self,
        assembly: &mut Assembly<'_>,
        attached: Attached,
        policy_type: PolicyType,
    ) -> Option<Arc<Policy>> {
        let called = match attached {
            Attached::Inline(policy) => return Some(policy),
            Attached::Named(called) => called,
        };
        let name = policy_type.name();
        let mut ids = self.ids.get(&called.value).into_iter().flatten();
        let found = ids.next().and_then(|id| self.by_id.get(id));
        if let Some(second) = ids.next() {
            let message = format!("several policies are called {}", quoted(&called.value));
            assembly.error_with_hint(
                called.place,
                message,
                &format!("write its id, such as {}", quoted(second)),
            );
            return None;
        }
        match found {
            Some(Control { policy_type: Some(other), .. }) if *other != policy_type => {
                let message =
                    format!("the policy {} is an {}, not an {name}", quoted(&called.value), other.name());
                assembly.error(called.place, message);
                None
            }
            Some(Control { policy: Some(policy), .. }) => Some(Arc::clone(policy)),
            Some(Control { policy: None, .. }) | None => {
                if is_full(&called.value, policy_type) {
                    return Some(Arc::clone(match policy_type {
                        PolicyType::Rcp => &self.full_rcp,
                        _ => &self.full_scp,
                    }));
                }
                let message = format!("no file tells the {name} {}", quoted(&called.value));
                assembly.error_with_hint(called.place, message, DESCRIBE);
                None
            }
        }
    }
}

/// Whether AWS's own policy that allows everything is called so.
fn is_full(called: &str, policy_type: PolicyType) -> bool {
    let name = called.rsplit('/').next().unwrap_or(called);
    let name = name.strip_prefix("p-").unwrap_or(name);
    match policy_type {
        PolicyType::Rcp => name == "RCPFullAWSAccess",
        _ => name == "FullAWSAccess",
    }
}

/// AWS's own policy that allows everything.
fn full(name: &str, policy_type: PolicyType) -> Policy {
    let principal = match policy_type {
        PolicyType::Rcp => PrincipalElement::Principal(vec![Principal::Everyone]),
        _ => PrincipalElement::Attached,
    };
    let statement = Statement {
        index: 0,
        sid: None,
        span: Span::default(),
        effect: Effect::Allow,
        principal,
        action: Action::Action(vec![Template::anything()]),
        resource: Resource::Resource(vec![ResourcePattern::new(Template::anything())]),
        conditions: Vec::new(),
    };
    Policy { name: name.to_owned(), policy_type, version: Version::V2012, statements: vec![statement] }
}
