//! The findings of a world, as much as possible from the previous result.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::archive_rule::no_organization;
use super::arguments::Deciding;
use super::listed::by_account;
use super::run::complain;
use super::world::{Bytes, bytes, source, world_of};
use crate::findings::archive::{Attributes, Rule};
use crate::findings::state::{AccountState, Entry, FileState, Outline, State, Status, digest};
use crate::findings::{Analysis, Finding, Zone, analyse_accounts, internal};
use crate::input::world::{WorldRead, read_world_outlined};
use crate::input::{WorldFile, read_finding, takeover};
use crate::model::Assumption;
use crate::model::world::{Account, IdentityKind, World};
use crate::parse::{Diagnostic, Source};
use crate::question::Prover;
use crate::question::world::AskError;

/// What is to be found, and how.
pub(super) struct Wanted<'a> {
    pub(super) prover: &'a Prover,
    pub(super) deciding: &'a Deciding,
    pub(super) zone: Zone,
    /// The resources of which access from inside the zone is to be found.
    pub(super) internal: &'a [String],
    /// The archive rules, and the digest of their text.
    pub(super) rules: Option<(&'a [Rule], String)>,
    /// Whether the world is needed for more than to find something in it.
    pub(super) needs_world: bool,
    pub(super) progress: &'a (dyn Fn(usize) + Sync),
}

/// What was found.
pub(super) struct Outcome {
    /// All that is kept for the next run.
    pub(super) state: State,
    /// The findings that were not taken over.
    pub(super) fresh: Vec<Finding>,
    /// The world, or as much of it as was read; none if all findings were taken over.
    pub(super) world: World,
}

/// The findings of the world in the file or folder.
pub(super) fn outcome(path: &str, wanted: &Wanted<'_>, previous: Option<&State>) -> Result<Outcome, String> {
    let mut files: Vec<WorldFile> = bytes(path)?
        .into_par_iter()
        .map(|Bytes { name, bytes }| WorldFile {
            place: place(path, &name),
            digest: digest(&bytes),
            name,
            bytes,
        })
        .collect();
    let options = options(wanted);
    let question = question(wanted);
    let rules = wanted.rules.as_ref().map_or_else(String::new, |(_, digest)| digest.clone());
    if let Some(previous) = previous.filter(|previous| previous.options == options) {
        let unchanged = previous.files.iter().map(|file| (&file.name, &file.digest));
        let all_unchanged = !previous.files.iter().any(|file| file.remarked)
            && unchanged.eq(files.iter().map(|file| (&file.place, &file.digest)));
        if all_unchanged && !wanted.needs_world && previous.rules == rules {
            let state = previous.clone();
            tell_of_outside(&state);
            return Ok(Outcome { state, fresh: Vec::new(), world: World::default() });
        }
        if let Some(outcome) = taken_over(&files, wanted, previous, &rules) {
            return Ok(outcome);
        }
    }
    // Everything is read and analysed.
    let sources: Result<Vec<Source>, String> =
        files.par_iter_mut().map(|file| source(&file.name, std::mem::take(&mut file.bytes))).collect();
    let sources = sources?;
    let read = read_world_outlined(&sources);
    let remarked = remarked(&read.diagnostics);
    let (world, remarks) = world_of(&sources, read.world, &read.diagnostics);
    let world = world?;
    complain(&remarks);
    let analysis = analyse_accounts(wanted.prover, &world, wanted.zone, &|_| true, wanted.progress);
    let mut analysis = analysis.ok_or_else(no_organization)?;
    add_internal(&mut analysis, wanted, &world)?;
    let accounts = entries(&analysis, wanted, &world);
    let (accounts_outside, resources_outside) = outside(wanted.zone, &world);
    let state = State {
        zone: wanted.zone,
        question,
        options,
        rules,
        resources: analysis.resources,
        accounts_outside,
        resources_outside,
        files: file_states(&files, read.outlines, &remarked),
        accounts,
    };
    tell_of_outside(&state);
    Ok(Outcome { state, fresh: analysis.findings, world })
}

/// Where the file is in the world's folder: a result is of the same world wherever that lies.
fn place(folder: &str, name: &str) -> String {
    let path = Path::new(name);
    let inside = path.strip_prefix(folder).ok().filter(|inside| inside.file_name().is_some());
    let last = || path.file_name().map_or(path, Path::new);
    inside.unwrap_or_else(last).to_string_lossy().into_owned()
}

/// How many accounts are in no zone, and how many resources and roles are in these.
fn outside(zone: Zone, world: &World) -> (usize, usize) {
    match zone {
        Zone::Account => (0, 0),
        Zone::Organization => {
            let outside = world.accounts.values().filter(|account| account.unit.is_none());
            let held = |account: &Account| {
                let roles = account.identities.values().filter(|one| one.kind == IdentityKind::Role);
                account.resources.len() + roles.count()
            };
            outside.fold((0, 0), |(accounts, resources), account| (accounts + 1, resources + held(account)))
        }
    }
}

/// Says what nobody looks at, each time.
fn tell_of_outside(state: &State) {
    let count = |count: usize, what: &str| match count {
        1 => format!("1 {what}"),
        many => format!("{many} {what}s"),
    };
    if state.resources_outside > 0 {
        complain(&format!(
            "note: {} with {} not in the organization, and so in no zone: nothing is found of them\nhint: `--zone account` looks at them\n",
            count(state.accounts_outside, "account"),
            match state.resources_outside {
                1 => "1 resource is".to_owned(),
                many => format!("{many} resources are"),
            },
        ));
    }
}

/// The same where the previous result can be made use of; `None` if everything has to be looked at.
fn taken_over(files: &[WorldFile], wanted: &Wanted<'_>, previous: &State, rules: &str) -> Option<Outcome> {
    if !wanted.internal.is_empty() {
        return None;
    }
    let taken = takeover(&previous.files, files, wanted.zone)?;
    let WorldRead { world, diagnostics, outlines } = read_world_outlined(&taken.sources);
    // Errors are said by the whole run, as it meets them.
    let (world, remarks) = world_of(&taken.sources, world, &diagnostics);
    let world = world.ok()?;
    let is_wanted = |account: &str| taken.accounts.contains(account);
    let whole = wanted.zone == Zone::Organization;
    // What is in no zone is counted by the whole run.
    let is_member = |account: &String| world.accounts.get(account).is_some_and(|own| own.unit.is_some());
    if whole && !taken.accounts.iter().all(is_member) {
        return None;
    }
    let mut analysis = analyse_accounts(wanted.prover, &world, wanted.zone, &is_wanted, wanted.progress)?;
    if whole {
        analysis.findings.extend(chains_in(previous, &taken.accounts)?);
        analysis.sort();
    }
    let mut accounts: BTreeMap<String, Arc<AccountState>> = previous.accounts.clone();
    accounts.retain(|account, _| !is_wanted(account));
    if previous.rules != rules {
        let entries: Vec<&mut Entry> =
            accounts.values_mut().flat_map(|account| Arc::make_mut(account).findings.iter_mut()).collect();
        let known: Option<Vec<()>> = entries
            .into_par_iter()
            .map(|entry| {
                entry.status = status(&read_finding(&entry.json)?, wanted, &world);
                Some(())
            })
            .collect();
        known?;
    }
    accounts.extend(entries(&analysis, wanted, &world));
    complain(&remarks);
    let outlines: Vec<Option<Outline>> =
        taken.outlines.into_iter().zip(outlines).map(|(kept, read)| kept.or(read)).collect();
    let state = State {
        zone: wanted.zone,
        question: previous.question.clone(),
        options: previous.options.clone(),
        rules: rules.to_owned(),
        accounts_outside: previous.accounts_outside,
        resources_outside: previous.resources_outside,
        resources: accounts.values().map(|account| account.resources).sum(),
        files: file_states(files, outlines, &remarked(&diagnostics)),
        accounts,
    };
    tell_of_outside(&state);
    Some(Outcome { state, fresh: analysis.findings, world })
}

/// The role chains into these accounts, which no resource has a part in; `None` if one cannot be read back.
fn chains_in(previous: &State, accounts: &BTreeSet<String>) -> Option<Vec<Finding>> {
    let known = previous.accounts.iter().filter(|(id, _)| accounts.contains(*id));
    let all: Option<Vec<Finding>> =
        known.flat_map(|(_, account)| &account.findings).map(|entry| read_finding(&entry.json)).collect();
    Some(all?.into_iter().filter(|finding| !finding.chain.is_empty()).collect())
}

/// Adds the access from inside.
fn add_internal(analysis: &mut Analysis, wanted: &Wanted<'_>, world: &World) -> Result<(), String> {
    for arn in wanted.internal {
        let found = internal(wanted.prover, world, wanted.zone, arn);
        let found = found.map_err(|AskError(reason)| format!("error: {reason}\n"))?;
        analysis.findings.extend(found.ok_or_else(no_organization)?);
    }
    analysis.sort();
    Ok(())
}

fn entries(analysis: &Analysis, wanted: &Wanted<'_>, world: &World) -> BTreeMap<String, Arc<AccountState>> {
    let statuses: Vec<Status> =
        analysis.findings.par_iter().map(|finding| status(finding, wanted, world)).collect();
    by_account(&analysis.findings, &statuses, &analysis.accounts)
}

fn status(finding: &Finding, wanted: &Wanted<'_>, world: &World) -> Status {
    let Some((rules, _)) = &wanted.rules else { return Status::Active };
    let attributes = Attributes::of(finding, world);
    let archived = rules.iter().any(|rule| rule.filter.matches(&attributes));
    if archived { Status::Archived } else { Status::Active }
}

/// The files that there is something to remark about.
fn remarked(diagnostics: &[(usize, Diagnostic)]) -> BTreeSet<usize> {
    diagnostics.iter().map(|(file, _)| *file).collect()
}

fn file_states(
    files: &[WorldFile],
    outlines: Vec<Option<Outline>>,
    remarked: &BTreeSet<usize>,
) -> Vec<FileState> {
    let each = files.iter().zip(outlines).enumerate();
    each.map(|(at, (file, outline))| FileState {
        name: file.place.clone(),
        digest: file.digest.clone(),
        outline,
        remarked: remarked.contains(&at),
    })
    .collect()
}

/// What is asked besides the zone, as the options say it.
pub(super) fn question(wanted: &Wanted<'_>) -> String {
    let assumptions = wanted.prover.assumptions;
    let mut words = vec![format!("--universe {}", format!("{:?}", wanted.deciding.universe).to_lowercase())];
    for one in Assumption::ALL.into_iter().filter(|one| !assumptions.is_default(*one)) {
        let (name, [_, other]) = one.names();
        words.push(format!("--assume {name}={other}"));
    }
    if !wanted.internal.is_empty() {
        words.push(format!("--internal {}", wanted.internal.join(" ")));
    }
    words.join(" ")
}

/// What findings may depend on besides zone, question and world, in words.
fn options(wanted: &Wanted<'_>) -> String {
    let with = wanted.deciding;
    format!(
        "hornbeam {}, engine {:?}, solver {}, {} ms",
        env!("CARGO_PKG_VERSION"),
        with.engine,
        with.solver.as_deref().unwrap_or("none"),
        with.timeout.as_millis(),
    )
}

/// The previous result; `None` if there is no such file yet.
pub(super) fn previous(path: &str, zone: Zone, question: &str) -> Result<Option<State>, String> {
    let failed = |error: std::io::Error| format!("{path}: error: it cannot be read: {error}\n");
    let bytes = match std::fs::read(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        read => read.map_err(failed)?,
    };
    let text = String::from_utf8(bytes).map_err(|error| {
        let before = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        format!("{path}:{line}: error: the previous result is damaged: it is not UTF-8 text\n")
    })?;
    let state = State::read(&text)
        .map_err(|damage| format!("{path}:{}: error: {}\n", damage.line, damage.message))?;
    if state.zone != zone {
        return Err(format!(
            "{path}:1: error: it is the result for the zone `{}`\nhint: keep another file for `--zone {}`\n",
            state.zone.name(),
            zone.name()
        ));
    }
    if state.question != question {
        return Err(format!(
            "{path}:1: error: it is the result of other options: `{}`, not `{question}`\nhint: keep another file for each set of these\n",
            state.question
        ));
    }
    Ok(Some(state))
}

/// Puts the result in the place of the previous one: whoever reads finds either.
pub(super) fn keep(path: &str, state: &State) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{path}: error: it cannot be written: {error}\n");
    let new = format!("{path}.{}.new", std::process::id());
    std::fs::write(&new, state.text()).map_err(failed)?;
    std::fs::rename(&new, Path::new(path)).map_err(|error| {
        drop(std::fs::remove_file(&new));
        failed(error)
    })
}
