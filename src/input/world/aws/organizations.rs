//! `aws organizations`: the tree of units and accounts.
//!
//! The CLI's answers do not say what they were asked for: the parent of `list-children` and its like is the name of
//! the file.

use crate::input::world::names::FileName;
use crate::input::world::place::{At, Place};
use crate::input::world::reading::{Reading, Record, is_account};
use crate::model::segments_of;
use crate::parse::{Diagnostic, Node, Value, quoted};

/// `describe-organization`.
pub(in crate::input::world) fn read_organization(reading: &mut Reading<'_>, node: &Node) {
    let answer = reading.answer("an answer", node);
    let Some(node) = answer.get("Organization") else { return };
    let record = reading.answer("an organization", node);
    let id = reading.required(&record, "Id");
    let management = match record.get("ManagementAccountId") {
        Some(_) => reading.text(&record, "ManagementAccountId"),
        None => reading.required(&record, "MasterAccountId"),
    };
    let place = reading.place(node);
    let organization = &mut reading.draft.organization;
    organization.mentioned.get_or_insert(place);
    organization.id.say(id);
    organization.management_account.say(management);
}

/// `list-roots`.
pub(in crate::input::world) fn read_roots(reading: &mut Reading<'_>, node: &Node) {
    let answer = reading.answer("an answer", node);
    for item in reading.items(&answer, "Roots") {
        let root = reading.answer("a root", item);
        let Some(id) = told_unit(reading, &root) else { continue };
        for item in reading.items(&root, "PolicyTypes") {
            let policy_type = reading.answer("a type of policies", item);
            let name = reading.text(&policy_type, "Type").map(|name| name.value);
            let status = reading.text(&policy_type, "Status").map(|status| status.value);
            if status.as_deref() == Some("ENABLED") {
                reading.draft.organization.uses_scps |= name.as_deref() == Some("SERVICE_CONTROL_POLICY");
                reading.draft.organization.uses_rcps |= name.as_deref() == Some("RESOURCE_CONTROL_POLICY");
            }
        }
        reading.draft.organization.mentioned.get_or_insert(id.place);
        reading.draft.organization.root.say(Some(id));
    }
}

/// `list-organizational-units-for-parent`.
pub(in crate::input::world) fn read_units(reading: &mut Reading<'_>, node: &Node, name: &FileName) {
    let Some(parent) = parent(reading, node, name, &["units-for-parent", "organizational-units-for-parent"])
    else {
        return;
    };
    let answer = reading.answer("an answer", node);
    for item in reading.items(&answer, "OrganizationalUnits") {
        let unit = reading.answer("an organizational unit", item);
        if let Some(id) = told_unit(reading, &unit) {
            say_parent(reading, &id.value, &parent, id.place);
        }
    }
}

/// `describe-organizational-unit`.
pub(in crate::input::world) fn read_unit(reading: &mut Reading<'_>, node: &Node) {
    let answer = reading.answer("an answer", node);
    if let Some(node) = answer.get("OrganizationalUnit") {
        let unit = reading.answer("an organizational unit", node);
        told_unit(reading, &unit);
    }
}

/// `list-accounts-for-parent`, or `list-accounts`, which does not say where they are.
pub(in crate::input::world) fn read_accounts(reading: &mut Reading<'_>, node: &Node, name: &FileName) {
    let parent = name.asked_for("accounts-for-parent").map(str::to_owned);
    let answer = reading.answer("an answer", node);
    for item in reading.items(&answer, "Accounts") {
        member(reading, item, parent.as_deref());
    }
}

/// `describe-account`.
pub(in crate::input::world) fn read_account(reading: &mut Reading<'_>, node: &Node) {
    let answer = reading.answer("an answer", node);
    if let Some(node) = answer.get("Account") {
        member(reading, node, None);
    }
}

/// Takes an account of the organization.
fn member(reading: &mut Reading<'_>, node: &Node, parent: Option<&str>) {
    let record = reading.answer("an account", node);
    let Some(id) = reading.required(&record, "Id").filter(|id| reading.is_account(id)) else { return };
    let name = reading.text(&record, "Name");
    // `arn:PARTITION:organizations::…`: an organization is within one partition.
    let arn = reading.text(&record, "Arn");
    let partition = arn.and_then(|arn| {
        let partition = segments_of(&arn.value).map(|[_, partition, ..]| partition.to_owned())?;
        Some(At { value: partition, place: arn.place })
    });
    let account = reading.draft.accounts.entry(id.value.clone()).or_default();
    account.member.get_or_insert(id.place);
    account.name.say(name);
    account.partition.say(partition);
    if let Some(parent) = parent {
        say_parent(reading, &id.value, parent, id.place);
    }
}

/// `list-children`.
pub(in crate::input::world) fn read_children(reading: &mut Reading<'_>, node: &Node, name: &FileName) {
    let Some(parent) = parent(reading, node, name, &["children"]) else { return };
    let answer = reading.answer("an answer", node);
    for item in reading.items(&answer, "Children") {
        let child = reading.answer("a child", item);
        let Some(id) = reading.required(&child, "Id") else { continue };
        if !is_account(&id.value) {
            reading.draft.units.entry(id.value.clone()).or_default().told.get_or_insert(id.place);
        }
        say_parent(reading, &id.value, &parent, id.place);
    }
}

/// `list-parents`.
pub(in crate::input::world) fn read_parents(reading: &mut Reading<'_>, node: &Node, name: &FileName) {
    let Some(child) = parent(reading, node, name, &["parents"]) else { return };
    let answer = reading.answer("an answer", node);
    for item in reading.items(&answer, "Parents") {
        let record = reading.answer("a parent", item);
        let Some(id) = reading.required(&record, "Id") else { continue };
        if !is_account(&child) {
            reading.draft.units.entry(child.clone()).or_default().told.get_or_insert(id.place);
        }
        say_parent(reading, &child, &id.value, id.place);
    }
}

/// `list-delegated-administrators`.
pub(in crate::input::world) fn read_delegated_administrators(reading: &mut Reading<'_>, node: &Node) {
    let answer = reading.answer("an answer", node);
    let mut accounts = Vec::new();
    for item in reading.items(&answer, "DelegatedAdministrators") {
        let account = reading.answer("an account", item);
        accounts.extend(reading.required(&account, "Id").filter(|id| reading.is_account(id)));
    }
    let said = reading.at(node, accounts);
    reading.draft.organization.mentioned.get_or_insert(said.place);
    reading.draft.organization.delegated.say(Some(said));
}

/// Takes a unit with its name.
fn told_unit(reading: &mut Reading<'_>, record: &Record<'_>) -> Option<At<String>> {
    let id = reading.required(record, "Id")?;
    let name = reading.text(record, "Name");
    let unit = reading.draft.units.entry(id.value.clone()).or_default();
    unit.told.get_or_insert(id.place);
    unit.name.say(name);
    Some(id)
}

/// Takes what is right above an account or unit.
fn say_parent(reading: &mut Reading<'_>, child: &str, parent: &str, place: Place) {
    let said = Some(At { value: parent.to_owned(), place });
    if is_account(child) {
        let account = reading.draft.accounts.entry(child.to_owned()).or_default();
        account.member.get_or_insert(place);
        account.parent.say(said);
    } else {
        reading.draft.units.entry(child.to_owned()).or_default().parent.say(said);
    }
}

/// What the answer was asked for, which the file's name in one of these folders says; an error if it does not.
pub(super) fn parent(
    reading: &mut Reading<'_>,
    node: &Node,
    name: &FileName,
    folders: &[&str],
) -> Option<String> {
    let found = folders.iter().find_map(|folder| name.asked_for(folder));
    if found.is_none() {
        let what = match &node.value {
            Value::Object(members) => members.first().map_or("", |member| member.key.value.as_str()),
            _ => "",
        };
        let folder = folders.first().copied().unwrap_or_default();
        let message = format!("what these {} were listed for is not said", quoted(what));
        let hint = format!("put the file where its name says it: `{folder}/ID.json`");
        reading.fields.diagnostics.push(Diagnostic::error(node.span, message).with_hint(hint));
    }
    found.map(str::to_owned)
}
