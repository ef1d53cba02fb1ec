//! Policies where they are attached: called by name, or written there.

use crate::input::world::draft::Attached;
use crate::input::world::place::At;
use crate::input::world::reading::{Reading, Record};
use crate::model::PolicyType;
use crate::parse::{Node, Value};

/// The policies in the array of that name: each a string that names one, or `{"name", "document"}`, which is
/// called by its place if it has no name.
pub(super) fn list(
    reading: &mut Reading<'_>,
    record: &Record<'_>,
    field: &str,
    policy_type: PolicyType,
    prefix: &str,
) -> Option<At<Vec<Attached>>> {
    let node = record.get(field)?;
    let items = reading.fields.array(field, node).iter().enumerate();
    let attached =
        items.filter_map(|(at, item)| one(reading, item, field, at, policy_type, prefix)).collect();
    Some(reading.at(node, attached))
}

fn one(
    reading: &mut Reading<'_>,
    item: &Node,
    field: &str,
    at: usize,
    policy_type: PolicyType,
    prefix: &str,
) -> Option<Attached> {
    match &item.value {
        Value::String(name) => Some(Attached::Named(reading.at(item, name.clone()))),
        Value::Object(_) => {
            let record = reading.record("an attached policy", item, &["name", "document"]);
            let name = reading.text(&record, "name").map(|name| name.value);
            let name = name.unwrap_or_else(|| format!("{field}[{at}]"));
            let Some(document) = record.get("document") else {
                reading.refuse(
                    item,
                    "an attached policy has no `document`".to_owned(),
                    "write `{\"name\": …, \"document\": {…}}`, or name a policy by a string",
                );
                return None;
            };
            let policy = reading.document(document, policy_type, &format!("{prefix}{name}"))?;
            Some(Attached::Inline(policy.value))
        }
        other => {
            let message = format!(
                "an item of `{field}` is the name of a policy, or an object that holds one, not {}",
                other.kind()
            );
            reading.fields.error(item, message);
            None
        }
    }
}
