//! Reading policies from files.

use std::io::Read;

use crate::model::{Policy, PolicyType, lower};
use crate::parse::{Diagnostic, MAX_BYTES, Source, read_policy};
use crate::report::render_diagnostics;

/// A policy and the text it was read from.
pub(super) struct Loaded {
    pub(super) policy: Policy,
    pub(super) source: Source,
    /// Warnings, rendered.
    pub(super) warnings: String,
}

/// Reads the file (`-`: standard input) as a policy; the error is rendered for people.
pub(super) fn load(path: &str, policy_type: PolicyType) -> Result<Loaded, String> {
    let source = read(path)?;
    let parsed = read_policy(&source);
    let mut diagnostics = parsed.diagnostics;
    let policy = parsed.document.and_then(|document| {
        let (policy, more) = lower::lower(&document, policy_type, source.name());
        diagnostics.extend(more);
        policy
    });
    diagnostics.sort_by_key(|diagnostic| diagnostic.span.start);
    let rendered = render_diagnostics(&source, &diagnostics);
    match policy {
        Some(policy) if !diagnostics.iter().any(Diagnostic::is_error) => {
            Ok(Loaded { policy, source, warnings: rendered })
        }
        Some(_) | None => Err(rendered),
    }
}

/// Reads a file's text; at most a little more than the limit, whatever the file is.
pub(super) fn read(path: &str) -> Result<Source, String> {
    let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    let (name, outcome) = if path == "-" {
        ("<stdin>", std::io::stdin().lock().take(limit).read_to_end(&mut bytes))
    } else {
        (path, std::fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes)))
    };
    outcome.map_err(|error| format!("{name}: error: it cannot be read: {error}\n"))?;
    let shown = Source::new(name, String::from_utf8_lossy(&bytes).into_owned());
    Source::from_bytes(name, bytes).map_err(|diagnostic| render_diagnostics(&shown, &[diagnostic]))
}
