//! Reading a world: a file, or a folder of files.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::run::complain;
use crate::input::read_world;
use crate::model::world::World;
use crate::parse::{Diagnostic, MAX_WORLD_BYTES, Source};
use crate::report::render_diagnostics;

/// How many folders may lie in one another.
const MAX_FOLDERS: usize = 8;
/// How many bytes a world may have.
const MAX_TOTAL: usize = 10 * MAX_WORLD_BYTES;

/// Reads the world in the file (`-`: standard input), or in all `*.json` and `*.csv` files in the folder and those within, by
/// name; the error is rendered for people, and warnings are shown.
pub(super) fn load(path: &str) -> Result<World, String> {
    let files = bytes(path)?;
    let sources: Vec<Result<Source, String>> =
        files.into_par_iter().map(|file| source(&file.name, file.bytes)).collect();
    let errors: String = sources.iter().filter_map(|source| source.as_ref().err()).cloned().collect();
    let sources: Vec<Source> = sources.into_iter().filter_map(Result::ok).collect();
    let (world, diagnostics) = read_world(&sources);
    let (world, remarks) = world_of(&sources, world, &diagnostics);
    match world {
        Ok(world) if errors.is_empty() => {
            complain(&remarks);
            Ok(world)
        }
        Ok(_) => Err(errors + &remarks),
        Err(remarks) => Err(errors + &remarks),
    }
}

/// The world with the remarks about it, or the remarks as an error.
pub(super) fn world_of(
    sources: &[Source],
    world: Option<World>,
    diagnostics: &[(usize, Diagnostic)],
) -> (Result<World, String>, String) {
    let mut remarks = String::new();
    for of_file in diagnostics.chunk_by(|(one, _), (other, _)| one == other) {
        let source = of_file.first().and_then(|(file, _)| sources.get(*file));
        let of_file: Vec<Diagnostic> = of_file.iter().map(|(_, diagnostic)| diagnostic.clone()).collect();
        remarks.extend(source.map(|source| render_diagnostics(source, &of_file)));
    }
    (world.ok_or_else(|| remarks.clone()), remarks)
}

/// A file that has not been looked into.
pub(super) struct Bytes {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// The files of the world, in the order of their names.
pub(super) fn bytes(path: &str) -> Result<Vec<Bytes>, String> {
    let mut paths = Vec::new();
    if Path::new(path).is_dir() {
        list(path, &mut paths)?;
    } else {
        paths.push(PathBuf::from(path));
    }
    let total = AtomicUsize::new(0);
    let files: Vec<Result<Bytes, String>> = paths
        .par_iter()
        .map(|path| {
            let name = path.to_string_lossy();
            // Past the limit nothing more is held in memory.
            if total.load(Ordering::Relaxed) > MAX_TOTAL {
                return Err(String::new());
            }
            let file = read(&name)?;
            total.fetch_add(file.bytes.len(), Ordering::Relaxed);
            Ok(file)
        })
        .collect();
    if total.load(Ordering::Relaxed) > MAX_TOTAL {
        return Err(format!("{path}: error: a world has at most {MAX_TOTAL} bytes\n"));
    }
    let errors: String = files.iter().filter_map(|file| file.as_ref().err()).cloned().collect();
    if errors.is_empty() { files.into_iter().collect() } else { Err(errors) }
}

/// The `*.json` and `*.csv` files in the folder and those within, sorted.
fn list(folder: &str, paths: &mut Vec<PathBuf>) -> Result<(), String> {
    let mut open = vec![(PathBuf::from(folder), 1)];
    while let Some((folder, depth)) = open.pop() {
        let name = folder.to_string_lossy().into_owned();
        let failed = |error: std::io::Error| format!("{name}: error: it cannot be read: {error}\n");
        for entry in std::fs::read_dir(&folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.is_dir() {
                if depth >= MAX_FOLDERS {
                    return Err(format!("{name}: error: its folders lie more than {MAX_FOLDERS} deep\n"));
                }
                open.push((path, depth + 1));
            } else if path.extension().is_some_and(|ending| ending == "json" || ending == "csv") {
                paths.push(path);
            }
        }
    }
    if paths.is_empty() {
        return Err(format!("{folder}: error: it holds no `*.json` file\n"));
    }
    paths.sort();
    Ok(())
}

fn read(path: &str) -> Result<Bytes, String> {
    let limit = u64::try_from(MAX_WORLD_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    let (name, outcome) = if path == "-" {
        ("<stdin>", std::io::stdin().lock().take(limit).read_to_end(&mut bytes))
    } else {
        (path, File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes)))
    };
    outcome.map_err(|error| format!("{name}: error: it cannot be read: {error}\n"))?;
    Ok(Bytes { name: name.to_owned(), bytes })
}

/// The file's text.
pub(super) fn source(name: &str, bytes: Vec<u8>) -> Result<Source, String> {
    if bytes.len() <= MAX_WORLD_BYTES {
        match String::from_utf8(bytes) {
            Ok(text) => return Ok(Source::new(name, text)),
            Err(error) => return refused(name, error.into_bytes()),
        }
    }
    refused(name, bytes)
}

/// Why the bytes are no text.
fn refused(name: &str, bytes: Vec<u8>) -> Result<Source, String> {
    let shown = Source::new(name, String::from_utf8_lossy(&bytes).into_owned());
    Source::from_bytes_within(name, bytes, MAX_WORLD_BYTES)
        .map_err(|diagnostic| render_diagnostics(&shown, &[diagnostic]))
}

#[cfg(test)]
mod tests {
    use super::load;

    #[test]
    fn a_folder_is_read_with_all_its_folders() {
        let world = load(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/world/folder")).unwrap();
        assert_eq!(world.accounts.len(), 3);
        assert_eq!(world.organization.unwrap().units.len(), 3);
    }

    #[test]
    fn a_file_alone_is_a_world_or_its_errors() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/world");
        assert!(load(&format!("{folder}/example.json")).is_ok());
        let listing = format!("{folder}/folder/organizations/roots.json");
        let error = load(&listing).unwrap_err();
        assert!(
            error.starts_with(&format!("{listing}:4:19: error: no file tells the organization\n")),
            "{error}"
        );
        assert!(
            error.contains("   4 |             \"Id\": \"r-ab12\",\n     |                   ^^^^^^^^\n"),
            "{error}"
        );
    }

    #[test]
    fn what_is_not_there_is_said() {
        assert!(
            load("no/such/world.json")
                .unwrap_err()
                .starts_with("no/such/world.json: error: it cannot be read")
        );
        let empty = concat!(env!("CARGO_MANIFEST_DIR"), "/src/cli");
        assert_eq!(load(empty).unwrap_err(), format!("{empty}: error: it holds no `*.json` file\n"));
    }
}
