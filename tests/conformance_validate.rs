//! What AWS's policy validation said of its own managed policies, and what we say: codes, paths and spans.
//!
//! `conformance/validate-policy.jsonl` has 760 answers of the service. The policies of 21 of them, none of which has a finding,
//! are no longer published, and are left out. The service was given the documents with their members in another order than
//! they are published in, so of spans the lengths are compared. Every difference stands below with its reason; the test fails
//! on any other one, and on one that is no more.

#![expect(clippy::expect_used, reason = "a test that cannot read its own data has failed")]
#![expect(clippy::print_stderr, reason = "a test that is skipped says why")]

mod managed;

use std::collections::{BTreeMap, BTreeSet};

use hornbeam::lint::{Category, Finding, Location, Origin, OwnedStep, Validation};
use hornbeam::model::PolicyType;
use hornbeam::parse::Source;
use hornbeam::question::Prover;
use serde_json::Value;

/// Policies for which the service seems to have had no answer at all, which reads as no finding.
const NO_ANSWER: [(&str, &str); 2] = [
    ("AWS_ConfigRole", "far beyond the quota, of which AWS says nothing here and everywhere else"),
    ("SageMakerStudioProjectProvisioningRolePolicy", "far beyond the quota, as the one above"),
];

/// Differences: the policy, what we say more (`+`) or do not say (`-`), and why.
const DIFFERENCES: [(&str, &str, &str); 3] = [
    (
        "AWSMarketplaceImageBuildFullAccess",
        "+EQUIVALENT_TO_NULL_FALSE Statement/1/Condition/StringLike/ec2:ResourceTag/marketplace-image-build:build-id@3",
        "the same condition that the service reports in other policies, also on tags whose names have a colon",
    ),
    (
        "AWSMarketplaceImageBuildFullAccess",
        "+EQUIVALENT_TO_NULL_FALSE Statement/9/Condition/StringLike/aws:RequestTag/marketplace-image-build:build-id@3",
        "the same",
    ),
    (
        "SageMakerStudioProjectRoleMachineLearningPolicy",
        "-ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE Statement/7/Action/5@20 Statement/7/Condition/StringEquals/key:aws:ResourceTag/AmazonDataZoneProject@39",
        "the reference has tag keys for `sagemaker-mlflow` now",
    ),
];

/// Errors in managed policies: the policy, the code, and why it is right.
const ERRORS: [(&str, &str, &str); 13] = [
    (
        "AWSAuditManagerAdministratorAccess",
        "MISSING_QUALIFIER",
        "the service says so too: `events:detail-type` has several values",
    ),
    ("AWSCodeStarFullAccess", "INVALID_ACTION", "the service says so too"),
    (
        "AmazonDataZoneSageMakerEnvironmentRolePermissionsBoundary",
        "INVALID_SERVICE_IN_ACTION",
        "`elastic-inference`, which the service reports in the policy below",
    ),
    ("AmazonSageMakerFullAccess", "INVALID_SERVICE_IN_ACTION", "the service says so too"),
    ("BatchServiceRolePolicy", "INVALID_SERVICE", "the service says so too"),
    ("RDSCloudHsmAuthorizationRole", "INVALID_ACTION", "the service says so too: CloudHSM Classic is gone"),
    (
        "ResourceGroupsTaggingAPITagUntagSupportedResources",
        "INVALID_SERVICE_IN_ACTION",
        "the service says so too",
    ),
    (
        "AmazonDataZoneGlueManageAccessRolePolicy",
        "INVALID_SERVICE_CONDITION_KEY",
        "the service says so too: Lake Formation has no key `lakeformation:GlueARN`",
    ),
    (
        "CloudTrailEventContext",
        "MISSING_QUALIFIER",
        "the service says so too: `events:detail-type` has several values",
    ),
    ("CloudWatchApplicationSignalsFullAccess", "INVALID_SERVICE_PRINCIPAL_FORMAT", "the service says so too"),
    (
        "CloudWatchApplicationSignalsReadOnlyAccess",
        "INVALID_SERVICE_PRINCIPAL_FORMAT",
        "the service says so too",
    ),
    (
        "SageMakerStudioProjectProvisioningRolePolicy",
        "INVALID_SERVICE_PRINCIPAL_FORMAT",
        "a name of two parts, which the service reports in the two above",
    ),
    (
        "SageMakerStudioProjectProvisioningRolePolicy",
        "MISSING_QUALIFIER",
        "as in the other policies: `events:detail-type` has several values",
    ),
];

fn found(name: &str, text: &str) -> Vec<Finding> {
    let validation = Validation {
        policy_type: PolicyType::Identity,
        resource_kind: None,
        origins: &[Origin::Aws],
        prover: &Prover::default(),
    };
    validation.file(&Source::new(name, text))
}

/// The document on one line, with a space behind each comma and colon, as the service was given it.
fn on_one_line(text: &str) -> String {
    let (mut inside, mut escaped, mut line) = (false, false, String::new());
    for character in text.chars().filter(|character| *character != '\n') {
        if inside || character != ' ' {
            line.push(character);
        }
        if !inside && matches!(character, ',' | ':') {
            line.push(' ');
        }
        if character == '"' && !escaped {
            inside = !inside;
        }
        escaped = inside && character == '\\' && !escaped;
    }
    line
}

fn ours(finding: &Finding) -> String {
    let step = |step: &OwnedStep| match step {
        OwnedStep::Index(index) => index.to_string(),
        OwnedStep::Key(key) => format!("key:{key}"),
        OwnedStep::Value(key) => key.clone(),
        OwnedStep::Substring { start, length } => format!("part:{start}+{length}"),
    };
    let location = |location: &Location| {
        let path: Vec<String> = location.path.iter().map(step).collect();
        format!("{}@{}", path.join("/"), location.span.end - location.span.start)
    };
    let places: Vec<String> = finding.locations.iter().map(location).collect();
    format!("{} {}", finding.check.code, places.join(" "))
}

fn theirs(finding: &Value) -> String {
    let step = |step: &Value| match (&step["index"], &step["key"], &step["value"], &step["substring"]) {
        (Value::Number(index), _, _, _) => index.to_string(),
        (_, Value::String(key), _, _) => format!("key:{key}"),
        (_, _, Value::String(key), _) => key.clone(),
        (_, _, _, part) => format!("part:{}+{}", part["start"], part["length"]),
    };
    let location = |location: &Value| {
        let path: Vec<String> = location["path"].as_array().into_iter().flatten().map(step).collect();
        let offset = |end: &str| {
            let offset = location.pointer(&format!("/span/{end}/offset"));
            offset.and_then(Value::as_u64).expect("an offset")
        };
        format!("{}@{}", path.join("/"), offset("end") - offset("start"))
    };
    let places: Vec<String> = finding["locations"].as_array().into_iter().flatten().map(location).collect();
    format!("{} {}", finding["issueCode"].as_str().unwrap_or_default(), places.join(" "))
}

fn code(finding: &str) -> &str {
    finding.split(' ').next().unwrap_or_default()
}

/// What is more in the first list, with repetitions.
fn more(these: &[String], those: &[String]) -> Vec<String> {
    let mut left = those.to_vec();
    let mut more = Vec::new();
    for finding in these {
        match left.iter().position(|other| other == finding) {
            Some(at) => drop(left.remove(at)),
            None => more.push(finding.clone()),
        }
    }
    more
}

#[test]
fn aws_says_the_same() {
    let Some((_, versions)) = managed::folders() else { return };
    let (mut policies, mut exact, mut findings, mut missed) = (0, 0, 0, 0);
    let mut differences = BTreeSet::new();
    let mut unanswered = BTreeSet::new();
    for line in include_str!("conformance/validate-policy.jsonl").lines() {
        let row: Value = serde_json::from_str(line).expect("a row is JSON");
        let text = |field: &str| row[field].as_str().expect("a text").to_owned();
        let (name, version) = (text("policy_name"), text("version"));
        let expected = row["expected"].as_array().expect("a list of findings");
        let Ok(document) = std::fs::read_to_string(versions.join(&name).join(format!("{version}.json")))
        else {
            assert!(expected.is_empty(), "{name} {version} is no longer published");
            continue;
        };
        let theirs: Vec<String> = expected.iter().map(theirs).collect();
        let ours: Vec<String> = found(&name, &on_one_line(&document)).iter().map(ours).collect();
        let codes = |findings: &[String]| {
            let mut codes: Vec<String> = findings.iter().map(|finding| code(finding).to_owned()).collect();
            codes.sort();
            codes
        };
        let (our_codes, their_codes) = (codes(&ours), codes(&theirs));
        policies += 1;
        findings += theirs.len();
        missed += more(&their_codes, &our_codes).len();
        exact += usize::from(our_codes == their_codes);
        if NO_ANSWER.iter().any(|(policy, _)| *policy == name) && theirs.is_empty() && !ours.is_empty() {
            unanswered.insert(name);
            continue;
        }
        differences.extend(more(&ours, &theirs).into_iter().map(|more| (name.clone(), format!("+{more}"))));
        differences.extend(more(&theirs, &ours).into_iter().map(|less| (name.clone(), format!("-{less}"))));
    }
    assert!(exact * 100 >= policies * 95, "{exact} of {policies}: {differences:#?}");
    assert!(missed * 10 <= findings, "{missed} of {findings}: {differences:#?}");
    let known: BTreeSet<(String, String)> =
        DIFFERENCES.iter().map(|(name, what, _)| ((*name).to_owned(), (*what).to_owned())).collect();
    let news: Vec<_> = differences.difference(&known).collect();
    let gone: Vec<_> = known.difference(&differences).collect();
    assert!(news.is_empty(), "new differences: {news:#?}");
    assert!(gone.is_empty(), "no longer different: {gone:#?}");
    assert_eq!(unanswered.len(), NO_ANSWER.len(), "{unanswered:?}");
}

#[test]
fn every_error_in_a_managed_policy_is_right() {
    let Some((latest, _)) = managed::folders() else { return };
    let mut errors: BTreeMap<(String, &str), Vec<String>> = BTreeMap::new();
    let texts = managed::texts(&latest);
    assert!(texts.len() > 1_500, "{}", texts.len());
    for (name, text) in texts {
        for finding in found(&name, &text).iter().filter(|finding| finding.check.category == Category::Error)
        {
            errors.entry((name.clone(), finding.check.code)).or_default().push(ours(finding));
        }
    }
    let known: BTreeSet<(String, &str)> =
        ERRORS.iter().map(|(name, code, _)| ((*name).to_owned(), *code)).collect();
    let news: Vec<_> = errors.iter().filter(|(error, _)| !known.contains(error)).collect();
    let gone: Vec<_> = known.iter().filter(|error| !errors.contains_key(error)).collect();
    assert!(news.is_empty(), "new errors: {news:#?}");
    assert!(gone.is_empty(), "no longer errors: {gone:#?}");
}
