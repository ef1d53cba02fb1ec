//! Where the Z3 library comes from.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use super::{HINT, VERSION, run};

/// Copies the library out of the wheel in the folder `argv[1]` to `argv[2]`.
const UNPACK: &str = "
import glob, os, sys, zipfile
wheel, = glob.glob(glob.escape(sys.argv[1]) + '/*.whl')
with zipfile.ZipFile(wheel) as archive, open(sys.argv[2], 'wb') as library:
    library.write(archive.read('z3/lib/' + os.path.basename(sys.argv[2])))
";

/// The library that `HORNBEAM_Z3_LIBRARY` names.
pub(crate) fn of_the_user() -> Result<Option<PathBuf>, String> {
    let Some(path) = env::var_os("HORNBEAM_Z3_LIBRARY").filter(|path| !path.is_empty()) else {
        return Ok(None);
    };
    let library = fs::canonicalize(&path)
        .map_err(|error| format!("HORNBEAM_Z3_LIBRARY: `{}`: {error}", path.display()))?;
    println!("cargo::rerun-if-changed={}", library.display());
    Ok(Some(library))
}

/// The library that pkg-config knows, if its version is right.
pub(crate) fn of_the_system() -> Option<PathBuf> {
    let ask = |what| run(Command::new("pkg-config").args([what, "z3"])).ok();
    if !ask("--modversion")?.starts_with(VERSION) {
        return None;
    }
    let folder = PathBuf::from(ask("--variable=libdir")?.trim());
    let path = ["libz3.so", "libz3.dylib"].map(|name| folder.join(name));
    let library = path.into_iter().find(|path| path.exists())?;
    println!("cargo::rerun-if-changed={}", library.display());
    Some(library)
}

/// The library of the Python package for a platform. pip fetches it and checks its hash; it is kept
/// in the build folder.
pub(crate) fn of_the_wheel(out: &Path, platform: Option<&str>) -> Result<PathBuf, String> {
    let platform = platform.ok_or_else(|| format!("no Z3 library for this target{HINT}"))?;
    let name = if platform.starts_with("macosx") { "libz3.dylib" } else { "libz3.so" };
    let (library, wheel) = (out.join("z3").join(name), out.join("wheel"));
    if library.exists() {
        return Ok(library);
    }
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "download", "--quiet", "--no-input", "--disable-pip-version-check"]);
    pip.args(["--no-deps", "--only-binary=:all:", "--require-hashes", "--platform", platform]);
    pip.args(["--requirement", "src/build/requirements.txt", "--dest"]).arg(&wheel);
    run(&mut pip).map_err(|error| {
        format!(
            "cannot fetch the Z3 library: {error}\nhint: this needs `python3` with pip (Debian: \
             `apt install python3-pip`) and a network{HINT}"
        )
    })?;
    run(Command::new("python3").args(["-c", UNPACK]).args([&wheel, &wheel.join(name)]))?;
    // Moved last, so that a library that is there is complete.
    fs::create_dir_all(out.join("z3"))
        .and_then(|()| fs::rename(wheel.join(name), &library))
        .and_then(|()| fs::remove_dir_all(&wheel))
        .map_err(|error| format!("cannot unpack the Z3 library: {error}"))?;
    Ok(library)
}
