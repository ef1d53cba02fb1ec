//! The archive that stands in for libz3: `loader.c` and `trampolines.S`, compiled for one library.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use super::{HINT, VERSION, run};

/// Builds `libz3.a` in the folder `link` from a shared library, and tries it if it can run here.
pub(crate) fn build(library: &Path, out: &Path, link: &Path, native: bool) -> Result<(), String> {
    let source = fs::canonicalize("src/build").map_err(|error| format!("`src/build`: {error}"))?;
    let (archive, embedded) = (link.join("libz3.a"), out.join("libz3.so"));
    // The symbols for debuggers are an eighth of the library. They stay if they cannot go.
    let mut strip = tool("strip", out)?;
    if run(strip.args(["--strip-unneeded", "-o", "libz3.so"]).arg(library)).is_err() {
        fs::copy(library, &embedded).map_err(|error| format!("`{}`: {error}", library.display()))?;
    }
    write(&out.join("functions.h"), &functions(library, out)?)?;

    let mut compile = compiler(out);
    compile.args(["-c", "-O2", "-fPIC", "-Wall", "-Wextra", "-I."]);
    run(compile.args(["loader.c", "trampolines.S"].map(|name| source.join(name))))?;
    // Gone first: `ar` adds to an archive that is there.
    let _ = fs::remove_file(&archive);
    run(tool("ar", out)?.arg("crs").arg(&archive).args(["loader.o", "trampolines.o"]))?;

    // `z3-sys` asks for libstdc++ too. Where there is only a C compiler, no file has the name that
    // the linker looks for, so we lend it one.
    let name = "libstdc++.so";
    if run(compiler(out).arg(format!("-print-file-name={name}")))?.trim() == name {
        write(&link.join(name), "INPUT(AS_NEEDED(libstdc++.so.6))\n")?;
    }
    if native {
        let mut compile = compiler(out);
        compile.arg(source.join("probe.c")).arg(&archive);
        run(compile.args(["-ldl", "-lpthread", "-o", "probe"]))?;
        check(&out.join("probe"))?;
    }
    for large in ["libz3.so", "loader.o", "trampolines.o", "probe"] {
        let _ = fs::remove_file(out.join(large));
    }
    Ok(())
}

/// The library's functions, numbered: the list that `loader.c` and `trampolines.S` include.
fn functions(library: &Path, out: &Path) -> Result<String, String> {
    let listing = run(tool("nm", out)?.args(["-D", "-P", "--defined-only"]).arg(library))?;
    // A line is a name, maybe with `@` and its version, then the kind (`T`: code), then more.
    let function = |line: &str| {
        let (symbol, rest) = line.split_once(' ')?;
        let name = symbol.split('@').next()?;
        (name.starts_with("Z3_") && rest.starts_with('T')).then(|| name.to_owned())
    };
    let mut names: Vec<String> = listing.lines().filter_map(function).collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        return Err(format!("`{}` defines no functions of Z3{HINT}", library.display()));
    }
    let entry = |(index, name)| format!("FUNCTION({index}, {name})\n");
    let entries: Vec<String> = names.iter().enumerate().map(entry).collect();
    Ok(entries.concat())
}

/// Runs `probe.c`: loads the library through the archive, and checks which version it says it is.
fn check(probe: &Path) -> Result<(), String> {
    let version = run(&mut Command::new(probe))
        .map_err(|error| format!("the Z3 library does not load here: {error}{HINT}"))?;
    let version = version.trim();
    if !version.starts_with(VERSION) {
        return Err(format!("the Z3 library is {version}, not {VERSION}*{HINT}"));
    }
    Ok(())
}

/// Writes a file.
fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("`{}`: {error}", path.display()))
}

/// The C compiler, run in a folder: what `CC` says, with arguments if it likes, or `cc`.
fn compiler(folder: &Path) -> Command {
    let line = env::var("CC").unwrap_or_default();
    let mut words = line.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or("cc"));
    command.args(words).current_dir(folder);
    command
}

/// The tool that the compiler would use: the target's own where that differs from this machine's.
fn tool(name: &str, folder: &Path) -> Result<Command, String> {
    let path = run(compiler(folder).arg(format!("-print-prog-name={name}")))?;
    let mut command = Command::new(path.trim());
    command.current_dir(folder);
    Ok(command)
}
