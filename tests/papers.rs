//! The claims of `papers/` have their form, and what they rest on exists.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot read the claims has failed")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The files below a folder with this ending.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|end| end == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The names of the functions that are tests.
fn tests() -> BTreeSet<String> {
    let mut tests = BTreeSet::new();
    for folder in ["src", "tests"] {
        for path in files(&Path::new(ROOT).join(folder), "rs") {
            let text = read(&path);
            let after = text.split("#[test]").skip(1).filter_map(|rest| rest.split_once("fn "));
            tests.extend(after.filter_map(|(_, rest)| rest.split_once('(').map(|(name, _)| name.to_owned())));
        }
    }
    tests
}

/// The cases of the corpus, as `FILE/NAME`.
fn cases() -> BTreeSet<String> {
    let mut cases = BTreeSet::new();
    for path in files(&Path::new(ROOT).join("tests/corpus"), "toml") {
        let file = path.file_stem().expect("a name").to_string_lossy();
        let table: Table = read(&path).parse().expect("the corpus is TOML");
        let list = table.get("case").and_then(Value::as_array);
        let names = list.into_iter().flatten().filter_map(|case| case.get("name")?.as_str());
        cases.extend(names.map(|name| format!("{file}/{name}")));
    }
    cases
}

#[test]
fn every_claim_rests_on_something_that_exists() {
    let (tests, cases) = (tests(), cases());
    let mut wrong = Vec::new();
    let mut claims = 0;
    for path in files(&Path::new(ROOT).join("papers"), "toml") {
        let folder = path.parent().expect("a folder");
        assert!(folder.join("README.md").is_file(), "{} has no notes", folder.display());
        let paper: Table = read(&path).parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let text = |field: &str| paper.get(field).and_then(Value::as_str).unwrap_or_default();
        assert!(
            !text("title").is_empty() && !text("source").is_empty(),
            "{}: title or source",
            path.display()
        );
        assert!(["full-text", "abstract", "secondary"].contains(&text("read")), "{}: read", path.display());
        let mut names = BTreeSet::new();
        for claim in paper.get("claim").and_then(Value::as_array).expect("a paper has claims") {
            claims += 1;
            let claim = claim.as_table().expect("a claim is a table");
            let text = |field: &str| claim.get(field).and_then(Value::as_str).unwrap_or_default();
            let list = |field: &str| -> Vec<&str> {
                let list = claim.get(field).and_then(Value::as_array);
                list.into_iter().flatten().map(|value| value.as_str().expect("a list of texts")).collect()
            };
            let mut complain = |what: String| wrong.push(format!("{}: {what}", text("name")));
            let fields = ["name", "claim", "section", "status", "tests", "cases", "runs", "note"];
            for field in claim.keys().filter(|field| !fields.contains(&field.as_str())) {
                complain(format!("no field is called `{field}`"));
            }
            if text("name").is_empty() || text("claim").is_empty() || !names.insert(text("name").to_owned()) {
                complain("a claim has a text, and a name of its own".to_owned());
            }
            let supported = match text("status") {
                "holds-here" => !list("tests").is_empty() || !list("cases").is_empty(),
                "measured" => !list("runs").is_empty(),
                "differs" => !text("note").is_empty(),
                "not-tested" => true,
                other => panic!("{}: no status is called `{other}`", text("name")),
            };
            if !supported {
                complain(format!("`{}` needs more", text("status")));
            }
            for test in list("tests").into_iter().filter(|test| !tests.contains(*test)) {
                complain(format!("no test is called `{test}`"));
            }
            for case in list("cases").into_iter().filter(|case| !cases.contains(*case)) {
                complain(format!("no case is called `{case}`"));
            }
            for run in list("runs") {
                if !Path::new(ROOT).join("benchmarks/runs").join(run).is_file() {
                    complain(format!("no run is called `{run}`"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(claims > 10, "only {claims} claims were found");
}
