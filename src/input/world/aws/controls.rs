//! `aws organizations`: SCPs and RCPs, and what they are attached to. Policies of other types are passed over.

use super::organizations::parent;
use crate::input::world::draft::{Attached, ControlType, ControlsDraft};
use crate::input::world::names::FileName;
use crate::input::world::place::At;
use crate::input::world::reading::{Reading, Record, is_account};
use crate::parse::Node;

/// A policy as listings tell it.
struct Summary {
    id: At<String>,
    name: Option<At<String>>,
    control_type: ControlType,
}

/// `list-policies-for-target`, or `list-policies`, which attaches none.
pub(in crate::input::world) fn read_controls(reading: &mut Reading<'_>, node: &Node, name: &FileName) {
    let answer = reading.answer("an answer", node);
    let target = name.asked_for("policies-for-target");
    let (mut scps, mut rcps) = (Vec::new(), Vec::new());
    for item in reading.items(&answer, "Policies") {
        let record = reading.answer("a policy", item);
        let Some(summary) = summary(reading, &record) else { continue };
        match summary.control_type {
            ControlType::Scp => scps.push(Attached::Named(summary.id)),
            ControlType::Rcp => rcps.push(Attached::Named(summary.id)),
        }
    }
    let Some(target) = target else { return };
    let place = reading.place_of_name();
    // Of which type there are none, the answer does not say; there is always one, if they are in use.
    let said = |list: Vec<Attached>| (!list.is_empty()).then_some(At { value: list, place });
    let (scps, rcps) = (said(scps), said(rcps));
    let organization = &mut reading.draft.organization;
    organization.mentioned.get_or_insert(place);
    organization.uses_scps |= scps.is_some();
    organization.uses_rcps |= rcps.is_some();
    let controls = controls(reading, target);
    controls.scps.say(scps);
    controls.rcps.say(rcps);
}

/// What is attached to the account or unit of this id.
fn controls<'r>(reading: &'r mut Reading<'_>, target: &str) -> &'r mut ControlsDraft {
    let draft = &mut reading.draft;
    if is_account(target) {
        &mut draft.accounts.entry(target.to_owned()).or_default().controls
    } else {
        &mut draft.units.entry(target.to_owned()).or_default().controls
    }
}

/// `list-targets-for-policy`.
pub(in crate::input::world) fn read_targets(reading: &mut Reading<'_>, node: &Node, name: &FileName) {
    let Some(policy) = parent(reading, node, name, &["targets-for-policy"]) else { return };
    let answer = reading.answer("an answer", node);
    for item in reading.items(&answer, "Targets") {
        let target = reading.answer("a target", item);
        let Some(id) = reading.required(&target, "TargetId") else { continue };
        let said = At { value: policy.clone(), place: id.place };
        reading.draft.organization.mentioned.get_or_insert(id.place);
        controls(reading, &id.value).targeted_by.push(said);
    }
}

/// `describe-policy`.
pub(in crate::input::world) fn read_control(reading: &mut Reading<'_>, node: &Node) {
    let answer = reading.answer("an answer", node);
    let Some(node) = answer.get("Policy") else { return };
    let policy = reading.answer("a policy", node);
    let Some(described) = policy.get("PolicySummary") else { return };
    let record = reading.answer("a policy", described);
    let Some(Summary { id, name, control_type }) = summary(reading, &record) else { return };
    if policy.get("Content").is_none() {
        reading.required(&policy, "Content");
    }
    // AWS's own are known; an RCP of a customer that allows is one to be warned of.
    if control_type.is_full(&id.value) {
        return;
    }
    let called = name.map_or(id.value.clone(), |name| name.value);
    let document = reading.policy(&policy, "Content", control_type.policy_type(), &called);
    let place = reading.place(node);
    let draft = reading.draft.controls.entry(id.value).or_default();
    draft.told = Some(place);
    draft.document.say(document);
}

/// Takes what a listing tells of a policy; `None` for one that is neither SCP nor RCP.
fn summary(reading: &mut Reading<'_>, record: &Record<'_>) -> Option<Summary> {
    let id = reading.required(record, "Id");
    let told = reading.required(record, "Type")?;
    let control_type = match told.value.as_str() {
        "SERVICE_CONTROL_POLICY" => ControlType::Scp,
        "RESOURCE_CONTROL_POLICY" => ControlType::Rcp,
        _ => return None,
    };
    let id = id?;
    let arn = reading.text(record, "Arn");
    let name = reading.text(record, "Name");
    let summary = Summary { id: id.clone(), name: name.clone(), control_type };
    let draft = reading.draft.controls.entry(id.value).or_default();
    draft.arn.say(arn);
    draft.name.say(name);
    draft.control_type.say(Some(At { value: control_type, place: told.place }));
    Some(summary)
}
