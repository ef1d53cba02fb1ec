//! `aws iam get-account-authorization-details`: the users, groups, roles and managed policies of one account
//! (the account is in the ARNs). Documents are URL-encoded strings in IAM's API, objects in the CLI's output.

use crate::input::world::arns::IamArn;
use crate::input::world::draft::{Attached, Kind};
use crate::input::world::place::At;
use crate::input::world::reading::{Reading, Record};
use crate::model::PolicyType;
use crate::parse::{Diagnostic, Node, Value, quoted};

/// The name of a user, role or group, and what its ARN tells.
struct Called {
    name: String,
    account: String,
    path: At<String>,
}

pub(in crate::input::world) fn read(reading: &mut Reading<'_>, node: &Node) {
    let details = reading.answer("an answer", node);
    for list in ["UserDetailList", "GroupDetailList", "RoleDetailList"] {
        if details.get(list).is_none() {
            reading.fields.error(node, format!("the details of an account have no `{list}`"));
        }
    }
    for item in reading.items(&details, "UserDetailList") {
        identity(reading, Kind::User, item);
    }
    for item in reading.items(&details, "RoleDetailList") {
        identity(reading, Kind::Role, item);
    }
    for item in reading.items(&details, "GroupDetailList") {
        group(reading, item);
    }
    for item in reading.items(&details, "Policies") {
        managed(reading, item);
    }
}

/// What the ARN of the record tells, which is to be that of a `word`. Its account is one whose inside is told.
fn called(reading: &mut Reading<'_>, record: &Record<'_>, word: &str) -> Option<Called> {
    let arn = reading.required(record, "Arn")?;
    let Some(parsed) = IamArn::parse(&arn.value).filter(|parsed| parsed.word == word) else {
        let message = format!("{} is not the ARN of {}", quoted(&arn.value), record.what);
        reading.fields.diagnostics.push(Diagnostic::error(arn.place.span, message));
        return None;
    };
    if !reading.is_account(&At { value: parsed.account.to_owned(), place: arn.place }) {
        return None;
    }
    let account = reading.draft.accounts.entry(parsed.account.to_owned()).or_default();
    account.told = Some(arn.place);
    account.partition.say(Some(At { value: parsed.partition.to_owned(), place: arn.place }));
    Some(Called {
        name: parsed.name.to_owned(),
        account: parsed.account.to_owned(),
        path: At { value: parsed.path.to_owned(), place: arn.place },
    })
}

fn identity(reading: &mut Reading<'_>, kind: Kind, node: &Node) {
    let (what, id, inline) = match kind {
        Kind::User => ("a user", "UserId", "UserPolicyList"),
        Kind::Role => ("a role", "RoleId", "RolePolicyList"),
    };
    let record = reading.answer(what, node);
    let Some(Called { name, account, path }) = called(reading, &record, kind.word()) else { return };
    let id = reading.text(&record, id);
    let policies = attached(reading, &record, inline, "");
    let boundary = boundary(reading, &record);
    let trust = match kind {
        Kind::User => None,
        Kind::Role => reading.policy(&record, "AssumeRolePolicyDocument", PolicyType::Trust, "trustPolicy"),
    };
    let speaks_of_trust = record.get("AssumeRolePolicyDocument").is_some();
    let tags = tags(reading, &record, "Tags");
    reading.distinct(tags.as_ref(), what);
    let groups = match kind {
        Kind::User => reading.texts(&record, "GroupList"),
        Kind::Role => None,
    };
    let place = reading.place(node);
    let draft = reading.draft.accounts.entry(account).or_default();
    let identity = draft.identities.entry((kind, name.clone())).or_default();
    let before = identity.told.replace(place);
    identity.path.say(Some(path));
    identity.id.say(id);
    identity.policies.say(Some(policies));
    identity.boundary.say(boundary);
    identity.trust.say(trust);
    identity.speaks_of_trust |= speaks_of_trust;
    identity.tags.say(tags);
    identity.groups.say(groups);
    reading.once(before, node, &format!("{} {}", kind.word(), quoted(&name)));
}

fn group(reading: &mut Reading<'_>, node: &Node) {
    let record = reading.answer("a group", node);
    let Some(Called { name, account, path }) = called(reading, &record, "group") else { return };
    let policies = attached(reading, &record, "GroupPolicyList", &format!("{name}/"));
    let place = reading.place(node);
    let draft = reading.draft.accounts.entry(account).or_default();
    let group = draft.groups.entry(name.clone()).or_default();
    let before = group.told.replace(place);
    group.path.say(Some(path));
    group.policies.say(Some(policies));
    reading.once(before, node, &format!("group {}", quoted(&name)));
}

/// The inline policies, called `prefix` and their name, and the managed ones.
fn attached(reading: &mut Reading<'_>, record: &Record<'_>, inline: &str, prefix: &str) -> At<Vec<Attached>> {
    let mut policies = Vec::new();
    for item in reading.items(record, inline) {
        let policy = reading.answer("an inline policy", item);
        let name = reading.required(&policy, "PolicyName");
        if policy.get("PolicyDocument").is_none() {
            reading.required(&policy, "PolicyDocument");
        }
        let Some(name) = name else { continue };
        let called = format!("{prefix}{}", name.value);
        let document = reading.policy(&policy, "PolicyDocument", PolicyType::Identity, &called);
        policies.extend(document.map(|document| Attached::Inline(document.value)));
    }
    for item in reading.items(record, "AttachedManagedPolicies") {
        let policy = reading.answer("an attached policy", item);
        policies.extend(reading.required(&policy, "PolicyArn").map(Attached::Named));
    }
    reading.at(record.node, policies)
}

fn boundary(reading: &mut Reading<'_>, record: &Record<'_>) -> Option<At<Attached>> {
    let node = record.get("PermissionsBoundary")?;
    let boundary = reading.answer("a permissions boundary", node);
    let arn = reading.required(&boundary, "PermissionsBoundaryArn")?;
    Some(At { place: arn.place, value: Attached::Named(arn) })
}

/// Tags as AWS prints them: `[{"Key", "Value"}]`.
pub(super) fn tags(
    reading: &mut Reading<'_>,
    record: &Record<'_>,
    field: &str,
) -> Option<At<Vec<(String, String)>>> {
    let node = record.get(field)?;
    let mut tags = Vec::new();
    for item in reading.fields.array(field, node) {
        let tag = reading.answer("a tag", item);
        // A tag may be empty.
        if let (Some(key), Some(value)) = (reading.required(&tag, "Key"), reading.text(&tag, "Value")) {
            tags.push((key.value, value.value));
        }
    }
    Some(reading.at(node, tags))
}

fn managed(reading: &mut Reading<'_>, node: &Node) {
    let record = reading.answer("a managed policy", node);
    let Some(arn) = reading.required(&record, "Arn") else { return };
    if IamArn::parse(&arn.value).is_none_or(|parsed| parsed.word != "policy") {
        let message = format!("{} is not the ARN of a managed policy", quoted(&arn.value));
        reading.fields.diagnostics.push(Diagnostic::error(arn.place.span, message));
        return;
    }
    let default_version = reading.text(&record, "DefaultVersionId");
    if record.get("PolicyVersionList").is_none() {
        reading.required(&record, "PolicyVersionList");
        return;
    }
    let mut versions = Vec::new();
    for item in reading.items(&record, "PolicyVersionList") {
        let version = version(reading, item, &arn.value);
        versions.extend(version);
    }
    let place = reading.place(node);
    let draft = reading.draft.managed.entry(arn.value.clone()).or_default();
    let before = draft.told.replace(place);
    draft.default_version.say(default_version);
    for Version { id, is_default, document } in versions {
        if is_default {
            draft.default_version.say(Some(id.clone()));
        }
        draft.versions.entry(id.value).or_default().say(Some(document));
    }
    reading.once(before, node, &format!("policy {}", quoted(&arn.value)));
}

/// A version of a managed policy.
pub(super) struct Version {
    pub(super) id: At<String>,
    pub(super) is_default: bool,
    pub(super) document: At<std::sync::Arc<crate::model::Policy>>,
}

/// Reads `{"Document", "VersionId", "IsDefaultVersion"}`.
pub(super) fn version(reading: &mut Reading<'_>, node: &Node, called: &str) -> Option<Version> {
    let version = reading.answer("a version of a policy", node);
    let id = reading.required(&version, "VersionId");
    let is_default = version.get("IsDefaultVersion");
    let is_default = is_default.is_some_and(|node| matches!(node.value, Value::Bool(true)));
    if version.get("Document").is_none() {
        reading.required(&version, "Document");
    }
    let document = reading.policy(&version, "Document", PolicyType::Identity, called);
    Some(Version { id: id?, is_default, document: document? })
}
