//! What AWS's programs print of one resource, which the file's name says: its policy (`s3api get-bucket-policy`,
//! `sqs get-queue-attributes`, `kms get-key-policy`, …, or the document alone), its tags, and for buckets
//! `get-public-access-block`, `get-bucket-acl`, `get-bucket-ownership-controls`, for keys `list-grants`, for snapshots and
//! images whom they are shared with.

use super::authorization::tags;
use crate::input::world::grants::{
    acl_permission, canonical_id, grantee, key_grantee, key_operations, object_ownership,
};
use crate::input::world::names::{FileName, Named};
use crate::input::world::place::At;
use crate::input::world::reading::{Reading, Record};
use crate::model::world::{AclGrant, KeyGrant, can_be_shared_with};
use crate::model::{PolicyType, PublicAccessBlock};
use crate::parse::{Node, Value, quoted};

pub(in crate::input::world) fn read(reading: &mut Reading<'_>, node: &Node, name: &FileName) {
    let answer = reading.answer("an answer", node);
    let Some(Named { arn, account }) = name.resource() else {
        // Recognised by the account's id in its name.
        let block = block(reading, &answer);
        if let Some(account) = name.account() {
            reading.draft.accounts.entry(account.to_owned()).or_default().block.say(block);
        }
        return;
    };
    let Some(account) = account else {
        let message = format!("of which account {} is, is not said", quoted(&arn));
        reading.refuse(
            node,
            message,
            "put the file into a folder of its account: `resources/ACCOUNT/ARN.json`",
        );
        return;
    };
    let block = block(reading, &answer);
    let ownership = ownership(reading, &answer);
    let tags = match answer.get("Tags").map(|node| &node.value) {
        Some(Value::Object(_)) => reading.pairs(&answer, "Tags"),
        Some(_) => tags(reading, &answer, "Tags"),
        None => tags(reading, &answer, "TagSet"),
    };
    let owner = owner(reading, &answer);
    let (acl, grants) = match answer.get("Grants") {
        Some(_) if answer.get("Owner").is_some() => (acl(reading, &answer), None),
        Some(_) => (None, key_grants(reading, &answer)),
        None => (None, None),
    };
    let shares = shares(reading, &answer);
    let says_another = block.is_some()
        || ownership.is_some()
        || tags.is_some()
        || acl.is_some()
        || grants.is_some()
        || shares.is_some();
    let policy = if says_another || is_without_policy(&answer) {
        None
    } else {
        reading.document(node, PolicyType::Resource, "resourcePolicy")
    };
    let place = reading.place(node);
    let draft = reading.draft.accounts.entry(account).or_default();
    draft.canonical_id.say(owner);
    let resource = draft.resources.entry(arn).or_default();
    resource.told.get_or_insert(place);
    resource.block.say(block);
    resource.ownership.say(ownership);
    resource.tags.say(tags);
    resource.acl.say(acl);
    resource.grants.say(grants);
    resource.shared_with.say(shares);
    resource.policy.say(policy);
    resource.speaks_of_policy |= !says_another;
}

/// Whom a snapshot or image is shared with, as `ec2 describe-snapshot-attribute`, `ec2 describe-image-attribute`, and
/// `rds describe-db-snapshot-attributes` and its kin for clusters print it. Organizations and units are told by ARN.
fn shares(reading: &mut Reading<'_>, answer: &Record<'_>) -> Option<At<Vec<String>>> {
    let mut accounts = Vec::new();
    for field in ["CreateVolumePermissions", "LaunchPermissions"] {
        let Some(node) = answer.get(field) else { continue };
        for item in reading.items(answer, field) {
            let permission = reading.answer("a permission", item);
            let fields = ["Group", "UserId", "OrganizationArn", "OrganizationalUnitArn"];
            let to = match fields.into_iter().find(|field| permission.get(field).is_some()) {
                Some(field) => reading.text(&permission, field),
                None => {
                    let hint = "give the accounts by `sharedWith` of the resource";
                    reading.refuse(item, "this permission names nobody".to_owned(), hint);
                    None
                }
            };
            let valid = |to: &At<String>| can_be_shared_with(&to.value) || reading.is_account(to);
            accounts.extend(to.filter(valid).map(|to| to.value));
        }
        return Some(reading.at(node, accounts));
    }
    let of_databases = [
        ("DBSnapshotAttributesResult", "DBSnapshotAttributes"),
        ("DBClusterSnapshotAttributesResult", "DBClusterSnapshotAttributes"),
    ];
    for (result, attributes) in of_databases {
        let Some(node) = answer.get(result) else { continue };
        let told = reading.answer("a result", node);
        for item in reading.items(&told, attributes) {
            let attribute = reading.answer("an attribute", item);
            let name = reading.text(&attribute, "AttributeName");
            if name.is_none_or(|name| name.value != "restore") {
                continue;
            }
            let values = reading.texts(&attribute, "AttributeValues").map(|said| said.value);
            for to in values.unwrap_or_default() {
                if to.value == "all" || reading.is_account(&to) {
                    accounts.push(to.value);
                }
            }
        }
        return Some(reading.at(node, accounts));
    }
    None
}

/// Whether the answer tells attributes of a queue or topic without a policy.
fn is_without_policy(answer: &Record<'_>) -> bool {
    match answer.get("Attributes").map(|node| &node.value) {
        Some(Value::Object(members)) => !members.iter().any(|member| member.key.value == "Policy"),
        Some(_) | None => false,
    }
}

fn block(reading: &mut Reading<'_>, answer: &Record<'_>) -> Option<At<PublicAccessBlock>> {
    let node = answer.get("PublicAccessBlockConfiguration")?;
    let record = reading.answer("`PublicAccessBlockConfiguration`", node);
    let mut truth = |name: &str| {
        let node = record.get(name)?;
        reading.fields.truth(name, node)
    };
    let block = PublicAccessBlock {
        block_public_acls: truth("BlockPublicAcls").unwrap_or(false),
        ignore_public_acls: truth("IgnorePublicAcls").unwrap_or(false),
        block_public_policy: truth("BlockPublicPolicy").unwrap_or(false),
        restrict_public_buckets: truth("RestrictPublicBuckets").unwrap_or(false),
    };
    Some(reading.at(node, block))
}

fn ownership(
    reading: &mut Reading<'_>,
    answer: &Record<'_>,
) -> Option<At<crate::model::world::ObjectOwnership>> {
    let controls = reading.answer("`OwnershipControls`", answer.get("OwnershipControls")?);
    let rule = reading.items(&controls, "Rules").first()?;
    let rule = reading.answer("a rule", rule);
    let said = reading.required(&rule, "ObjectOwnership")?;
    object_ownership(reading, &said)
}

/// The canonical id of the account that owns a bucket, which `get-bucket-acl` prints.
fn owner(reading: &mut Reading<'_>, answer: &Record<'_>) -> Option<At<String>> {
    let owner = reading.answer("an owner", answer.get("Owner")?);
    reading.text(&owner, "ID").and_then(|said| canonical_id(reading, said))
}

fn acl(reading: &mut Reading<'_>, answer: &Record<'_>) -> Option<At<Vec<AclGrant>>> {
    let node = answer.get("Grants")?;
    let mut grants = Vec::new();
    for item in reading.fields.array("Grants", node) {
        let grant = reading.answer("a grant of an ACL", item);
        let to = grant.get("Grantee").map(|node| reading.answer("a grantee", node));
        let Some(to) = to else {
            reading.required(&grant, "Grantee");
            continue;
        };
        let called = match to.get("URI") {
            Some(_) => reading.required(&to, "URI"),
            None => reading.required(&to, "ID"),
        };
        let permission = reading.required(&grant, "Permission");
        let permission = permission.and_then(|said| acl_permission(reading, &said));
        let grantee = called.and_then(|called| grantee(reading, &called));
        if let (Some(grantee), Some(permission)) = (grantee, permission) {
            grants.push(AclGrant { grantee, permission });
        }
    }
    Some(reading.at(node, grants))
}

fn key_grants(reading: &mut Reading<'_>, answer: &Record<'_>) -> Option<At<Vec<KeyGrant>>> {
    let node = answer.get("Grants")?;
    let mut grants = Vec::new();
    for item in reading.fields.array("Grants", node) {
        let grant = reading.answer("a grant", item);
        let grantee = reading.required(&grant, "GranteePrincipal").filter(|said| key_grantee(reading, said));
        let id = reading.text(&grant, "GrantId");
        let name = reading.text(&grant, "Name").filter(|name| !name.value.is_empty());
        let operations = reading.texts(&grant, "Operations").filter(|said| key_operations(reading, said));
        let operations = operations.map(|said| said.value).unwrap_or_default();
        let retiring = reading.text(&grant, "RetiringPrincipal").filter(|said| !said.value.is_empty());
        let issuer = reading.text(&grant, "IssuingAccount").filter(|said| !said.value.is_empty());
        let (mut encryption_context, mut encryption_context_equals) = (Vec::new(), Vec::new());
        if let Some(constraints) = grant.get("Constraints") {
            let constraints = reading.answer("`Constraints`", constraints);
            let mut pairs = |field| reading.pairs(&constraints, field).map(|pairs| pairs.value);
            encryption_context.extend(pairs("EncryptionContextSubset").unwrap_or_default());
            encryption_context_equals.extend(pairs("EncryptionContextEquals").unwrap_or_default());
        }
        let Some(grantee) = grantee else { continue };
        grants.push(KeyGrant {
            name: name.or(id).map(|name| name.value).unwrap_or_default(),
            grantee: grantee.value,
            operations: operations.into_iter().map(|operation| operation.value).collect(),
            encryption_context,
            encryption_context_equals,
            retiring: retiring.map(|said| said.value),
            issuer: issuer.map(|said| said.value),
        });
    }
    Some(reading.at(node, grants))
}
