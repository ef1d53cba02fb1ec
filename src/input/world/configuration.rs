//! A proposed configuration of one resource, as the API's `Configuration` has it.
//!
//! What is not there stays as it is, and an empty text takes a policy away (access-analyzer APIReference,
//! `S3BucketConfiguration` and its like). Three things go beyond the API's shape: a policy may be an object as well as a
//! string, the file may hold the configuration alone or in the `configurations` of a request, and `kmsKeyId` says of a snapshot
//! that it is encrypted; if it is empty, the snapshot's own stays.

use super::grants::{acl_permission, grantee, key_grantee, key_operations};
use super::place::At;
use super::reading::{Reading, Record, is_account};
use crate::findings::{Configuration, ProposedPoint};
use crate::model::world::{AclGrant, KeyGrant};
use crate::model::{Policy, PolicyType, segments_of};
use crate::parse::{Diagnostic, MAX_BYTES, Node, Source, Value, quoted, read_json_within};
use std::sync::Arc;

/// What the union's member is called, the type of its resource, its policy's field, and its other fields.
const MEMBERS: [(&str, &str, &str, &[&str]); 14] = [
    (
        "s3Bucket",
        "AWS::S3::Bucket",
        "bucketPolicy",
        &["bucketAclGrants", "bucketPublicAccessBlock", "accessPoints"],
    ),
    ("s3ExpressDirectoryBucket", "AWS::S3Express::DirectoryBucket", "bucketPolicy", &["accessPoints"]),
    ("iamRole", "AWS::IAM::Role", "trustPolicy", &[]),
    ("kmsKey", "AWS::KMS::Key", "keyPolicies", &["grants"]),
    ("sqsQueue", "AWS::SQS::Queue", "queuePolicy", &[]),
    ("snsTopic", "AWS::SNS::Topic", "topicPolicy", &[]),
    ("secretsManagerSecret", "AWS::SecretsManager::Secret", "secretPolicy", &["kmsKeyId"]),
    ("ebsSnapshot", "AWS::EC2::Snapshot", "", &["userIds", "groups", "kmsKeyId"]),
    ("rdsDbSnapshot", "AWS::RDS::DBSnapshot", "", &["attributes", "kmsKeyId"]),
    ("rdsDbClusterSnapshot", "AWS::RDS::DBClusterSnapshot", "", &["attributes", "kmsKeyId"]),
    ("ecrRepository", "AWS::ECR::Repository", "repositoryPolicy", &[]),
    ("efsFileSystem", "AWS::EFS::FileSystem", "fileSystemPolicy", &[]),
    ("dynamodbTable", "AWS::DynamoDB::Table", "tablePolicy", &[]),
    ("dynamodbStream", "AWS::DynamoDB::Stream", "streamPolicy", &[]),
];

/// Reads what is proposed for the resource of that ARN. It is there iff no diagnostic is an error.
pub fn read_configuration(source: &Source, arn: &str) -> (Option<Configuration>, Vec<Diagnostic>) {
    let mut reading = Reading::new();
    reading.fields.text = source.text();
    let node = match read_json_within(source.text(), MAX_BYTES) {
        (Some(node), _) => node,
        (None, diagnostics) => return (None, diagnostics),
    };
    let configuration = top(&mut reading, &node, arn);
    let mut diagnostics = reading.fields.diagnostics;
    diagnostics.sort_by_key(|diagnostic| diagnostic.span.start);
    let failed = diagnostics.iter().any(Diagnostic::is_error);
    (configuration.filter(|_| !failed), diagnostics)
}

fn top(reading: &mut Reading<'_>, node: &Node, arn: &str) -> Option<Configuration> {
    let request = reading.answer("a configuration", node);
    let Some(all) = request.get("configurations") else { return union(reading, node) };
    let all = reading.answer("`configurations`", all);
    match all.get(arn) {
        Some(own) => union(reading, own),
        None => {
            reading.fields.error(all.node, format!("there is no configuration of {} here", quoted(arn)));
            None
        }
    }
}

fn union(reading: &mut Reading<'_>, node: &Node) -> Option<Configuration> {
    let names = MEMBERS.map(|(name, ..)| name);
    let record = reading.record("a configuration", node, &names);
    let there: Vec<_> = MEMBERS.iter().filter(|(name, ..)| record.get(name).is_some()).collect();
    let [(name, kind, policy, more)] = there.as_slice() else {
        if matches!(node.value, Value::Object(_)) {
            let message = format!("a configuration has exactly one of its members, not {}", there.len());
            reading.refuse(node, message, &format!("the members are {}", names.join(", ")));
        }
        return None;
    };
    let known: Vec<&str> =
        std::iter::once(*policy).filter(|name| !name.is_empty()).chain(more.iter().copied()).collect();
    let record = reading.record("the configuration", record.get(name)?, &known);
    let mut proposed = Configuration { resource_type: Some((*kind).to_owned()), ..Configuration::default() };
    match *name {
        "iamRole" => {
            proposed.policy = proposed_policy(reading, &record, policy, PolicyType::Trust, "trustPolicy")
        }
        "kmsKey" => {
            if let Some(policies) = record.get(policy) {
                let policies = reading.record("`keyPolicies`", policies, &["default"]);
                proposed.policy =
                    proposed_policy(reading, &policies, "default", PolicyType::Resource, "resourcePolicy");
            }
            if let (Some(None), Some(node)) = (&proposed.policy, record.get(policy)) {
                reading.fields.error(node, "a key has a key policy always");
            }
        }
        _ if policy.is_empty() => {}
        _ => {
            proposed.policy =
                proposed_policy(reading, &record, policy, PolicyType::Resource, "resourcePolicy")
        }
    }
    if let Some(node) = record.get("bucketAclGrants") {
        let items = reading.fields.array("bucketAclGrants", node);
        proposed.acl = Some(items.iter().filter_map(|item| acl_grant(reading, item)).collect());
    }
    if let Some(node) = record.get("bucketPublicAccessBlock") {
        proposed.block = block(reading, node);
    }
    if let Some(node) = record.get("accessPoints") {
        let points = reading.answer("`accessPoints`", node);
        let all: Vec<ProposedPoint> =
            points.members().filter_map(|(name, node)| access_point(reading, name, node)).collect();
        proposed.access_points = Some(all);
    }
    if let Some(node) = record.get("grants") {
        let items = reading.fields.array("grants", node).iter().enumerate();
        proposed.grants = Some(items.filter_map(|(at, item)| key_grant(reading, item, at)).collect());
    }
    shared_with(reading, &record, &mut proposed);
    if kind.ends_with("Snapshot") {
        let key = reading.text(&record, "kmsKeyId").filter(|key| !key.value.is_empty());
        proposed.encrypted = key.map(|_| true);
    }
    Some(proposed)
}

/// The policy of that name; an empty text takes it away.
fn proposed_policy(
    reading: &mut Reading<'_>,
    record: &Record<'_>,
    name: &str,
    policy_type: PolicyType,
    called: &str,
) -> Option<Option<Arc<Policy>>> {
    match &record.get(name)?.value {
        Value::String(text) if text.is_empty() => Some(None),
        _ => reading.policy(record, name, policy_type, called).map(|policy| Some(policy.value)),
    }
}

fn acl_grant(reading: &mut Reading<'_>, node: &Node) -> Option<AclGrant> {
    let record = reading.record("a grant of an ACL", node, &["permission", "grantee"]);
    let permission = reading.required(&record, "permission");
    let permission = permission.and_then(|said| acl_permission(reading, &said));
    let Some(to) = record.get("grantee") else {
        reading.required(&record, "grantee");
        return None;
    };
    let to = reading.record("a grantee", to, &["id", "uri"]);
    let said = match (reading.text(&to, "id"), reading.text(&to, "uri")) {
        (Some(said), None) | (None, Some(said)) => said,
        (Some(_), Some(_)) | (None, None) => {
            reading.fields.error(to.node, "a grantee has either `id` or `uri`");
            return None;
        }
    };
    let to = grantee(reading, &said);
    Some(AclGrant { grantee: to?, permission: permission? })
}

/// Both settings, which are needed.
fn block(reading: &mut Reading<'_>, node: &Node) -> Option<(bool, bool)> {
    const SETTINGS: [&str; 2] = ["ignorePublicAcls", "restrictPublicBuckets"];
    let record = reading.record("a Block Public Access configuration", node, &SETTINGS);
    let [ignore, restrict] = SETTINGS.map(|name| match record.get(name) {
        Some(node) => reading.fields.truth(name, node),
        None => {
            reading.fields.error(node, format!("a Block Public Access configuration has no `{name}`"));
            None
        }
    });
    Some((ignore?, restrict?))
}

fn access_point(reading: &mut Reading<'_>, arn: &str, node: &Node) -> Option<ProposedPoint> {
    let known = ["accessPointPolicy", "publicAccessBlock", "networkOrigin"];
    let record = reading.record("an access point", node, &known);
    let valid = segments_of(arn).is_some_and(|[_, _, service, _, account, rest]| {
        service.starts_with("s3") && is_account(account) && rest.starts_with("accesspoint/")
    });
    if !valid {
        reading.fields.error(node, format!("{} is not the ARN of an access point", quoted(arn)));
        return None;
    }
    let policy =
        proposed_policy(reading, &record, "accessPointPolicy", PolicyType::Resource, "accessPointPolicy");
    let block = match record.get("publicAccessBlock") {
        Some(node) => Some(block(reading, node)?),
        None => None,
    };
    let vpc = match record.get("networkOrigin") {
        Some(node) => Some(network_origin(reading, node)?),
        None => None,
    };
    Some(ProposedPoint { arn: arn.to_owned(), policy, vpc, block })
}

/// The VPC that requests must come from; none if it is the Internet.
fn network_origin(reading: &mut Reading<'_>, node: &Node) -> Option<Option<String>> {
    let origin = reading.record("a network origin", node, &["vpcConfiguration", "internetConfiguration"]);
    match (origin.get("vpcConfiguration"), origin.get("internetConfiguration")) {
        (Some(vpc), None) => {
            let vpc = reading.record("a VPC configuration", vpc, &["vpcId"]);
            reading.required(&vpc, "vpcId").map(|vpc| Some(vpc.value))
        }
        (None, Some(_)) => Some(None),
        (Some(_), Some(_)) | (None, None) => {
            let message = "a network origin has either `vpcConfiguration` or `internetConfiguration`";
            reading.fields.error(node, message);
            None
        }
    }
}

fn key_grant(reading: &mut Reading<'_>, node: &Node, at: usize) -> Option<KeyGrant> {
    let known = ["operations", "granteePrincipal", "retiringPrincipal", "constraints", "issuingAccount"];
    let record = reading.record("a grant", node, &known);
    let grantee = reading.required(&record, "granteePrincipal").filter(|said| key_grantee(reading, said));
    let operations = reading.texts(&record, "operations");
    let operations = operations.filter(|said| key_operations(reading, said));
    if record.get("operations").is_none() {
        reading.required(&record, "operations");
    }
    let retiring = reading.text(&record, "retiringPrincipal");
    let issuer = reading.text(&record, "issuingAccount");
    let (mut subset, mut equals) = (None, None);
    if let Some(constraints) = record.get("constraints") {
        let known = ["encryptionContextEquals", "encryptionContextSubset"];
        let constraints = reading.record("the constraints of a grant", constraints, &known);
        equals = reading.pairs(&constraints, "encryptionContextEquals");
        subset = reading.pairs(&constraints, "encryptionContextSubset");
    }
    let value = |said: At<String>| said.value;
    Some(KeyGrant {
        name: format!("grants[{at}]"),
        grantee: grantee?.value,
        operations: operations?.value.into_iter().map(value).collect(),
        encryption_context: subset.map(|pairs| pairs.value).unwrap_or_default(),
        encryption_context_equals: equals.map(|pairs| pairs.value).unwrap_or_default(),
        retiring: retiring.map(value),
        issuer: issuer.map(value),
    })
}

/// Whom a snapshot is shared with: `userIds` and `groups`, each of which stays as it is if it is left out, or the `accountIds` of
/// the attribute `restore`, which say both.
fn shared_with(reading: &mut Reading<'_>, record: &Record<'_>, proposed: &mut Configuration) {
    const ALL: &str = "all";
    if let Some(accounts) = reading.texts(record, "userIds") {
        let mut all = Vec::new();
        for account in accounts.value {
            if account.value == ALL {
                let message = "`all` is not an account";
                let hint = "that a snapshot is public is said by `\"groups\": [\"all\"]`";
                reading
                    .fields
                    .diagnostics
                    .push(Diagnostic::error(account.place.span, message).with_hint(hint));
            } else if reading.is_account(&account) {
                all.push(account.value);
            }
        }
        proposed.shared_accounts = Some(all);
    }
    if let Some(groups) = reading.texts(record, "groups") {
        for group in groups.value.iter().filter(|group| group.value != ALL) {
            let message = format!("{} is not a group that a snapshot is shared with", quoted(&group.value));
            let hint = "the only group is `all`; accounts are named by `userIds`";
            reading.fields.diagnostics.push(Diagnostic::error(group.place.span, message).with_hint(hint));
        }
        proposed.shared_with_all = Some(!groups.value.is_empty());
    }
    let Some(node) = record.get("attributes") else { return };
    let attributes = reading.record("the attributes of a snapshot", node, &["restore"]);
    let Some(restore) = attributes.get("restore") else { return };
    let restore = reading.record("an attribute of a snapshot", restore, &["accountIds"]);
    let Some(accounts) = reading.texts(&restore, "accountIds") else { return };
    let mut all = Vec::new();
    for account in &accounts.value {
        if account.value != ALL && reading.is_account(account) {
            all.push(account.value.clone());
        }
    }
    proposed.shared_accounts = Some(all);
    proposed.shared_with_all = Some(accounts.value.iter().any(|account| account.value == ALL));
}
