//! AWS's own published verdicts for CheckNoNewAccess (`aws-samples/iam-access-analyzer-custom-policy-check-samples`,
//! MIT-0): every sound row is answered as AWS answers it. README's scoreboard is checked against the count.

#![expect(clippy::expect_used, reason = "a test that cannot read its own data has failed")]

use hornbeam::decide::{Budget, EngineChoice, Portfolio};
use hornbeam::formula::Universe;
use hornbeam::model::{Assumptions, Policy, PolicyType, lower};
use hornbeam::parse::{Source, read_policy};
use hornbeam::question::{Conclusion, Prover, no_new_access};
use serde_json::Value;

fn policy(row: &Value, field: &str, policy_type: PolicyType) -> Policy {
    let source = Source::new(field, row[field].to_string());
    let document = read_policy(&source).document.expect("a published sample parses");
    lower::lower(&document, policy_type, field).0.expect("a published sample is a policy")
}

#[test]
fn aws_published_verdicts() {
    let prover = Prover {
        portfolio: Portfolio::new(EngineChoice::Auto, None).expect("an engine"),
        budget: Budget::default(),
        universe: Universe::Any,
        assumptions: Assumptions::default(),
    };
    let (mut right, mut wrong) = (0, Vec::new());
    for line in include_str!("conformance/check-no-new-access.jsonl").lines() {
        let row: Value = serde_json::from_str(line).expect("a row is JSON");
        // One label contradicts its own policy text; as written the answer is the other one.
        let expected = match (row["expected"].as_str(), row.get("suspect_label")) {
            (Some("PASS"), None) | (Some("FAIL"), Some(_)) => Conclusion::Holds,
            (Some("FAIL"), None) | (Some("PASS"), Some(_)) => Conclusion::Fails,
            other => panic!("{other:?}"),
        };
        let policy_type = match (row["policy_type"].as_str(), row["resource_type"].as_str()) {
            (Some("IDENTITY_POLICY"), _) => PolicyType::Identity,
            (_, Some("AWS::IAM::AssumeRolePolicyDocument")) => PolicyType::Trust,
            _ => PolicyType::Resource,
        };
        let (existing, new) =
            (policy(&row, "existing_policy", policy_type), policy(&row, "new_policy", policy_type));
        let answer = no_new_access(&prover, &existing, &new);
        if answer.conclusion == expected {
            right += 1;
        } else {
            wrong.push(format!("{}: {:?} {:?}", row["id"], answer.conclusion, answer.unknown));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    let readme = include_str!("../README.md");
    assert!(
        readme.contains(&format!("{right} of {right}")),
        "README's scoreboard does not say {right} of {right}"
    );
}
