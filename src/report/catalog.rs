//! The catalogue: what it says of a service, an action or a key, and what differs between two of its tables.

use serde_json::{Value, json};

use crate::model::catalog::{
    Action, Change, ConditionKey, Fact, ResourceType, Service, ServiceChanges, Source,
};

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A service, with all that it has.
    Service(Service),
    /// Actions.
    Actions(Vec<Action>),
    /// A condition key.
    Key(ConditionKey),
}

/// What the catalogue says, for people.
pub fn render_shown(shown: &Shown) -> String {
    match shown {
        Shown::Service(service) => render_service(*service),
        Shown::Actions(actions) => {
            actions.iter().map(|action| render_action(*action)).collect::<Vec<_>>().join("\n")
        }
        Shown::Key(key) => {
            let scope = if key.is_global() { "global\n" } else { "" };
            format!("{}  {}\n{}", key.name(), key.type_name(), indented(scope))
        }
    }
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect()
}

fn render_service(service: Service) -> String {
    let rcps = if service.supports_rcps() { "; resource control policies reach it" } else { "" };
    let mut text = format!("{}  {}{rcps}\n", service.prefix(), service.name());
    let rows = service.actions().map(|action| {
        let targets: Vec<&str> = action.targets().map(|target| target.resource_type().name()).collect();
        let targets = if targets.is_empty() { "*".to_owned() } else { targets.join(", ") };
        vec![action.name().to_owned(), action.level().name().to_owned(), targets]
    });
    text.push_str(&table("actions", rows.collect()));
    let rows = service.resource_types().flat_map(|resource| {
        let names = std::iter::once(resource.name()).chain(std::iter::repeat(""));
        names.zip(resource.arns()).map(|(name, arn)| vec![name.to_owned(), arn.text().to_owned()])
    });
    text.push_str(&table("resource types", rows.collect()));
    let rows = service.keys().map(|key| vec![key.name().to_owned(), key.type_name().to_owned()]);
    text.push_str(&table("condition keys", rows.collect()));
    text
}

fn render_action(action: Action) -> String {
    let mut text = format!("{action}  {}\n", action.level().name());
    let names =
        |keys: &mut dyn Iterator<Item = ConditionKey>| keys.map(ConditionKey::name).collect::<Vec<_>>();
    if action.targets().next().is_none() {
        text.push_str("  takes no resource: *\n");
    }
    for target in action.targets() {
        let resource = target.resource_type();
        let required = if target.required() { " (required)" } else { "" };
        let arns: Vec<&str> = resource.arns().map(|arn| arn.text()).collect();
        text.push_str(&format!("  on {}{required}  {}\n", resource.name(), arns.join(" or ")));
        text.push_str(&list("    keys", &names(&mut target.keys())));
        text.push_str(&list("    needs also", &target.dependent_actions().collect::<Vec<_>>()));
    }
    text.push_str(&list("  keys", &names(&mut action.keys())));
    text.push_str(&list("  needs also", &action.dependent_actions().collect::<Vec<_>>()));
    text
}

/// The words behind the label, if there are any, in lines that are not too long.
fn list(label: &str, words: &[&str]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if line.len() + word.len() < 100 => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) => lines.push(format!("{} {word}", " ".repeat(label.len()))),
            None => lines.push(format!("{label} {word}")),
        }
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

/// Rows under a heading, their columns aligned; nothing if there are none.
fn table(heading: &str, rows: Vec<Vec<String>>) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut widths: Vec<usize> = Vec::new();
    for row in &rows {
        for (at, cell) in row.iter().enumerate() {
            match widths.get_mut(at) {
                Some(width) => *width = (*width).max(cell.len()),
                None => widths.push(cell.len()),
            }
        }
    }
    let mut text = format!("\n{heading}\n");
    for row in &rows {
        let cells = row.iter().zip(&widths).map(|(cell, &width)| format!("{cell:width$}"));
        text.push_str(format!("  {}", cells.collect::<Vec<_>>().join("  ")).trim_end());
        text.push('\n');
    }
    text
}

/// What the catalogue says, as an object.
pub fn shown_json(source: Source<'_>, shown: &Shown) -> Value {
    let source = source_json(source);
    match shown {
        Shown::Service(service) => json!({
            "source": source,
            "service": service.prefix(),
            "name": service.name(),
            "resourceControlPolicies": service.supports_rcps(),
            "actions": service.actions().map(action_json).collect::<Vec<_>>(),
            "resourceTypes": service.resource_types().map(resource_json).collect::<Vec<_>>(),
            "keys": service.keys().map(key_json).collect::<Vec<_>>(),
        }),
        Shown::Actions(actions) => {
            let actions: Vec<Value> = actions.iter().map(|action| action_json(*action)).collect();
            json!({"source": source, "actions": actions})
        }
        Shown::Key(key) => json!({"source": source, "keys": [key_json(*key)]}),
    }
}

fn names(keys: impl Iterator<Item = ConditionKey>) -> Vec<&'static str> {
    keys.map(ConditionKey::name).collect()
}

fn action_json(action: Action) -> Value {
    let targets = action.targets().map(|target| {
        json!({
            "resourceType": target.resource_type().name(),
            "required": target.required(),
            "keys": names(target.keys()),
            "dependentActions": target.dependent_actions().collect::<Vec<_>>(),
        })
    });
    json!({
        "action": action.to_string(),
        "level": action.level().name(),
        "targets": targets.collect::<Vec<_>>(),
        "keys": names(action.keys()),
        "dependentActions": action.dependent_actions().collect::<Vec<_>>(),
    })
}

fn resource_json(resource: ResourceType) -> Value {
    let arns: Vec<&str> = resource.arns().map(|arn| arn.text()).collect();
    json!({"resourceType": resource.name(), "arns": arns, "keys": names(resource.keys())})
}

fn key_json(key: ConditionKey) -> Value {
    json!({"key": key.name(), "type": key.type_name(), "global": key.is_global()})
}

fn source_json(source: Source<'_>) -> Value {
    json!({"package": source.package, "version": source.version, "date": source.date})
}

/// The differences, for people: `+` for what is new, `-` for what is gone, `~` for what is told in another way.
pub fn render_catalog_changes(old: Source<'_>, new: Source<'_>, services: &[ServiceChanges]) -> String {
    let show = |source: Source<'_>| format!("{} {} of {}", source.package, source.version, source.date);
    let mut text = format!("from {} to {}\n", show(old), show(new));
    for service in services {
        let name = if service.service == "*" { "keys of no service" } else { &service.service };
        text.push_str(&format!("\n{name}\n"));
        for change in &service.changes {
            text.push_str(&render_change(change));
        }
    }
    text.push_str(&totals(services));
    text
}

fn render_change(change: &Change) -> String {
    let mut text = format!("  {} {} {}\n", sign(change), change.kind, change.name);
    let signed = [("-", &change.removed), ("+", &change.added)];
    for (sign, (field, value)) in
        signed.iter().flat_map(|(sign, facts)| facts.iter().map(move |fact| (sign, fact)))
    {
        text.push_str(&format!("      {sign} {field} {value}\n"));
    }
    text
}

fn totals(services: &[ServiceChanges]) -> String {
    let changes: Vec<&Change> = services.iter().flat_map(|service| &service.changes).collect();
    if changes.is_empty() {
        return "no difference\n".to_owned();
    }
    let count = |wanted: &str| changes.iter().filter(|change| sign(change) == wanted).count();
    format!("\n{} added, {} removed, {} changed\n", count("+"), count("-"), count("~"))
}

fn sign(change: &Change) -> &'static str {
    match (change.in_old, change.in_new) {
        (false, true) => "+",
        (true, false) => "-",
        (true, true) | (false, false) => "~",
    }
}

/// The differences, as an object.
pub fn catalog_changes_json(old: Source<'_>, new: Source<'_>, services: &[ServiceChanges]) -> Value {
    let facts = |facts: &[Fact]| {
        facts.iter().map(|(field, value)| json!({"field": field, "value": value})).collect::<Vec<_>>()
    };
    let change = |change: &Change| {
        let what = match sign(change) {
            "+" => "added",
            "-" => "removed",
            _ => "changed",
        };
        let (removed, added) = (facts(&change.removed), facts(&change.added));
        json!({"kind": change.kind, "name": change.name, "change": what, "removed": removed, "added": added})
    };
    let services = services.iter().map(|service| {
        json!({"service": service.service, "changes": service.changes.iter().map(change).collect::<Vec<_>>()})
    });
    json!({"old": source_json(old), "new": source_json(new), "services": services.collect::<Vec<_>>()})
}
