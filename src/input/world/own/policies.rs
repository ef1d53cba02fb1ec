//! Policies that are attached by name: managed ones, SCPs and RCPs.

use crate::input::world::arns::IamArn;
use crate::input::world::draft::ControlType;
use crate::input::world::place::At;
use crate::input::world::reading::{Reading, Record};
use crate::model::PolicyType;
use crate::parse::{Diagnostic, Node, Value, quoted};

const FIELDS: [&str; 7] = ["arn", "id", "name", "type", "document", "defaultVersion", "versions"];

/// What a policy of this list is.
#[derive(Copy, Clone, PartialEq, Eq)]
enum Sort {
    Managed,
    Control(ControlType),
}

pub(super) fn read(reading: &mut Reading<'_>, node: &Node) {
    let record = reading.record("a policy", node, &FIELDS);
    let arn = reading.text(&record, "arn");
    let id = reading.text(&record, "id");
    let Some(called) = arn.as_ref().or(id.as_ref()) else {
        if record.get("arn").or(record.get("id")).is_none() && matches!(node.value, Value::Object(_)) {
            reading.fields.error(node, "a policy has neither `arn` nor `id`");
        }
        return;
    };
    let Some(sort) = sort(reading, &record, called) else { return };
    match sort {
        Sort::Managed => match arn {
            Some(arn) => managed(reading, &record, &arn),
            None => reading.fields.error(node, "a managed policy has no `arn`"),
        },
        Sort::Control(control_type) => control(reading, &record, control_type, arn, id),
    }
}

/// What `type` says, or else the ARN shows.
fn sort(reading: &mut Reading<'_>, record: &Record<'_>, called: &At<String>) -> Option<Sort> {
    const HINT: &str = "the types are scp, rcp, managed";
    if record.get("type").is_some() {
        let told = reading.text(record, "type")?;
        return match told.value.as_str() {
            "managed" => Some(Sort::Managed),
            "scp" => Some(Sort::Control(ControlType::Scp)),
            "rcp" => Some(Sort::Control(ControlType::Rcp)),
            other => {
                let message = format!("{} is not a type of policy here", quoted(other));
                reading.fields.diagnostics.push(Diagnostic::error(told.place.span, message).with_hint(HINT));
                None
            }
        };
    }
    let shown = if IamArn::parse(&called.value).is_some() {
        Some(Sort::Managed)
    } else if called.value.contains("/service_control_policy/") {
        Some(Sort::Control(ControlType::Scp))
    } else if called.value.contains("/resource_control_policy/") {
        Some(Sort::Control(ControlType::Rcp))
    } else {
        None
    };
    if shown.is_none() {
        let message = format!("of what type the policy {} is cannot be told", quoted(&called.value));
        reading
            .fields
            .diagnostics
            .push(Diagnostic::error(called.place.span, message).with_hint(format!("add a `type`; {HINT}")));
    }
    shown
}

fn managed(reading: &mut Reading<'_>, record: &Record<'_>, arn: &At<String>) {
    if IamArn::parse(&arn.value).is_none_or(|parsed| parsed.word != "policy") {
        let message = format!("{} is not the ARN of a managed policy", quoted(&arn.value));
        let hint = "it would be `arn:aws:iam::ACCOUNT:policy/NAME`, or `arn:aws:iam::aws:policy/NAME`";
        reading.fields.diagnostics.push(Diagnostic::error(arn.place.span, message).with_hint(hint));
        return;
    }
    // The name is in the ARN; another is no error, as AWS prints it beside.
    reading.text(record, "name");
    let in_force = reading.policy(record, "document", PolicyType::Identity, &arn.value);
    let default_version = reading.text(record, "defaultVersion");
    let mut versions = Vec::new();
    if let Some(node) = record.get("versions") {
        for member in reading.fields.object("`versions`", node) {
            let policy = reading.document(&member.value, PolicyType::Identity, &arn.value);
            versions.push((member.key.value.clone(), policy));
        }
        if record.get("defaultVersion").is_none() && versions.len() > 1 {
            reading.fields.error(node, "which of the versions is in force is not said: `defaultVersion`");
        }
    } else if record.get("document").is_none() {
        reading.fields.error(record.node, "a policy has neither `document` nor `versions`");
    }
    let place = reading.place(record.node);
    let draft = reading.draft.managed.entry(arn.value.clone()).or_default();
    let before = draft.told.replace(place);
    draft.default_version.say(default_version);
    draft.in_force.say(in_force);
    for (version, policy) in versions {
        draft.versions.entry(version).or_default().say(policy);
    }
    reading.once(before, record.node, &format!("policy {}", quoted(&arn.value)));
}

fn control(
    reading: &mut Reading<'_>,
    record: &Record<'_>,
    control_type: ControlType,
    arn: Option<At<String>>,
    id: Option<At<String>>,
) {
    for field in ["defaultVersion", "versions"] {
        if let Some(node) = record.get(field) {
            reading.fields.error(node, format!("an SCP or RCP has no `{field}`"));
        }
    }
    let in_arn = arn.as_ref().and_then(|arn| arn.value.rsplit('/').next());
    if let (Some(id), Some(in_arn), Some(arn)) = (&id, in_arn, &arn)
        && id.value != in_arn
    {
        let message = format!("the ARN {} has another id", quoted(&arn.value));
        reading.fields.diagnostics.push(Diagnostic::error(arn.place.span, message));
    }
    let Some(id) = id.map(|id| id.value).or(in_arn.map(str::to_owned)) else { return };
    let name = reading.text(record, "name");
    let called = name.as_ref().map_or(&id, |name| &name.value).clone();
    let document = match record.get("document") {
        Some(node) => reading.document(node, control_type.policy_type(), &called),
        None => {
            reading.fields.error(record.node, "a policy has no `document`");
            None
        }
    };
    let place = reading.place(record.node);
    let draft = reading.draft.controls.entry(id.clone()).or_default();
    let before = draft.told.replace(place);
    draft.arn.say(arn);
    draft.name.say(name);
    draft.control_type.say(Some(At { value: control_type, place }));
    draft.document.say(document);
    reading.once(before, record.node, &format!("policy {}", quoted(&id)));
}
