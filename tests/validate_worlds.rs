//! What validation says of the worlds in `tests/corpus/validate-worlds`, and of those in the checks' pages.
//!
//! A file is `{"cases": [CASE…]}`; a case has a `name`, a `why`, a `world` in its own format or `files` by name, the day
//! `today` if ages are counted, the codes that it `has`, each with the principals, and those that it `lacks`. What a finding of
//! a principal (`CODE PRINCIPAL`) `says` lists words of it and of its statements (`POLICY/INDEX`); of a request that shows it,
//! the `action`.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot read its own cases has failed"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use hornbeam::input::read_world;
use hornbeam::lint::world::{Assessment, WorldFinding, assess, world_check, world_checks};
use hornbeam::lint::{Category, Evidence, checks};
use hornbeam::model::day_of;
use hornbeam::parse::Source;
use hornbeam::question::Prover;
use serde_json::Value;

fn cases() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/validate-worlds");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut cases = Vec::new();
    for path in paths {
        let file = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let corpus: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        for case in corpus["cases"].as_array().unwrap() {
            let known = ["name", "why", "world", "files", "today", "has", "lacks", "says"];
            let odd: Vec<_> =
                case.as_object().unwrap().keys().filter(|key| !known.contains(&key.as_str())).collect();
            assert!(odd.is_empty() && case["why"].is_string(), "{file}: {odd:?}");
            cases.push((format!("{file}/{}", case["name"].as_str().unwrap()), case.clone()));
        }
    }
    cases
}

fn assessed(name: &str, sources: &[Source], today: Option<&str>) -> Assessment {
    let (world, diagnostics) = read_world(sources);
    let world = world.unwrap_or_else(|| panic!("{name}: {diagnostics:?}"));
    let assessment = assess(&Prover::default(), &world, today.map(|day| day_of(day).unwrap()));
    assert!(assessment.undecided.is_empty(), "{name}: {:?}", assessment.undecided);
    assessment
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().map(|text| text.as_str().unwrap()).collect()
}

/// Whatever a case may ask of a finding.
fn said(finding: &WorldFinding) -> String {
    let mut text = finding.details.clone();
    for by in &finding.statements {
        text.push_str(&format!(" {}/{}", by.name, by.statement_index));
    }
    for evidence in &finding.evidence {
        match evidence {
            Evidence::Witness(request) => {
                text.push_str(&format!(
                    " {} {} on {}",
                    request.principal.text(),
                    request.action,
                    request.resource
                ));
            }
            Evidence::None { requests, .. } => text.push_str(&format!(" no request {requests}")),
        }
    }
    text
}

#[test]
fn cases_have_what_they_say() {
    let mut wrong = Vec::new();
    for (name, case) in cases() {
        let mut sources: Vec<Source> = Vec::new();
        if case["world"].is_object() {
            sources.push(Source::new("world.json", case["world"].to_string()));
        }
        for (file, content) in case["files"].as_object().into_iter().flatten() {
            let text = content.as_str().map_or_else(|| content.to_string(), str::to_owned);
            sources.push(Source::new(file.clone(), text));
        }
        let assessment = assessed(&name, &sources, case["today"].as_str());
        let mut have: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for finding in &assessment.findings {
            have.entry(finding.check.code).or_default().push(&finding.principal);
        }
        for (code, principals) in case["has"].as_object().into_iter().flatten() {
            if have.get(code.as_str()) != Some(&texts(principals)) {
                wrong.push(format!("{name}: not {code} of {principals}, but {have:?}"));
            }
        }
        for code in texts(&case["lacks"]) {
            if let Some(principals) = have.get(code) {
                let finding = assessment.findings.iter().find(|finding| finding.check.code == code);
                wrong.push(format!("{name}: {code} of {principals:?}: {}", said(finding.unwrap())));
            }
        }
        for (code, words) in case["says"].as_object().into_iter().flatten() {
            let of_code = assessment.findings.iter().filter(|finding| finding.check.code == code);
            let found: Vec<String> = of_code.map(said).collect();
            for word in texts(words) {
                if !found.iter().any(|text| text.contains(word)) {
                    wrong.push(format!("{name}: {code} does not say {word}: {found:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_check_has_cases_for_and_against() {
    let (mut has, mut lacks) = (BTreeSet::new(), BTreeSet::new());
    for (name, case) in cases() {
        let firing = case["has"].as_object().into_iter().flatten().map(|(code, _)| code.clone());
        has.extend(firing);
        lacks.extend(texts(&case["lacks"]).into_iter().map(str::to_owned));
        for code in has.iter().chain(&lacks) {
            assert!(world_check(code).is_some(), "{name}: there is no check {code}");
        }
    }
    for check in world_checks() {
        assert!(
            has.contains(check.code) && lacks.contains(check.code),
            "no case for and against {}",
            check.code
        );
    }
}

#[test]
fn every_page_shows_what_it_says() {
    let codes = |world: &str| -> BTreeSet<&str> {
        let assessment = assessed(world, &[Source::new("world.json", world)], None);
        assessment.findings.iter().map(|finding| finding.check.code).collect()
    };
    for check in world_checks() {
        let (with, without) = (codes(check.example), codes(check.instead));
        assert!(with.contains(check.code), "{}: the example has {with:?}", check.code);
        assert!(!without.contains(check.code), "{}: what to have instead has it too", check.code);
        for sentence in [check.finds, check.why] {
            assert!(sentence.ends_with('.') && sentence.len() > 20, "{}: {sentence}", check.code);
        }
        assert!(checks().all(|other| other.code != check.code), "{} twice", check.code);
        assert!(!check.title.ends_with('.') && check.category != Category::Error, "{}", check.code);
    }
}
