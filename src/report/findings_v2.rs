//! Access findings in the shapes of the Access Analyzer API (2019-11-01, botocore's model): an array of `GetFindingV2`
//! responses, which hold all that a `FindingSummaryV2` does.
//!
//! These shapes say less than a [`Finding`]: a condition is a key with one text (its values joined by commas; operators are
//! lost), there is no witness, and a kind of findings or of resources that the service does not have has no place.
//! Nothing is stated that the finding does not hold but the time, which the caller gives: the library reads no clock, and the
//! same world gives the same bytes. One time stands for all three that are wanted, as nothing is known of earlier
//! analyses.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::findings::{Analysis, Finding, Kind, Source, rcp_restriction, scp_restriction};
use crate::model::segments_of;
use crate::model::world::{Analysed, Kind as ResourceKind, World};

/// The service's error code; the other one, `ACCESS_DENIED`, is about what it was not let to read.
const ERROR: &str = "INTERNAL_ERROR";

/// Findings as the service tells them.
#[derive(Clone, Debug)]
pub struct FindingsV2 {
    /// `{"findings": [...]}`.
    pub json: Value,
    /// How many findings the service has no shape for.
    pub left_out: usize,
}

/// The findings of this world in the API's shapes, with the status of each in their order, analysed `at` a time as ISO 8601 writes it.
/// A finding without a status is `ACTIVE`.
pub fn access_findings_v2(
    analysis: &Analysis,
    statuses: &[&'static str],
    world: &World,
    at: &str,
) -> FindingsV2 {
    let statuses = statuses.iter().copied().chain(std::iter::repeat("ACTIVE"));
    let each = analysis.findings.iter().zip(statuses);
    let shaped = each.filter_map(|(finding, status)| finding_v2(finding, status, world, at));
    let findings: Vec<Value> = shaped.collect();
    let left_out = analysis.findings.len() - findings.len();
    FindingsV2 { json: json!({ "findings": findings }), left_out }
}

/// One finding; `None` if the service has no such.
fn finding_v2(finding: &Finding, status: &str, world: &World, at: &str) -> Option<Value> {
    let is_known =
        ResourceKind::named(&finding.resource_type).is_some_and(|kind| kind.analysed == Analysed::Findings);
    if !is_known {
        return None;
    }
    let sought = if finding.kind == Kind::Error { finding.sought } else { finding.kind };
    let (finding_type, details) = match sought {
        Kind::ExternalAccess if finding.kind == Kind::Error => {
            ("ExternalAccess", json!({ "externalAccessDetails": {} }))
        }
        Kind::ExternalAccess => {
            ("ExternalAccess", json!({ "externalAccessDetails": external(finding, world) }))
        }
        Kind::InternalAccess => {
            ("InternalAccess", json!({ "internalAccessDetails": internal(finding, world) }))
        }
        Kind::ServiceAccess | Kind::OneSettingAway | Kind::RoleChain | Kind::Error => return None,
    };
    let mut fields = Map::new();
    let mut set = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    set("id", json!(finding.id()));
    set("resource", json!(finding.resource));
    set("resourceType", json!(finding.resource_type));
    set("resourceOwnerAccount", json!(finding.account));
    set("status", json!(status));
    set("findingType", json!(finding_type));
    for name in ["createdAt", "analyzedAt", "updatedAt"] {
        set(name, json!(at));
    }
    if finding.kind == Kind::Error {
        set("error", json!(ERROR));
    }
    set("findingDetails", json!([details]));
    Some(Value::Object(fields))
}

/// `ExternalAccessDetails`.
fn external(finding: &Finding, world: &World) -> Map<String, Value> {
    let mut fields = common(finding, world);
    fields.insert("isPublic".to_owned(), json!(finding.is_public));
    fields.insert("principal".to_owned(), principal(finding));
    fields
}

/// `InternalAccessDetails`.
fn internal(finding: &Finding, world: &World) -> Map<String, Value> {
    let mut fields = common(finding, world);
    let name = finding.principal();
    let mut set = |field: &str, value: Value| fields.insert(field.to_owned(), value);
    set("principal", json!({ "AWS": name }));
    let Some([_, _, _, _, account, path]) = segments_of(&name) else { return fields };
    let access = if account == finding.account { "INTRA_ACCOUNT" } else { "INTRA_ORG" };
    set("accessType", json!(access));
    set("principalOwnerAccount", json!(account));
    // There is no word for a root user.
    let kinds = [("user/", "IAM_USER"), ("role/", "IAM_ROLE"), ("assumed-role/", "IAM_ROLE")];
    if let Some((_, kind)) = kinds.iter().find(|(start, _)| path.starts_with(start)) {
        set("principalType", json!(kind));
    }
    set("serviceControlPolicyRestriction", json!(scp_restriction(finding, world)));
    fields
}

/// What both have.
fn common(finding: &Finding, world: &World) -> Map<String, Value> {
    let mut fields = Map::new();
    let mut set = |field: &str, value: Value| fields.insert(field.to_owned(), value);
    set("action", json!(finding.allowed));
    set("condition", json!(condition(finding)));
    // Sources are told of buckets.
    if ["AWS::S3::Bucket", "AWS::S3Express::DirectoryBucket"].contains(&finding.resource_type.as_str()) {
        set("sources", finding.sources.iter().map(source).collect());
    }
    set("resourceControlPolicyRestriction", json!(rcp_restriction(finding, world)));
    fields
}

/// Who. Where access points of one account outside let people in that are not the public, the service names the account.
fn principal(finding: &Finding) -> Value {
    if let ([Source::AccessPointAccount(Some(account))], false, "*") =
        (finding.sources.as_slice(), finding.is_public, finding.principal().as_str())
    {
        return json!({ "AWS": account });
    }
    json!({ (finding.principal_type()): finding.principal() })
}

/// Conditions as key and text: what a key is to be absent for has none.
fn condition(finding: &Finding) -> BTreeMap<String, String> {
    let mut flat: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (operator, key, values) in finding.conditions() {
        let is_null = operator.rsplit(':').next() == Some("Null");
        let values = match values.as_slice() {
            // That the key is there, with whatever value.
            [value] if is_null && value == "false" => vec!["*".to_owned()],
            _ if is_null => continue,
            _ => values,
        };
        flat.entry(key).or_default().extend(values);
    }
    let joined = |values: BTreeSet<String>| values.into_iter().collect::<Vec<_>>().join(",");
    flat.into_iter().map(|(key, values)| (key, joined(values))).collect()
}

/// `FindingSource`.
fn source(source: &Source) -> Value {
    let detail = match source {
        Source::AccessPoint(arn) => json!({ "accessPointArn": arn }),
        Source::AccessPointAccount(Some(account)) => json!({ "accessPointAccount": account }),
        Source::Policy | Source::BucketAcl | Source::AccessPointAccount(None) => {
            return json!({ "type": source.name() });
        }
    };
    json!({ "type": source.name(), "detail": detail })
}
