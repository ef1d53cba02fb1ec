//! Access findings as JSON, in our own form.

use serde_json::{Map, Value, json};

use super::request::request_json;
use crate::findings::{Analysis, Finding, Source};

/// All findings, one object.
pub fn access_findings_json(analysis: &Analysis) -> Value {
    let findings: Vec<Value> = analysis.findings.iter().map(access_finding_json).collect();
    json!({ "resources": analysis.resources, "findings": findings })
}

/// One finding. Its conditions keep operator and all values.
pub fn access_finding_json(finding: &Finding) -> Value {
    let mut fields = Map::new();
    let mut set = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    set("id", json!(finding.id()));
    set("kind", json!(finding.kind.name()));
    set("resource", json!(finding.resource));
    set("resourceType", json!(finding.resource_type));
    set("resourceOwnerAccount", json!(finding.account));
    set("isPublic", json!(finding.is_public));
    set("principal", json!({ (finding.principal_type()): finding.principal() }));
    let conditions = finding.conditions();
    let conditions: Vec<Value> = conditions
        .map(|(operator, key, values)| json!({ "operator": operator, "key": key, "values": values }))
        .collect();
    set("conditions", Value::Array(conditions));
    set("actions", json!(finding.actions));
    set("sources", finding.sources.iter().map(source).collect());
    let by = finding.by.iter().map(|by| {
        json!({
            "policyType": by.policy_type.name(),
            "policy": by.name,
            "statementIndex": by.statement_index,
            "sid": by.sid,
        })
    });
    set("reasons", by.collect());
    if !finding.chain.is_empty() {
        set("chain", json!(finding.chain));
    }
    if let Some(reason) = &finding.reason {
        set("reason", json!(reason));
    }
    set("witnesses", finding.witness.iter().map(request_json).collect());
    let assumptions: Vec<_> = finding.assumptions.iter().map(|assumption| assumption.name()).collect();
    set("assumptions", json!(assumptions));
    Value::Object(fields)
}

fn source(source: &Source) -> Value {
    match source {
        Source::AccessPoint(arn) => json!({ "type": source.name(), "accessPointArn": arn }),
        Source::AccessPointAccount(Some(account)) => {
            json!({ "type": source.name(), "accessPointAccount": account })
        }
        Source::Policy | Source::BucketAcl | Source::AccessPointAccount(None) => {
            json!({ "type": source.name() })
        }
    }
}
