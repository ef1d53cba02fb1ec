//! The lines of one service.

use std::collections::{BTreeMap, BTreeSet};

use super::record::{File, Record, Text, refuse};
use crate::input::fields::Fields;
use crate::model::KeyType;
use crate::model::catalog::{self, AccessLevel, Entry, Line, Subject};
use crate::parse::{Diagnostic, Span, quoted};

/// What orders a line, and the line.
pub(super) type Lines = BTreeMap<(String, &'static str, String), String>;

/// The keys that a service tells, by folded name.
pub(super) type Keys = BTreeMap<String, (String, KeyType)>;

/// The resource types that a service tells, by folded name.
pub(super) type Types = BTreeMap<String, String>;

/// Adds the line, which stands for what is told there.
pub(super) fn add(lines: &mut Lines, fields: &mut Fields<'_>, line: &Line<'_>, span: Span) {
    let written = line.to_string();
    if written.contains(['\n', '\r']) || Line::read(&written).as_ref() != Ok(line) {
        let message =
            format!("{} cannot be told in the table: a mark of its stands in a name", quoted(line.name));
        fields.diagnostics.push(Diagnostic::error(span, message));
    } else if lines.insert(line.place(), written).is_some() {
        let message = format!("{} is told twice", quoted(line.name));
        fields.diagnostics.push(Diagnostic::error(span, message));
    }
}

/// The objects of a file, whose names in it do not count.
fn objects<'n>(fields: &mut Fields<'_>, what: &str, node: &'n crate::parse::Node) -> Vec<Record<'n>> {
    let members = fields.object("the file", node);
    members.into_iter().map(|member| Record::new(fields, what, &member.value)).collect()
}

/// Condition keys.
pub(super) fn keys(lines: &mut Lines, file: &mut File<'_>, service: &str) -> Keys {
    let mut keys = Keys::new();
    let fields = &mut file.fields;
    for record in objects(fields, "a condition key", &file.node) {
        let (Some(name), Some(written)) = (record.text(fields, "key"), record.text(fields, "type")) else {
            continue;
        };
        let Some(key_type) = catalog::read_type(&written.text) else {
            refuse(fields, &written, "is no type of a condition key");
            continue;
        };
        let listed = with_variables(&name.text);
        if !catalog::has_findable_variables(&listed) {
            refuse(fields, &name, "has a variable that does not stand behind one of / : . -");
        }
        let line = Line { service, name: &listed, subject: Subject::Key { key_type, global: false } };
        add(lines, fields, &line, record.span());
        keys.insert(listed.to_ascii_lowercase(), (listed, key_type));
    }
    keys
}

/// AWS writes a variable part of a key as `${TagKey}`, and in a few places as `<key>`: here it is the former.
pub(super) fn with_variables(name: &str) -> String {
    name.replace('<', "${").replace('>', "}")
}

/// Resource types.
pub(super) fn types(lines: &mut Lines, file: &mut File<'_>, service: &str, known: &Keys) -> Types {
    let mut types = Types::new();
    let fields = &mut file.fields;
    for record in objects(fields, "a resource type", &file.node) {
        let (Some(name), Some(arn)) = (record.text(fields, "key"), record.text(fields, "arn")) else {
            continue;
        };
        let mut arns: Vec<&str> = arn.text.split(", ").collect();
        arns.sort_unstable();
        if arns.iter().any(|arn| arn.splitn(6, ':').count() < 6 || !arn.starts_with("arn:")) {
            refuse(fields, &arn, "is no format of ARNs");
        }
        // A type without the list has none.
        let listed = if record.optional("conditionKeys").is_some() {
            record.texts(fields, "conditionKeys")
        } else {
            Vec::new()
        };
        let keys = known_keys(fields, service, known, &listed);
        let keys = keys.iter().map(String::as_str).collect();
        let line = Line { service, name: &name.text, subject: Subject::Resource { arns, keys } };
        add(lines, fields, &line, record.span());
        types.insert(name.text.to_ascii_lowercase(), name.text);
    }
    types
}

/// Actions.
pub(super) fn actions(lines: &mut Lines, file: &mut File<'_>, service: &str, known: &Keys, types: &Types) {
    let fields = &mut file.fields;
    for record in objects(fields, "an action", &file.node) {
        let (Some(name), Some(written)) = (record.text(fields, "name"), record.text(fields, "accessLevel"))
        else {
            continue;
        };
        let Some(level) = level(&written.text) else {
            refuse(fields, &written, "is no access level");
            continue;
        };
        let own = Target::read(fields, service, known, &record, String::new(), false);
        let mut targets: Vec<Target> = Vec::new();
        for entry in record.records(fields, "resourceTypes") {
            let Some(target) = target(fields, service, known, types, &entry) else { continue };
            match targets.iter().find(|earlier| earlier.name == target.name) {
                // The package tells some twice, in equal words.
                Some(earlier) if *earlier == target => {}
                Some(_) => {
                    let message = format!("{} is told twice, in different ways", quoted(&target.name));
                    fields.diagnostics.push(Diagnostic::error(entry.span(), message));
                }
                None => targets.push(target),
            }
        }
        targets.sort_by_key(|target| target.name.to_ascii_lowercase());
        let own = Some(&own).filter(|own| !own.keys.is_empty() || !own.dependent_actions.is_empty());
        let entries = own.into_iter().chain(&targets).map(Target::entry).collect();
        let line = Line { service, name: &name.text, subject: Subject::Action { level, entries } };
        add(lines, fields, &line, record.span());
    }
}

/// One resource type that an action works on.
fn target(
    fields: &mut Fields<'_>,
    service: &str,
    known: &Keys,
    types: &Types,
    entry: &Record<'_>,
) -> Option<Target> {
    let name = entry.text(fields, "name")?;
    let required = entry.value(fields, "required")?;
    let required = fields.truth("required", required)?;
    let Some(listed) = types.get(&name.text.to_ascii_lowercase()) else {
        refuse(fields, &name, &format!("is no resource type of `{service}`"));
        return None;
    };
    Some(Target::read(fields, service, known, entry, listed.clone(), required))
}

#[derive(PartialEq, Eq)]
struct Target {
    name: String,
    required: bool,
    keys: Vec<String>,
    dependent_actions: Vec<String>,
}

impl Target {
    fn read(
        fields: &mut Fields<'_>,
        service: &str,
        known: &Keys,
        record: &Record<'_>,
        name: String,
        required: bool,
    ) -> Target {
        let keys = record.texts(fields, "conditionKeys");
        let keys = known_keys(fields, service, known, &keys);
        let dependent = record.texts(fields, "dependentActions").into_iter().map(|action| action.text);
        let dependent: BTreeSet<String> = dependent.collect();
        Target { name, required, keys, dependent_actions: dependent.into_iter().collect() }
    }

    fn entry(&self) -> Entry<'_> {
        Entry {
            name: &self.name,
            required: self.required,
            keys: self.keys.iter().map(String::as_str).collect(),
            dependent_actions: self.dependent_actions.iter().map(String::as_str).collect(),
        }
    }
}

/// The keys as the service's list spells them, in its order; one that is not there is an error.
fn known_keys(fields: &mut Fields<'_>, service: &str, known: &Keys, names: &[Text]) -> Vec<String> {
    let mut keys = BTreeMap::new();
    for name in names {
        let folded = with_variables(&name.text).to_ascii_lowercase();
        match known.get(&folded) {
            Some((listed, _)) => drop(keys.insert(folded, listed.clone())),
            None => refuse(fields, name, &format!("is no condition key of `{service}`")),
        }
    }
    keys.into_values().collect()
}

/// The level; the package writes `Tagging, Write` for what AWS calls `Tagging`, and so for permissions management.
fn level(text: &str) -> Option<AccessLevel> {
    let special = text.strip_suffix(", Write").and_then(AccessLevel::named);
    special.or_else(|| AccessLevel::named(text))
}
