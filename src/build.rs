//! Gives the Z3 bindings their library, so that a bare `cargo run` works on a fresh machine.
//!
//! The crate `z3-sys` has the linker look for a library named `z3`. On Linux this script builds one,
//! a static archive: the shared library's bytes, and a trampoline for each of its functions that
//! loads those bytes at the first call (`build/archive.rs`). So the program is one file, which can be
//! moved or installed; it starts as fast as without Z3; and tests of every kind link alike.
//! Elsewhere it is the shared library itself, found by its rpath.
//!
//! The library is the file that `HORNBEAM_Z3_LIBRARY` names, or else the system's if pkg-config says
//! that its version is right, or else the one of the Python package, which pip fetches
//! (`build/library.rs`).
//!
//! It also lists where the lines of the catalogue's table begin (`build/catalog.rs`).
//!
//! Not taken: linking the shared library everywhere (its folder would have to outlive the build, and
//! an rpath does not reach a documentation test); a static libz3 (nobody distributes a new one);
//! compiling it (half an hour, which is what the feature `vendored` is for).

use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

#[path = "build/archive.rs"]
mod archive;
#[path = "build/catalog.rs"]
mod catalog;
#[path = "build/library.rs"]
mod library;

/// How a usable version of Z3 starts: one minor version, since others number their enums
/// differently. `build/requirements.txt` and `.cargo/config.toml` name the same.
const VERSION: &str = "5.4.";

/// What can be done where no library is to be had; a line of its own.
const HINT: &str = "\nhint: set HORNBEAM_Z3_LIBRARY to the path of a shared libz3 5.4, or build with \
    `--no-default-features` (no Z3) or `--features vendored` (compiles Z3)";

fn main() {
    println!("cargo::rerun-if-changed=src/build.rs");
    println!("cargo::rerun-if-changed=src/build");
    println!("cargo::rerun-if-env-changed=HORNBEAM_Z3_LIBRARY");
    println!("cargo::rerun-if-env-changed=CC");
    let index = env::var("OUT_DIR").map_err(|error| format!("variable `OUT_DIR`: {error}"));
    if let Err(message) = index.and_then(|out| catalog::index(&PathBuf::from(out))) {
        println!("cargo::error={message}");
    }
    let set = |name| env::var_os(name).is_some();
    let wanted = set("CARGO_FEATURE_Z3") && !set("CARGO_FEATURE_VENDORED") && !set("DOCS_RS");
    if wanted && let Err(message) = provide() {
        message.lines().for_each(|line| println!("cargo::error={line}"));
    }
}

/// Tells cargo of a folder with a library `z3` in it.
fn provide() -> Result<(), String> {
    let variable = |name| env::var(name).map_err(|error| format!("variable `{name}`: {error}"));
    let (target, out) = (variable("TARGET")?, PathBuf::from(variable("OUT_DIR")?));
    let native = target == variable("HOST")?;
    let (wheel, embeds) = match target.as_str() {
        "x86_64-unknown-linux-gnu" => (Some("manylinux_2_27_x86_64"), true),
        "aarch64-unknown-linux-gnu" => (Some("manylinux_2_38_aarch64"), true),
        "x86_64-apple-darwin" => (Some("macosx_13_0_x86_64"), false),
        "aarch64-apple-darwin" => (Some("macosx_13_0_arm64"), false),
        _ => (None, false),
    };
    let library = match library::of_the_user()? {
        Some(library) => library,
        None => match native.then(library::of_the_system).flatten() {
            Some(library) => library,
            None => library::of_the_wheel(&out, wheel)?,
        },
    };
    let mut folder = library.parent().map(PathBuf::from).unwrap_or_default();
    if embeds {
        folder = out.join("link");
        fs::create_dir_all(&folder).map_err(|error| format!("`{}`: {error}", folder.display()))?;
        archive::build(&library, &out, &folder, native)?;
    } else {
        println!("cargo::rustc-link-arg=-Wl,-rpath,{}", folder.display());
    }
    println!("cargo::rustc-link-search=native={}", folder.display());
    Ok(())
}

/// Runs a command to its end: what it wrote to its standard output, or why it failed.
fn run(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("cannot run `{name}`: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let last = lines.split_at(lines.len().saturating_sub(8)).1;
    Err(format!("`{name}` failed ({}): {}", output.status, last.join("; ")))
}
