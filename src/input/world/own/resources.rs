//! Resources, what is attached to them, and VPC endpoints.

use super::identities::{other_account, say_partition};
use crate::input::world::draft::{PointDraft, PointName};
use crate::input::world::grants::{acl_permission, grantee, key_grantee, key_operations, object_ownership};
use crate::input::world::place::At;
use crate::input::world::reading::{Reading, Record, is_account};
use crate::model::world::{AclGrant, KeyGrant, can_be_shared_with};
use crate::model::{PolicyType, segments_of};
use crate::parse::{Diagnostic, Node, Value, quoted};

const FIELDS: [&str; 11] = [
    "arn",
    "type",
    "policy",
    "tags",
    "s3PublicAccessBlock",
    "acl",
    "objectOwnership",
    "accessPoints",
    "grants",
    "sharedWith",
    "encrypted",
];

pub(super) fn read(reading: &mut Reading<'_>, account: &str, node: &Node) {
    let record = reading.record("a resource", node, &FIELDS);
    let Some(arn) = reading.required(&record, "arn") else { return };
    let Some(["arn", partition, _, _, owner, _]) = segments_of(&arn.value) else {
        let message = format!("{} is not an ARN", quoted(&arn.value));
        reading.fields.diagnostics.push(Diagnostic::error(arn.place.span, message));
        return;
    };
    if is_no_bucket(&arn.value) {
        let message = format!("{} is not the ARN of one bucket", quoted(&arn.value));
        let hint = "a bucket is told with all that lies inside it, as `arn:aws:s3:::NAME`";
        reading.fields.diagnostics.push(Diagnostic::error(arn.place.span, message).with_hint(hint));
        return;
    }
    if is_account(owner) && owner != account {
        other_account(reading, &arn, account);
        return;
    }
    say_partition(reading, account, At { value: partition.to_owned(), place: arn.place });
    let resource_type = reading.text(&record, "type");
    let policy = reading.policy(&record, "policy", PolicyType::Resource, "resourcePolicy");
    let speaks_of_policy = record.get("policy").is_some();
    let tags = reading.pairs(&record, "tags");
    let block = reading.block(&record, "s3PublicAccessBlock");
    let acl = list(reading, &record, "acl", acl_grant);
    let ownership =
        reading.text(&record, "objectOwnership").and_then(|said| object_ownership(reading, &said));
    let access_points = list(reading, &record, "accessPoints", access_point);
    let grants = list(reading, &record, "grants", key_grant);
    let shared_with = shared_with(reading, &record);
    let encrypted = record.get("encrypted").and_then(|node| {
        let value = reading.fields.truth("encrypted", node)?;
        Some(reading.at(node, value))
    });
    let place = reading.place(node);
    let draft = reading.draft.accounts.entry(account.to_owned()).or_default();
    let resource = draft.resources.entry(arn.value.clone()).or_default();
    let before = resource.told.replace(place);
    resource.resource_type.say(resource_type);
    resource.policy.say(policy);
    resource.speaks_of_policy |= speaks_of_policy;
    resource.tags.say(tags);
    resource.block.say(block);
    resource.acl.say(acl);
    resource.ownership.say(ownership);
    resource.access_points.say(access_points);
    resource.grants.say(grants);
    resource.shared_with.say(shared_with);
    resource.encrypted.say(encrypted);
    reading.once(before, node, &format!("resource {}", quoted(&arn.value)));
}

/// Whether the ARN is one of S3, of no account, and names objects or several buckets.
fn is_no_bucket(arn: &str) -> bool {
    matches!(segments_of(arn), Some([_, _, "s3", "", "", name]) if name.contains(['/', '*', '?']))
}

/// The items of the array of that name, each read by `one`, which is told its place in the array.
fn list<T>(
    reading: &mut Reading<'_>,
    record: &Record<'_>,
    field: &str,
    one: impl Fn(&mut Reading<'_>, &Node, usize) -> Option<T>,
) -> Option<At<Vec<T>>> {
    let node = record.get(field)?;
    let items = reading.fields.array(field, node).iter().enumerate();
    let items = items.filter_map(|(at, item)| one(reading, item, at)).collect();
    Some(reading.at(node, items))
}

fn acl_grant(reading: &mut Reading<'_>, node: &Node, _: usize) -> Option<AclGrant> {
    let record = reading.record("a grant of an ACL", node, &["grantee", "permission"]);
    let to = reading.required(&record, "grantee");
    let permission = reading.required(&record, "permission");
    let permission = permission.and_then(|said| acl_permission(reading, &said));
    let to = to.and_then(|said| grantee(reading, &said));
    Some(AclGrant { grantee: to?, permission: permission? })
}

fn access_point(reading: &mut Reading<'_>, node: &Node, _: usize) -> Option<PointDraft> {
    let known = ["arn", "name", "region", "policy", "vpc", "s3PublicAccessBlock"];
    let record = reading.record("an access point", node, &known);
    let policy = reading.policy(&record, "policy", PolicyType::Resource, "accessPointPolicy");
    let vpc = reading.text(&record, "vpc");
    let block = reading.block(&record, "s3PublicAccessBlock");
    let name = if record.get("arn").is_some() {
        let arn = reading.required(&record, "arn")?;
        let valid = segments_of(&arn.value).is_some_and(|[_, _, _, _, account, rest]| {
            is_account(account) && rest.starts_with("accesspoint/")
        });
        if !valid {
            let message = format!("{} is not the ARN of an access point", quoted(&arn.value));
            let hint = "it would be `arn:aws:s3:REGION:ACCOUNT:accesspoint/NAME`";
            reading.fields.diagnostics.push(Diagnostic::error(arn.place.span, message).with_hint(hint));
            return None;
        }
        PointName::Arn(arn.value)
    } else if matches!(node.value, Value::Object(_)) && record.get("name").is_none() {
        reading.fields.error(node, "an access point has neither `arn` nor `name` and `region`");
        return None;
    } else {
        let (name, region) = (reading.required(&record, "name"), reading.required(&record, "region"));
        PointName::Named { name: name?.value, region: region?.value }
    };
    Some(PointDraft {
        place: reading.place(node),
        name,
        policy: policy.map(|policy| policy.value),
        vpc: vpc.map(|vpc| vpc.value),
        block: block.map(|block| block.value),
    })
}

fn key_grant(reading: &mut Reading<'_>, node: &Node, at: usize) -> Option<KeyGrant> {
    let known = [
        "name",
        "grantee",
        "retiringPrincipal",
        "operations",
        "encryptionContext",
        "encryptionContextEquals",
    ];
    let record = reading.record("a grant", node, &known);
    let name = reading.text(&record, "name").map(|name| name.value);
    let grantee = reading.required(&record, "grantee").filter(|said| key_grantee(reading, said));
    let operations = reading.texts(&record, "operations");
    let operations = operations.filter(|said| key_operations(reading, said));
    if record.get("operations").is_none() {
        reading.required(&record, "operations");
    }
    let retiring = reading.text(&record, "retiringPrincipal").map(|retiring| retiring.value);
    let subset = reading.pairs(&record, "encryptionContext").map(|pairs| pairs.value);
    let equals = reading.pairs(&record, "encryptionContextEquals").map(|pairs| pairs.value);
    Some(KeyGrant {
        name: name.unwrap_or_else(|| format!("grants[{at}]")),
        grantee: grantee?.value,
        operations: operations?.value.into_iter().map(|operation| operation.value).collect(),
        encryption_context: subset.unwrap_or_default(),
        encryption_context_equals: equals.unwrap_or_default(),
        retiring,
        issuer: None,
    })
}

fn shared_with(reading: &mut Reading<'_>, record: &Record<'_>) -> Option<At<Vec<String>>> {
    let said = reading.texts(record, "sharedWith")?;
    let mut accounts = Vec::new();
    for account in said.value {
        if can_be_shared_with(&account.value) || reading.is_account(&account) {
            accounts.push(account.value);
        }
    }
    Some(At { value: accounts, place: said.place })
}

/// Reads a VPC endpoint.
pub(super) fn read_endpoint(reading: &mut Reading<'_>, node: &Node) {
    let known = ["id", "vpc", "account", "service", "policy"];
    let record = reading.record("an endpoint", node, &known);
    let Some(id) = reading.required(&record, "id") else { return };
    let vpc = reading.text(&record, "vpc");
    let account = reading.text(&record, "account").filter(|account| reading.is_account(account));
    let service = reading.text(&record, "service");
    let policy = reading.policy(&record, "policy", PolicyType::VpcEndpoint, &id.value);
    let place = reading.place(node);
    let endpoint = reading.draft.endpoints.entry(id.value.clone()).or_default();
    let before = endpoint.told.replace(place);
    endpoint.vpc.say(vpc);
    endpoint.account.say(account);
    endpoint.service.say(service);
    endpoint.policy.say(policy);
    reading.once(before, node, &format!("endpoint {}", quoted(&id.value)));
}
