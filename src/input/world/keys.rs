//! Access keys: whose they are, and what two files say of one.

use super::place::At;
use super::reading::{Reading, Record};
use crate::model::parse_instant;
use crate::model::world::AccessKey;
use crate::parse::{Diagnostic, Node, quoted};

/// Whose keys they are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Holder {
    /// The root user's.
    Root,
    /// Those of the user of that name.
    User(String),
}

/// Takes a key of the holder.
pub(super) fn say(reading: &mut Reading<'_>, account: &str, holder: &Holder, key: At<AccessKey>) {
    let account = reading.draft.accounts.entry(account.to_owned()).or_default();
    account.keys.entry(holder.clone()).or_default().push(key);
}

/// A key in the own format.
pub(super) fn read_own(reading: &mut Reading<'_>, account: &str, holder: &Holder, node: &Node) {
    let record = reading.record("an access key", node, &["id", "status", "created", "lastUsed"]);
    let key = AccessKey {
        id: reading.text(&record, "id").map(|id| id.value),
        active: is_active(reading, &record, "status"),
        created: date(reading, &record, "created"),
        last_used: date(reading, &record, "lastUsed"),
    };
    let key = reading.at(node, key);
    say(reading, account, holder, key);
}

/// Whether the key is in use: a key of which nothing is said is.
pub(super) fn is_active(reading: &mut Reading<'_>, record: &Record<'_>, name: &str) -> bool {
    let Some(status) = reading.text(record, name) else { return true };
    let known = ["Active", "Inactive"].contains(&status.value.as_str());
    if !known {
        let message = format!("{} is not the status of an access key", quoted(&status.value));
        let hint = "it is `Active` or `Inactive`";
        reading.fields.diagnostics.push(Diagnostic::error(status.place.span, message).with_hint(hint));
    }
    status.value != "Inactive"
}

/// The date of that name.
pub(super) fn date(reading: &mut Reading<'_>, record: &Record<'_>, name: &str) -> Option<String> {
    let date = reading.text(record, name)?;
    if parse_instant(&date.value).is_none() {
        let message = format!("{} is not a date", quoted(&date.value));
        let hint = "write `2026-01-31` or `2026-01-31T09:30:00Z`";
        reading.fields.diagnostics.push(Diagnostic::error(date.place.span, message).with_hint(hint));
        return None;
    }
    Some(date.value)
}

/// The keys of one holder: what a credential report says of a key that a listing names too is said of that one. The two
/// have only the time in common at which the key was made.
pub(super) fn joined(said: Vec<At<AccessKey>>) -> Vec<AccessKey> {
    let (named, nameless): (Vec<_>, Vec<_>) =
        said.into_iter().map(|key| key.value).partition(|key| key.id.is_some());
    let mut keys: Vec<AccessKey> = Vec::new();
    let same_time = |one: &AccessKey, other: &AccessKey| {
        let instant = |key: &AccessKey| key.created.as_deref().and_then(parse_instant);
        instant(one).is_some() && instant(one) == instant(other)
    };
    for key in named.into_iter().chain(nameless) {
        let is_it = |known: &&mut AccessKey| match (&known.id, &key.id) {
            (Some(known), Some(id)) => known == id,
            (Some(_), None) | (None, None) => same_time(known, &key),
            (None, Some(_)) => false,
        };
        match keys.iter_mut().find(is_it) {
            Some(known) => {
                known.active |= key.active;
                known.created = known.created.take().or(key.created);
                known.last_used = known.last_used.take().or(key.last_used);
            }
            None => keys.push(key),
        }
    }
    keys
}
