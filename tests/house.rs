//! The house rules that a machine can check.

#![expect(clippy::expect_used, reason = "a test that cannot read the sources has failed")]

use std::path::{Path, PathBuf};

/// The modules in the order of the flow: each uses only those before it.
const FLOW: [&str; 15] = [
    "parse",
    "model",
    "eval",
    "automata",
    "formula",
    "decide",
    "witness",
    "containment",
    "question",
    "findings",
    "lint",
    "report",
    "input",
    "batch",
    "cli",
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The code of a file without its tests and comments.
fn code(path: &Path) -> String {
    let text = std::fs::read_to_string(path).expect("a source file");
    let text = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn modules_use_only_those_before_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut back_edges = Vec::new();
    let mut edges = 0;
    for (at, module) in FLOW.iter().enumerate() {
        for path in sources(&root.join(module)) {
            let code = code(&path);
            for (other_at, other) in FLOW.iter().enumerate() {
                if code.contains(&format!("crate::{other}::")) || code.contains(&format!("crate::{{{other}"))
                {
                    edges += 1;
                    if other_at > at {
                        back_edges.push(format!("{} uses {other}", path.display()));
                    }
                }
            }
        }
    }
    assert!(back_edges.is_empty(), "{back_edges:#?}");
    assert!(edges > 40, "only {edges} uses were found: the test no longer sees them");
}

#[test]
fn every_module_has_its_place_in_the_flow() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in std::fs::read_dir(&root).expect("the sources") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        assert!(
            !path.is_dir() || name == "build" || FLOW.contains(&name.as_str()),
            "{name} has no place in the flow"
        );
    }
}

#[test]
fn files_are_short_and_named() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut lengths = Vec::new();
    for path in sources(&root.join("src")) {
        let lines = std::fs::read_to_string(&path).expect("a source file").lines().count();
        assert!(lines <= 700, "{} has {lines} lines", path.display());
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(
            !["util", "utils", "common", "helper", "helpers", "manager", "misc"].contains(&name.as_str())
        );
        lengths.push(lines);
    }
    lengths.sort_unstable();
    assert!(
        lengths.get(lengths.len() / 2).is_some_and(|&median| median <= 200),
        "the median file is too long"
    );
}

#[test]
fn front_pages_hold_no_logic() {
    for path in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        if path.file_name().is_some_and(|name| name == "mod.rs") {
            assert!(!code(&path).contains("fn "), "{} has a function", path.display());
        }
    }
}

#[test]
fn nothing_else_stands_at_the_top() {
    let allowed = [
        "Cargo.toml",
        "Cargo.lock",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "src",
        "encodings",
        "tests",
        "benchmarks",
        "papers",
        // The guide and its worlds: what the issues call "README or its guide".
        "docs",
        "target",
    ];
    for entry in std::fs::read_dir(env!("CARGO_MANIFEST_DIR")).expect("the package") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        assert!(name.starts_with('.') || allowed.contains(&name.as_str()), "{name} stands at the top");
    }
}
