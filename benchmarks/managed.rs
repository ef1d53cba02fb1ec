//! AWS's managed policies from their folder.

use std::path::{Path, PathBuf};

use hornbeam::model::{Policy, PolicyType, lower};
use hornbeam::parse::{Source, read_policy};

/// A policy's file as text.
pub(crate) struct Text {
    /// The policy's name.
    pub(crate) name: String,
    /// Its document.
    pub(crate) text: String,
}

/// Every `NAME.json` of the folder, by name. The error says what to do.
pub(crate) fn texts(folder: &Path) -> Result<Vec<Text>, String> {
    let mut paths = entries(folder)?;
    paths.retain(|path| path.extension().is_some_and(|end| end == "json"));
    paths.iter().map(|path| text(path)).collect()
}

/// What is in the folder, by name. The error says what to do.
pub(crate) fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let missing = |reason: &str| {
        format!(
            "no managed policies in `{}`: {reason}\nhint: benchmarks/README.md says how to fetch them",
            folder.display()
        )
    };
    let entries = std::fs::read_dir(folder).map_err(|error| missing(&error.to_string()))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    if paths.is_empty() { Err(missing("it is empty")) } else { Ok(paths) }
}

/// The file as text, under its name without the ending.
fn text(path: &Path) -> Result<Text, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("`{}`: {error}", path.display()))?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Text { name, text })
}

/// The identity policy that the text is, or its errors.
pub(crate) fn policy(text: &Text) -> Result<Policy, String> {
    let parsed = read_policy(&Source::new(&text.name, text.text.as_str()));
    let mut diagnostics = parsed.diagnostics;
    let policy = parsed.document.and_then(|document| {
        let (policy, more) = lower::lower(&document, PolicyType::Identity, &text.name);
        diagnostics.extend(more);
        policy
    });
    let errors: Vec<_> = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).collect();
    match policy {
        Some(policy) if errors.is_empty() => Ok(policy),
        Some(_) | None => Err(format!("{}: {errors:?}", text.name)),
    }
}

/// What the policies' texts hash to (FNV-1a): runs over the same policies show the same number.
pub(crate) fn fingerprint<'a>(texts: impl IntoIterator<Item = &'a Text>) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let bytes = |text: &'a Text| text.name.bytes().chain([0]).chain(text.text.bytes()).chain([0]);
    for byte in texts.into_iter().flat_map(bytes) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}
