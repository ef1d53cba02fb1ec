//! Access findings as JSON, in our own form.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::request::request_json;
use crate::findings::{Analysis, Change, Compared, Finding, Kind, Source};

/// All findings, one object.
pub fn access_findings_json(analysis: &Analysis) -> Value {
    let findings: Vec<Value> = analysis.findings.iter().map(access_finding_json).collect();
    json!({ "resources": analysis.resources, "findings": findings })
}

/// Findings that were compared with others, or put aside, as one object; each is there as the JSON that is kept of it.
/// `change` and `was` are there only where there is something to compare with.
pub fn compared_findings_json(
    all: &[Compared<'_>],
    resources: usize,
    changes: Option<&BTreeMap<Change, usize>>,
) -> String {
    let mut text = format!("{{\"resources\":{resources},");
    if let Some(changes) = changes {
        let count = |change: Change| changes.get(&change).copied().unwrap_or(0);
        let counts = Change::ALL.map(|change| (change.name().to_owned(), json!(count(change))));
        text.push_str(&format!("\"changes\":{},", Value::Object(counts.into_iter().collect())));
    }
    text.push_str("\"findings\":[");
    for (at, one) in all.iter().enumerate() {
        let is_gone = one.change == Change::Resolved;
        let status = if is_gone { "RESOLVED" } else { one.finding.status.name() };
        text.push_str(if at == 0 { "{" } else { ",{" });
        if changes.is_some() {
            text.push_str(&format!("\"change\":\"{}\",", one.change.name()));
        }
        text.push_str(&format!("\"status\":\"{status}\","));
        let inside = one.finding.json.strip_prefix('{').and_then(|json| json.strip_suffix('}'));
        text.push_str(inside.unwrap_or_default());
        if let Some(was) = one.was {
            let inside = was.json.strip_prefix('{').unwrap_or_default();
            text.push_str(&format!(",\"was\":{{\"status\":\"{}\",{inside}", was.status.name()));
        }
        text.push('}');
    }
    text.push_str("]}\n");
    text
}

/// The same of findings that were neither compared nor put aside: what [`access_findings_json`] makes of them.
pub fn plain_findings_json(all: &[Compared<'_>], resources: usize) -> String {
    let findings: Vec<&str> = all.iter().map(|one| one.finding.json.as_str()).collect();
    format!("{{\"resources\":{resources},\"findings\":[{}]}}\n", findings.join(","))
}

/// One finding. Its conditions keep operator and all values.
pub fn access_finding_json(finding: &Finding) -> Value {
    let mut fields = Map::new();
    let mut set = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    set("id", json!(finding.id()));
    set("kind", json!(finding.kind.name()));
    if finding.kind == Kind::Error && finding.sought != Kind::ExternalAccess {
        set("sought", json!(finding.sought.name()));
    }
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
    set("allowedActions", json!(finding.allowed));
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
