//! SCPs and RCPs, and looking them up where they are attached.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::world::Assembly;
use crate::input::world::draft::{Attached, ControlDraft, ControlType, ControlsDraft};
use crate::input::world::place::{At, Field, Place};
use crate::model::{
    Action, Effect, Policy, Principal, PrincipalElement, Resource, ResourcePattern, Statement, Template,
    Version,
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
    control_type: Option<ControlType>,
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
            let control_type = assembly.settle(draft.control_type, || of("type"));
            let policy = assembly.settle(draft.document, || of("document"));
            for called in [Some(id.clone()), arn, name].into_iter().flatten() {
                ids.entry(called).or_default().insert(id.clone());
            }
            by_id.insert(id, Control { control_type, policy });
        }
        Controls {
            by_id,
            ids,
            full_scp: Arc::new(full(ControlType::Scp)),
            full_rcp: Arc::new(full(ControlType::Rcp)),
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
            let is_scp = self.is_of_type(&target.value, ControlType::Scp);
            let is_rcp = self.is_of_type(&target.value, ControlType::Rcp);
            self.uses_scps |= is_scp;
            self.uses_rcps |= is_rcp;
            if !is_scp && !is_rcp && missing.insert(&target.value) {
                let message = format!("no file tells the policy {}", quoted(&target.value));
                assembly.error_with_hint(target.place, message, DESCRIBE);
            }
        }
    }

    /// Whether the policy of this id is of that type.
    fn is_of_type(&self, id: &str, control_type: ControlType) -> bool {
        let told = self.by_id.get(id).and_then(|control| control.control_type);
        told.map_or(control_type.is_full(id), |told| told == control_type)
    }

    /// AWS's own policy that allows everything.
    fn full(&self, control_type: ControlType) -> Arc<Policy> {
        Arc::clone(match control_type {
            ControlType::Scp => &self.full_scp,
            ControlType::Rcp => &self.full_rcp,
        })
    }

    /// The SCPs and RCPs of a level, which `called` names and `place` tells.
    ///
    /// Where the own format attaches none of a type in use (no such field), the level has the policy that AWS
    /// attaches to every new one; an empty list is empty. A listing that is missing is an error.
    pub(super) fn level(
        &self,
        assembly: &mut Assembly<'_>,
        draft: ControlsDraft,
        called: &str,
        place: Option<Place>,
    ) -> (Vec<Arc<Policy>>, Vec<Arc<Policy>>) {
        let ControlsDraft { scps, rcps, targeted_by, by_own_format } = draft;
        let mut told = |list, control_type| self.told(assembly, list, &targeted_by, control_type, called);
        let (scps, rcps) = (told(scps, ControlType::Scp), told(rcps, ControlType::Rcp));
        let mut or_full = |told: Option<Vec<Arc<Policy>>>, control_type: ControlType, in_use: bool| {
            if let (None, true, false, Some(place)) = (&told, in_use, by_own_format, place) {
                let name = control_type.policy_type().name();
                let message = format!("no file tells the {name}s attached to {}", quoted(called));
                let hint = "put the output of `aws organizations list-policies-for-target` into the folder, for both filters";
                assembly.error_with_hint(place, message, hint);
            }
            told.unwrap_or_else(|| if in_use { vec![self.full(control_type)] } else { Vec::new() })
        };
        (or_full(scps, ControlType::Scp, self.uses_scps), or_full(rcps, ControlType::Rcp, self.uses_rcps))
    }

    /// The policies of one type that are told to be attached; `None` if that is not told.
    fn told(
        &self,
        assembly: &mut Assembly<'_>,
        list: Field<Vec<Attached>>,
        targeted_by: &[At<String>],
        control_type: ControlType,
        called: &str,
    ) -> Option<Vec<Arc<Policy>>> {
        let name = control_type.policy_type().name();
        let listed = assembly.settle(list, || format!("the {name}s of {}", quoted(called)));
        let mut is_told = listed.is_some();
        let mut policies = Vec::new();
        for attached in listed.unwrap_or_default() {
            policies.extend(self.find(assembly, attached, control_type));
        }
        for target in targeted_by.iter().filter(|target| self.is_of_type(&target.value, control_type)) {
            is_told = true;
            if let Some(policy) = self.find(assembly, Attached::Named(target.clone()), control_type)
                && !policies.iter().any(|listed| Arc::ptr_eq(listed, &policy))
            {
                policies.push(policy);
            }
        }
        is_told.then_some(policies)
    }

    fn find(
        &self,
        assembly: &mut Assembly<'_>,
        attached: Attached,
        control_type: ControlType,
    ) -> Option<Arc<Policy>> {
        let called = match attached {
            Attached::Inline(policy) => return Some(policy),
            Attached::Named(called) => called,
        };
        let name = control_type.policy_type().name();
        let mut ids = self.ids.get(&called.value).into_iter().flatten();
        let found = ids.next().and_then(|id| self.by_id.get(id));
        if let Some(second) = ids.next() {
            let message = format!("several policies are called {}", quoted(&called.value));
            let hint = format!("write its id, such as {}", quoted(second));
            assembly.error_with_hint(called.place, message, &hint);
            return None;
        }
        match found {
            Some(Control { control_type: Some(other), .. }) if *other != control_type => {
                let other = other.policy_type().name();
                let message = format!("the policy {} is an {other}, not an {name}", quoted(&called.value));
                assembly.error(called.place, message);
                None
            }
            Some(Control { policy: Some(policy), .. }) => Some(Arc::clone(policy)),
            Some(Control { policy: None, .. }) | None if control_type.is_full(&called.value) => {
                Some(self.full(control_type))
            }
            Some(Control { policy: None, .. }) | None => {
                let message = format!("no file tells the {name} {}", quoted(&called.value));
                assembly.error_with_hint(called.place, message, DESCRIBE);
                None
            }
        }
    }
}

/// AWS's own policy that allows everything.
fn full(control_type: ControlType) -> Policy {
    let principal = match control_type {
        ControlType::Scp => PrincipalElement::Attached,
        ControlType::Rcp => PrincipalElement::Principal(vec![Principal::Everyone]),
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
    Policy {
        name: control_type.full().to_owned(),
        policy_type: control_type.policy_type(),
        version: Version::V2012,
        statements: vec![statement],
    }
}
