//! Reading the scenarios of `tests/corpus/simulate`.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot read its own data has failed"
)]

use hornbeam::input::read_scenario;
use hornbeam::model::Scenario;
use hornbeam::parse::Source;
use serde_json::Value;

/// Every case with its file's name and the text it stands in.
pub(crate) fn cases() -> Vec<(String, Value)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/simulate");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut cases = Vec::new();
    for path in paths {
        let file: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        assert!(
            file["source"].as_str().is_some_and(|source| source.contains("https://docs.aws.amazon.com/"))
        );
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        for case in file["cases"].as_array().unwrap() {
            cases.push((format!("{stem}/{}", case["name"].as_str().unwrap()), case.clone()));
        }
    }
    cases
}

/// The scenario of a case.
pub(crate) fn read(scenario: &Value) -> Scenario {
    let (scenario, diagnostics) = read_scenario(&Source::new("scenario", scenario.to_string()));
    scenario.unwrap_or_else(|| panic!("{diagnostics:?}"))
}
