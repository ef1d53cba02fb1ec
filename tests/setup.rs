//! The set-up of Z3: one version everywhere, and a binary that needs nothing beside it.

#![cfg(feature = "z3")]

use std::path::Path;
use std::process::Command;

#[test]
fn one_version_of_z3_everywhere() {
    let script = include_str!("../src/build.rs");
    assert!(script.contains("const VERSION: &str = \"5.4.\";"));
    assert!(include_str!("../.cargo/config.toml").contains("Z3_SYS_Z3_VERSION = \"5.4.0\""));
    assert!(include_str!("../src/build/requirements.txt").contains("z3-solver==5.4.0"));
}

/// A binary that was moved away, in an empty environment, still decides with Z3, and knows no build folder.
#[cfg(all(target_os = "linux", not(feature = "vendored")))]
#[test]
fn a_moved_binary_still_has_its_solver() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("moved");
    std::fs::create_dir_all(&folder).unwrap();
    let moved = folder.join("hornbeam");
    std::fs::copy(env!("CARGO_BIN_EXE_hornbeam"), &moved).unwrap();
    let [old, fixed] =
        ["old", "fixed"].map(|name| format!("{}/tests/readme/{name}.json", env!("CARGO_MANIFEST_DIR")));
    let output = Command::new(&moved)
        .env_clear()
        .current_dir("/")
        .args([
            "check",
            "no-new-access",
            "--engine",
            "z3",
            "--existing",
            &old,
            "--new",
            &fixed,
            "--format",
            "json",
        ])
        .args(["--assume", "bool-false-matches-other-text=differs"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    // The other way round a solver has to be asked.
    let output = Command::new(&moved)
        .env_clear()
        .current_dir("/")
        .args(["compare", "--engine", "z3", &old, &old.replace("old", "new"), "--format", "json"])
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("\"engine\":\"z3\""), "{output:?}");
    let libraries = Command::new("ldd").arg(&moved).output();
    if let Ok(libraries) = libraries {
        assert!(!String::from_utf8_lossy(&libraries.stdout).contains("libz3"), "{libraries:?}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
