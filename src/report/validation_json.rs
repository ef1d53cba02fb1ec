//! What validation found, as JSON: the API's shapes, with our own fields beside.

use serde_json::{Map, Value, json};

use super::json::span_json;
use super::request::{not_today, request_json};
use crate::lint::{Check, Evidence, Finding, Location, Origin, OwnedStep};
use crate::parse::Source;

/// The answer: `findings` as the API has them (`ValidatePolicyFinding`), each with `origin`, and `evidence` where it
/// speaks of all requests. `fails` says whether one of them is as bad as the caller would have none.
pub fn findings_json(source: &Source, findings: &[Finding], fails: bool) -> Value {
    json!({
        "question": "validate",
        "answer": if fails { "fails" } else { "holds" },
        "findings": findings.iter().map(|finding| finding_json(source, finding)).collect::<Vec<_>>(),
    })
}

fn finding_json(source: &Source, finding: &Finding) -> Value {
    let check = finding.check;
    let mut fields = Map::new();
    fields.insert("findingType".to_owned(), json!(check.category.name()));
    fields.insert("issueCode".to_owned(), json!(check.code));
    fields.insert("findingDetails".to_owned(), json!(finding.details));
    fields.insert("learnMoreLink".to_owned(), json!(learn_more(check)));
    let locations = finding.locations.iter().map(|location| location_json(source, location));
    fields.insert("locations".to_owned(), locations.collect());
    fields.insert("origin".to_owned(), json!(origin(check.origin)));
    match &finding.evidence {
        None => {}
        Some(Evidence::Witness(request)) => {
            let mut evidence = json!({"witness": request_json(request)});
            // Beside the request and not in it, so that it can be given to `simulate` as it is.
            if let (Some(lack), Value::Object(fields)) = (not_today(request), &mut evidence) {
                fields.insert("notToday".to_owned(), json!(lack.to_string()));
            }
            fields.insert("evidence".to_owned(), evidence);
        }
        Some(Evidence::None { requests, engine }) => {
            fields.insert("evidence".to_owned(), json!({"noRequest": requests, "engine": engine}));
        }
    }
    Value::Object(fields)
}

fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Aws => "aws",
        Origin::Hornbeam => "hornbeam",
    }
}

/// AWS's page for a code of its own, whose headings are categories and codes; for ours the command that prints the page.
fn learn_more(check: &Check) -> String {
    match check.origin {
        Origin::Aws => format!(
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-{}-{}",
            check.category.anchor(),
            check.code.to_ascii_lowercase().replace('_', "-")
        ),
        Origin::Hornbeam => format!("hornbeam explain {}", check.code),
    }
}

fn location_json(source: &Source, location: &Location) -> Value {
    let step = |step: &OwnedStep| match step {
        OwnedStep::Index(index) => json!({"index": index}),
        OwnedStep::Key(key) => json!({"key": key}),
        OwnedStep::Value(key) => json!({"value": key}),
        OwnedStep::Substring { start, length } => json!({"substring": {"start": start, "length": length}}),
    };
    let path: Vec<Value> = location.path.iter().map(step).collect();
    json!({"path": path, "span": span_json(source, location.span)})
}

/// The page of a check as one object.
pub fn check_json(check: &Check) -> Value {
    let example = |example: &crate::lint::Example| {
        json!({
            "type": example.policy_type.name(),
            "resourceType": example.resource_kind.map(|kind| kind.name()),
            "document": example.document,
        })
    };
    json!({
        "issueCode": check.code,
        "findingType": check.category.name(),
        "title": check.title,
        "origin": origin(check.origin),
        "finds": check.finds,
        "why": check.why,
        "example": example(&check.example),
        "instead": example(&check.instead),
    })
}
