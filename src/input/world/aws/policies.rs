//! Managed policies one by one: `aws iam get-policy`, `get-policy-version`, and documents in files that are called as
//! the policies are.

use super::authorization::{Version, version};
use crate::input::world::arns::IamArn;
use crate::input::world::draft::ManagedDraft;
use crate::input::world::names::FileName;
use crate::input::world::reading::Reading;
use crate::model::PolicyType;
use crate::parse::{Diagnostic, Node, quoted};

const HINT: &str = "put a managed policy where its name says it: `policies/NAME.json`, or the policy of a resource: `resources/ARN.json`";

/// `get-policy`: which version is in force, without its text.
pub(in crate::input::world) fn read_managed_policy(reading: &mut Reading<'_>, node: &Node) {
    let answer = reading.answer("an answer", node);
    let Some(node) = answer.get("Policy") else { return };
    let policy = reading.answer("a managed policy", node);
    let Some(arn) = reading.required(&policy, "Arn") else { return };
    if IamArn::parse(&arn.value).is_none_or(|parsed| parsed.word != "policy") {
        let message = format!("{} is not the ARN of a managed policy", quoted(&arn.value));
        reading.fields.diagnostics.push(Diagnostic::error(arn.place.span, message));
        return;
    }
    let default_version = reading.required(&policy, "DefaultVersionId");
    let draft = reading.draft.managed.entry(arn.value).or_default();
    draft.told.get_or_insert(arn.place);
    draft.default_version.say(default_version);
}

/// `get-policy-version`: the text of one version, without the policy's name.
pub(in crate::input::world) fn read_policy_version(reading: &mut Reading<'_>, node: &Node, name: &FileName) {
    let Some(called) = called(reading, node, name) else { return };
    let answer = reading.answer("an answer", node);
    let Some(inner) = answer.get("PolicyVersion") else { return };
    let Some(Version { id, is_default, document }) = version(reading, inner, &called) else { return };
    let place = reading.place(node);
    let draft = draft(reading, called);
    draft.told.get_or_insert(place);
    if is_default {
        draft.default_version.say(Some(id.clone()));
    }
    draft.versions.entry(id.value).or_default().say(Some(document));
}

/// A document alone.
pub(in crate::input::world) fn read_document(reading: &mut Reading<'_>, node: &Node, name: &FileName) {
    let Some(called) = called(reading, node, name) else { return };
    let document = reading.document(node, PolicyType::Identity, &called);
    let place = reading.place(node);
    let draft = draft(reading, called);
    draft.told.get_or_insert(place);
    draft.in_force.say(document);
}

/// The policy's name or ARN, which the file's name says; an error if it does not.
fn called(reading: &mut Reading<'_>, node: &Node, name: &FileName) -> Option<String> {
    let called = name.policy();
    let Some(called) = called else {
        reading.refuse(node, "of what this is the policy is not said".to_owned(), HINT);
        return None;
    };
    if called.starts_with("arn:") && IamArn::parse(&called).is_none_or(|parsed| parsed.word != "policy") {
        let message = format!("{} is not the ARN of a managed policy", quoted(&called));
        reading.refuse(node, message, HINT);
        return None;
    }
    Some(called)
}

/// Where what is told of the policy is gathered.
fn draft<'r>(reading: &'r mut Reading<'_>, called: String) -> &'r mut ManagedDraft {
    let drafts =
        if called.starts_with("arn:") { &mut reading.draft.managed } else { &mut reading.draft.documents };
    drafts.entry(called).or_default()
}
