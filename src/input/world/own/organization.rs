//! The organization and its tree.

use super::attached;
use crate::input::world::draft::Attached;
use crate::input::world::place::At;
use crate::input::world::reading::{Reading, Record};
use crate::model::PolicyType;
use crate::parse::{Node, Value, quoted};

const FIELDS: [&str; 5] =
    ["id", "managementAccount", "delegatedAdministrators", "s3PublicAccessBlock", "root"];
const UNIT: [&str; 6] = ["id", "name", "scps", "rcps", "accounts", "units"];

pub(super) fn read(reading: &mut Reading<'_>, node: &Node) {
    let record = reading.record("an organization", node, &FIELDS);
    let id = reading.required(&record, "id");
    let management_account = reading.text(&record, "managementAccount");
    let delegated = reading.texts(&record, "delegatedAdministrators");
    let block = reading.block(&record, "s3PublicAccessBlock");
    let place = reading.place(node);
    let organization = &mut reading.draft.organization;
    organization.mentioned.get_or_insert(place);
    let before = organization.told.replace(place);
    organization.id.say(id);
    organization.management_account.say(management_account);
    organization.delegated.say(delegated);
    organization.block.say(block);
    reading.once(before, node, "the organization");
    // Units nest as deep as JSON may: not as many levels as could overflow a stack, but a list does as well.
    let mut open: Vec<(&Node, Option<String>)> =
        record.get("root").map(|root| (root, None)).into_iter().collect();
    while let Some((node, parent)) = open.pop() {
        unit(reading, node, parent, &mut open);
    }
}

/// Reads one unit and puts those below it on the list.
fn unit<'n>(
    reading: &mut Reading<'_>,
    node: &'n Node,
    parent: Option<String>,
    open: &mut Vec<(&'n Node, Option<String>)>,
) {
    let what = if parent.is_none() { "the root" } else { "a unit" };
    let record = reading.record(what, node, &UNIT);
    let Some(id) = reading.required(&record, "id") else { return };
    let name = reading.text(&record, "name");
    let (scps, rcps) = controls(reading, &record);
    let place = reading.place(node);
    let unit = reading.draft.units.entry(id.value.clone()).or_default();
    let before = unit.told.replace(place);
    unit.name.say(name);
    unit.controls.scps.say(scps);
    unit.controls.rcps.say(rcps);
    unit.controls.by_own_format = true;
    match parent {
        Some(parent) => unit.parent.say(Some(At { value: parent, place })),
        None => reading.draft.organization.root.say(Some(id.clone())),
    }
    reading.once(before, node, &format!("unit {}", quoted(&id.value)));
    for item in reading.items(&record, "accounts") {
        account(reading, item, &id.value);
    }
    let below = reading.items(&record, "units").iter().rev();
    open.extend(below.map(|below| (below, Some(id.value.clone()))));
}

/// Reads an account of a unit: its id, or `{"id", "scps", "rcps"}`.
fn account(reading: &mut Reading<'_>, node: &Node, unit: &str) {
    let place = reading.place(node);
    let (id, (scps, rcps)) = match &node.value {
        Value::String(id) => (Some(At { value: id.clone(), place }), (None, None)),
        _ => {
            let record = reading.record("an account of a unit", node, &["id", "scps", "rcps"]);
            (reading.required(&record, "id"), controls(reading, &record))
        }
    };
    let Some(id) = id.filter(|id| reading.is_account(id)) else { return };
    let draft = reading.draft.accounts.entry(id.value.clone()).or_default();
    let parent = draft.parent.first().map(|parent| parent.place);
    draft.member.get_or_insert(place);
    draft.parent.say(Some(At { value: unit.to_owned(), place }));
    draft.controls.scps.say(scps);
    draft.controls.rcps.say(rcps);
    draft.controls.by_own_format = true;
    if draft.parent.conflict().is_none() {
        // Below two units is said later, with both places.
        reading.once(parent, node, &format!("account `{}`", id.value));
    }
}

type Controls = Option<At<Vec<Attached>>>;

/// The SCPs and RCPs at a level; that there are such fields says that these policies are in use.
fn controls(reading: &mut Reading<'_>, record: &Record<'_>) -> (Controls, Controls) {
    let scps = attached::list(reading, record, "scps", PolicyType::Scp, "");
    let rcps = attached::list(reading, record, "rcps", PolicyType::Rcp, "");
    reading.draft.organization.uses_scps |= scps.is_some();
    reading.draft.organization.uses_rcps |= rcps.is_some();
    (scps, rcps)
}
