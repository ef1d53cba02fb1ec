//! Users, roles and groups.

use super::attached;
use crate::input::world::arns::IamArn;
use crate::input::world::draft::{Attached, Kind};
use crate::input::world::keys::{self, Holder};
use crate::input::world::place::At;
use crate::input::world::reading::{Reading, Record};
use crate::model::PolicyType;
use crate::parse::{Diagnostic, Node, Value, quoted};

const USER: [&str; 9] =
    ["name", "arn", "path", "id", "policies", "groups", "permissionsBoundary", "tags", "accessKeys"];
const ROLE: [&str; 8] =
    ["name", "arn", "path", "id", "policies", "trustPolicy", "permissionsBoundary", "tags"];

pub(super) fn read(reading: &mut Reading<'_>, account: &str, kind: Kind, node: &Node) {
    let (what, known) = match kind {
        Kind::User => ("a user", USER.as_slice()),
        Kind::Role => ("a role", ROLE.as_slice()),
    };
    let record = reading.record(what, node, known);
    let Some((name, path)) = called(reading, &record, account, kind) else { return };
    let id = reading.text(&record, "id");
    let policies = attached::list(reading, &record, "policies", PolicyType::Identity, "");
    let boundary = boundary(reading, &record);
    let trust = reading.policy(&record, "trustPolicy", PolicyType::Trust, "trustPolicy");
    let speaks_of_trust = record.get("trustPolicy").is_some();
    let tags = reading.pairs(&record, "tags");
    reading.distinct(tags.as_ref(), what);
    let groups = reading.texts(&record, "groups");
    for item in reading.items(&record, "accessKeys") {
        keys::read_own(reading, account, &Holder::User(name.clone()), item);
    }
    let place = reading.place(node);
    let draft = reading.draft.accounts.entry(account.to_owned()).or_default();
    let identity = draft.identities.entry((kind, name.clone())).or_default();
    let before = identity.told.replace(place);
    identity.path.say(path);
    identity.id.say(id);
    identity.policies.say(policies);
    identity.boundary.say(boundary);
    identity.trust.say(trust);
    identity.speaks_of_trust |= speaks_of_trust;
    identity.tags.say(tags);
    identity.groups.say(groups);
    reading.once(before, node, &format!("{} {}", kind.word(), quoted(&name)));
}

/// The name and path that `name` and `path`, or `arn`, tell.
fn called(
    reading: &mut Reading<'_>,
    record: &Record<'_>,
    account: &str,
    kind: Kind,
) -> Option<(String, Option<At<String>>)> {
    let path = path(reading, record);
    let arn = match reading.text(record, "arn") {
        Some(arn) => arn,
        None if record.get("arn").is_some() => return None,
        None if record.get("name").is_none() => {
            if matches!(record.node.value, Value::Object(_)) {
                reading.fields.error(record.node, format!("{} has neither `name` nor `arn`", record.what));
            }
            return None;
        }
        None => return name(reading, record).map(|name| (name.value, path)),
    };
    let parsed = IamArn::parse(&arn.value).filter(|parsed| parsed.kind() == Some(kind));
    let Some(parsed) = parsed else {
        let message = format!("{} is not the ARN of {}", quoted(&arn.value), record.what);
        let hint = format!("it would be `arn:aws:iam::{account}:{}/NAME`", kind.word());
        reading.fields.diagnostics.push(Diagnostic::error(arn.place.span, message).with_hint(hint));
        return None;
    };
    if parsed.account != account {
        other_account(reading, &arn, account);
        return None;
    }
    let differs = |said: Option<&At<String>>, parsed: &str| said.is_some_and(|said| said.value != parsed);
    if differs(name(reading, record).as_ref(), parsed.name) || differs(path.as_ref(), parsed.path) {
        let message = format!("the ARN {} has another name or path", quoted(&arn.value));
        reading.fields.diagnostics.push(Diagnostic::error(arn.place.span, message));
    }
    say_partition(reading, account, At { value: parsed.partition.to_owned(), place: arn.place });
    let path = At { value: parsed.path.to_owned(), place: arn.place };
    Some((parsed.name.to_owned(), Some(path)))
}

/// The name, which holds neither slashes nor colons.
fn name(reading: &mut Reading<'_>, record: &Record<'_>) -> Option<At<String>> {
    record.get("name")?;
    let name = reading.required(record, "name")?;
    if name.value.contains(['/', ':']) {
        let message = format!("{} is not a name", quoted(&name.value));
        let hint = "put the path into `path`, or the whole into `arn`";
        reading.fields.diagnostics.push(Diagnostic::error(name.place.span, message).with_hint(hint));
        return None;
    }
    Some(name)
}

fn path(reading: &mut Reading<'_>, record: &Record<'_>) -> Option<At<String>> {
    let path = reading.text(record, "path")?;
    if !path.value.starts_with('/') || !path.value.ends_with('/') {
        let message = format!("the path {} does not begin and end with a slash", quoted(&path.value));
        reading.fields.diagnostics.push(Diagnostic::error(path.place.span, message));
        return None;
    }
    Some(path)
}

/// An error: the ARN is of another account.
pub(super) fn other_account(reading: &mut Reading<'_>, arn: &At<String>, account: &str) {
    let message = format!("{} is not an ARN of account `{account}`, in which it stands", quoted(&arn.value));
    reading.fields.diagnostics.push(Diagnostic::error(arn.place.span, message));
}

/// Takes the partition that an ARN of the account shows.
pub(super) fn say_partition(reading: &mut Reading<'_>, account: &str, partition: At<String>) {
    reading.draft.accounts.entry(account.to_owned()).or_default().partition.say(Some(partition));
}

/// The permissions boundary: the ARN of a managed policy, or a document.
fn boundary(reading: &mut Reading<'_>, record: &Record<'_>) -> Option<At<Attached>> {
    let node = record.get("permissionsBoundary")?;
    let attached = match &node.value {
        Value::String(name) if !is_document(name) => Attached::Named(reading.at(node, name.clone())),
        _ => {
            let policy = reading.document(node, PolicyType::Boundary, "permissionsBoundary")?;
            Attached::Inline(policy.value)
        }
    };
    Some(reading.at(node, attached))
}

/// Whether a string holds a document rather than a name.
fn is_document(text: &str) -> bool {
    text.trim_start().starts_with(['{', '%'])
}

pub(super) fn read_group(reading: &mut Reading<'_>, account: &str, node: &Node) {
    let record = reading.record("a group", node, &["name", "path", "policies"]);
    if record.get("name").is_none() {
        reading.required(&record, "name");
        return;
    }
    let Some(name) = name(reading, &record) else { return };
    let path = path(reading, &record);
    let prefix = format!("{}/", name.value);
    let policies = attached::list(reading, &record, "policies", PolicyType::Identity, &prefix);
    let place = reading.place(node);
    let draft = reading.draft.accounts.entry(account.to_owned()).or_default();
    let group = draft.groups.entry(name.value.clone()).or_default();
    let before = group.told.replace(place);
    group.path.say(path);
    group.policies.say(policies);
    reading.once(before, node, &format!("group {}", quoted(&name.value)));
}
