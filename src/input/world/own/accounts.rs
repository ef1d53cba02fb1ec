//! Accounts.

use super::{identities, resources};
use crate::input::world::draft::Kind;
use crate::input::world::grants::canonical_id;
use crate::input::world::keys::{self, Holder};
use crate::input::world::reading::Reading;
use crate::parse::{Diagnostic, Node, quoted};

const FIELDS: [&str; 10] = [
    "id",
    "name",
    "partition",
    "canonicalId",
    "s3PublicAccessBlock",
    "rootAccessKeys",
    "users",
    "groups",
    "roles",
    "resources",
];

pub(super) fn read(reading: &mut Reading<'_>, node: &Node) {
    let record = reading.record("an account", node, &FIELDS);
    let Some(id) = reading.required(&record, "id").filter(|id| reading.is_account(id)) else { return };
    let name = reading.text(&record, "name");
    let partition = reading.text(&record, "partition");
    if let Some(partition) = &partition
        && !["aws", "aws-cn", "aws-us-gov"].contains(&partition.value.as_str())
    {
        let message = format!("{} is not a partition", quoted(&partition.value));
        let hint = "the partitions are aws, aws-cn, aws-us-gov";
        reading.fields.diagnostics.push(Diagnostic::error(partition.place.span, message).with_hint(hint));
    }
    let canonical_id = reading.text(&record, "canonicalId").and_then(|said| canonical_id(reading, said));
    let block = reading.block(&record, "s3PublicAccessBlock");
    let place = reading.place(node);
    let account = reading.draft.accounts.entry(id.value.clone()).or_default();
    let before = account.told.replace(place);
    account.name.say(name);
    account.partition.say(partition);
    account.canonical_id.say(canonical_id);
    account.block.say(block);
    reading.once(before, node, &format!("account `{}`", id.value));
    for (field, kind) in [("users", Kind::User), ("roles", Kind::Role)] {
        for item in reading.items(&record, field) {
            identities::read(reading, &id.value, kind, item);
        }
    }
    for item in reading.items(&record, "rootAccessKeys") {
        keys::read_own(reading, &id.value, &Holder::Root, item);
    }
    for item in reading.items(&record, "groups") {
        identities::read_group(reading, &id.value, item);
    }
    for item in reading.items(&record, "resources") {
        resources::read(reading, &id.value, item);
    }
}
