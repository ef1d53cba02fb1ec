//! What differs between two tables.

use std::collections::{BTreeMap, BTreeSet};

use super::line::{Line, Subject, type_name};

/// What is said of one thing: which field of it, and a value that the field has.
pub type Fact = (&'static str, String);

/// The differences in one service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceChanges {
    /// Its prefix, or `*` for keys of no service.
    pub service: String,
    /// Its differences, ordered by kind and name.
    pub changes: Vec<Change>,
}

/// What differs in one service, action, key or resource type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// `service`, `action`, `key` or `resource`.
    pub kind: &'static str,
    /// Its name, in the newer table if it is there.
    pub name: String,
    /// Whether the older table has it.
    pub in_old: bool,
    /// Whether the newer table has it.
    pub in_new: bool,
    /// What only the older table says of it, if both have it.
    pub removed: Vec<Fact>,
    /// What only the newer table says of it, if both have it.
    pub added: Vec<Fact>,
}

/// The differences, by service. Empty iff the two say the same, in whatever order their lines are.
pub fn diff(old: &[Line<'_>], new: &[Line<'_>]) -> Vec<ServiceChanges> {
    let mut lines: BTreeMap<_, [Option<&Line<'_>>; 2]> = BTreeMap::new();
    for line in old {
        lines.entry(line.place()).or_default()[0] = Some(line);
    }
    for line in new {
        lines.entry(line.place()).or_default()[1] = Some(line);
    }
    let mut services: Vec<ServiceChanges> = Vec::new();
    for ((service, _, _), [old, new]) in lines {
        let Some(named) = new.or(old) else { continue };
        let of = |line: Option<&Line<'_>>| line.map(facts).unwrap_or_default();
        let (before, after) = (of(old), of(new));
        if old.is_some() && new.is_some() && before == after {
            continue;
        }
        let both = old.is_some() && new.is_some();
        let only = |one: &BTreeSet<Fact>, other: &BTreeSet<Fact>| {
            if both { one.difference(other).cloned().collect() } else { Vec::new() }
        };
        let change = Change {
            kind: if named.kind() == "=" { "service" } else { named.kind() },
            name: named.name.to_owned(),
            in_old: old.is_some(),
            in_new: new.is_some(),
            removed: only(&before, &after),
            added: only(&after, &before),
        };
        match services.last_mut() {
            Some(last) if last.service == service => last.changes.push(change),
            Some(_) | None => services.push(ServiceChanges { service, changes: vec![change] }),
        }
    }
    services
}

/// Everything that a line says.
fn facts(line: &Line<'_>) -> BTreeSet<Fact> {
    let mut facts = BTreeSet::from([("name", line.name.to_owned())]);
    let mut say = |field, value: &str| facts.insert((field, value.to_owned()));
    match &line.subject {
        Subject::Service { rcps } => {
            say("resource control policies", if *rcps { "supported" } else { "not supported" });
        }
        Subject::Action { level, entries } => {
            say("level", level.name());
            for entry in entries {
                let on = |value: &str| match entry.name {
                    "" => value.to_owned(),
                    name => format!("{value} on {name}"),
                };
                if !entry.name.is_empty() {
                    let required = if entry.required { " (required)" } else { "" };
                    say("target", &format!("{}{required}", entry.name));
                }
                entry.keys.iter().for_each(|key| {
                    say("key", &on(key));
                });
                entry.dependent_actions.iter().for_each(|action| {
                    say("dependent action", &on(action));
                });
            }
        }
        Subject::Key { key_type, global } => {
            say("type", &type_name(*key_type).concat());
            say("global", if *global { "yes" } else { "no" });
        }
        Subject::Resource { arns, keys } => {
            arns.iter().for_each(|arn| {
                say("arn", arn);
            });
            keys.iter().for_each(|key| {
                say("key", key);
            });
        }
    }
    facts
}
