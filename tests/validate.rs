//! What validation says of the documents in `tests/corpus/validate`.
//!
//! A file is `{"cases": [CASE…]}`; a case has a `name`, a `why`, a `document` (or `text`, where that is not JSON), its
//! `type` (`identity` unless given) and `resourceType`; the codes that it `has`, each with the path of its first place
//! (`Statement/0/Action/1`; a key is `key:NAME`, a part `part:START+LENGTH`; `""` is the document), and those that it `lacks`.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot read its own cases has failed"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use hornbeam::lint::{Category, Finding, Origin, OwnedStep, ResourceKind, Validation, check, checks};
use hornbeam::model::PolicyType;
use hornbeam::parse::Source;
use hornbeam::question::Prover;
use serde_json::Value;

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/validate");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn cases() -> Vec<(String, Value)> {
    let mut cases = Vec::new();
    for path in files() {
        let file = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let corpus: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        for case in corpus["cases"].as_array().unwrap() {
            let known = ["name", "why", "document", "text", "type", "resourceType", "has", "lacks"];
            let odd: Vec<_> =
                case.as_object().unwrap().keys().filter(|key| !known.contains(&key.as_str())).collect();
            assert!(odd.is_empty(), "{file}: {odd:?}");
            cases.push((format!("{file}/{}", case["name"].as_str().unwrap()), case.clone()));
        }
    }
    cases
}

fn found(case: &Value) -> Vec<Finding> {
    let text = case["text"].as_str().map_or_else(|| case["document"].to_string(), str::to_owned);
    let kind = case["resourceType"].as_str().map(|name| ResourceKind::parse(name).unwrap());
    let policy_type =
        case["type"].as_str().map_or(PolicyType::Identity, |name| PolicyType::parse(name).unwrap());
    let validation = Validation {
        policy_type: kind.map_or(policy_type, ResourceKind::policy_type),
        resource_kind: kind,
        origins: &[Origin::Aws, Origin::Hornbeam],
        prover: &Prover::default(),
    };
    validation.file(&Source::new("policy.json", text))
}

fn path(finding: &Finding) -> String {
    let step = |step: &OwnedStep| match step {
        OwnedStep::Index(index) => index.to_string(),
        OwnedStep::Key(key) => format!("key:{key}"),
        OwnedStep::Value(key) => key.clone(),
        OwnedStep::Substring { start, length } => format!("part:{start}+{length}"),
    };
    finding.locations[0].path.iter().map(step).collect::<Vec<_>>().join("/")
}

fn texts(value: &Value) -> impl Iterator<Item = &str> {
    value.as_array().into_iter().flatten().map(|text| text.as_str().unwrap())
}

#[test]
fn cases_have_what_they_say() {
    let mut wrong = Vec::new();
    for (name, case) in cases() {
        let found = found(&case);
        let mut have: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for finding in &found {
            have.entry(finding.check.code).or_default().push(path(finding));
        }
        for (code, place) in case["has"].as_object().into_iter().flatten() {
            let there = have
                .get(code.as_str())
                .is_some_and(|places| places.iter().any(|p| Some(p.as_str()) == place.as_str()));
            if !there {
                wrong.push(format!("{name}: no {code} at {place}, but {have:?}"));
            }
        }
        for code in texts(&case["lacks"]) {
            if let Some(places) = have.get(code) {
                wrong.push(format!("{name}: {code} at {places:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_check_has_cases_for_and_against() {
    let (mut has, mut lacks) = (BTreeSet::new(), BTreeSet::new());
    for (name, case) in cases() {
        for code in case["has"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(code, _)| code.as_str())
            .chain(texts(&case["lacks"]))
        {
            assert!(check(code).is_some(), "{name}: there is no check {code}");
        }
        has.extend(case["has"].as_object().into_iter().flatten().map(|(code, _)| code.clone()));
        lacks.extend(texts(&case["lacks"]).map(str::to_owned));
    }
    let without: Vec<&str> = checks()
        .map(|check| check.code)
        .filter(|code| !(has.contains(*code) && lacks.contains(*code)))
        .collect();
    assert!(without.is_empty(), "no case for and against: {without:?}");
}

#[test]
fn an_error_is_the_worst() {
    assert!(Category::Error < Category::SecurityWarning && Category::Warning < Category::Suggestion);
}
