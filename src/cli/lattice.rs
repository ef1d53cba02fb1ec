//! The `lattice` command: the containment order of a folder of policies.

use std::io::{IsTerminal, Write};
use std::path::Path;

use rayon::prelude::*;

use super::arguments::{Lattice, LatticeFormat};
use super::exit::Exit;
use super::files::load;
use super::run::{complain, print, prover};
use super::threads::pool;
use crate::decide::EngineChoice;
use crate::model::{Policy, PolicyType};
use crate::question;
use crate::report::{lattice_dot, lattice_json, render_lattice};

/// Reads every policy of the folder and says how they stand to one another. Exits 0 if all pairs are decided.
pub(super) fn run(arguments: &Lattice) -> Result<Exit, String> {
    let prover = prover(&arguments.deciding)?;
    let pool = pool(arguments.threads)?;
    let policies = pool.install(|| read(&arguments.folder, arguments.policy_type))?;
    // Whoever names an engine wants its word on every pair.
    let plain = arguments.deciding.engine.choice() == EngineChoice::Auto;
    let terminal = std::io::stderr().is_terminal();
    let count = policies.len();
    let progress = |done: usize| {
        if terminal {
            // Where that fails there is nobody to tell.
            drop(write!(std::io::stderr().lock(), "\r{done} of {count} policies"));
        }
    };
    let lattice = pool.install(|| question::lattice(&prover, &policies, plain, &progress));
    if terminal {
        complain("\r\u{1b}[K");
    }
    print(&match arguments.format {
        LatticeFormat::Human => render_lattice(&lattice),
        LatticeFormat::Json => lattice_json(&lattice).to_string() + "\n",
        LatticeFormat::Dot => lattice_dot(&lattice),
    })?;
    Ok(if lattice.unknown.is_empty() { Exit::Holds } else { Exit::Unknown })
}

/// The policies in the folder's `*.json` files, by name; or the errors of all files. A policy is called what its
/// file is, without the ending.
fn read(folder: &str, policy_type: PolicyType) -> Result<Vec<Policy>, String> {
    let failed = |error: std::io::Error| format!("{folder}: error: it cannot be read: {error}\n");
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|ending| ending == "json") && !path.is_dir() {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        return Err(format!("{folder}: error: it holds no `*.json` file\n"));
    }
    paths.sort();
    let read = |path: &Path| {
        let mut loaded = load(&path.to_string_lossy(), policy_type)?;
        loaded.policy.name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok((loaded.policy, loaded.warnings))
    };
    let outcomes: Vec<Result<(Policy, String), String>> = paths.par_iter().map(|path| read(path)).collect();
    let (mut policies, mut warnings, mut errors) = (Vec::new(), String::new(), String::new());
    for outcome in outcomes {
        match outcome {
            Ok((policy, more)) => {
                policies.push(policy);
                warnings.push_str(&more);
            }
            Err(more) => errors.push_str(&more),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    complain(&warnings);
    Ok(policies)
}
