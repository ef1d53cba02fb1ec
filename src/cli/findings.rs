//! `findings`.

use std::collections::{BTreeMap, BTreeSet};

use clap::Args;

use super::arguments::{Deciding, FindingsFormat, threads as parse_threads};
use super::exit::Exit;
use super::listed::{Told, exit_of, kind_of, listed, told};
use super::progress::Progress;
use super::result::{Outcome, Wanted};
use super::run::{complain, print, prover};
use super::{archive_rule, result, threads};
use crate::findings::state::{State, short_digest};
use crate::findings::{Analysis, Change, Compared, Kind, Zone, changes};
use crate::model::{format_instant, parse_instant};
use crate::report::{
    Totals, access_findings_v2, compared_findings_json, plain_findings_json, render_changes,
    render_listed_findings,
};

/// What the exit codes mean here.
pub(super) const EXITS: &str = "\
Exit codes: 0 there is nothing, or all of it is put aside; 1 there are findings; 2 could not run;
3 there are none but something is unknown, shown or not. With `--changes` only what is new or
changed counts.";

/// The same where only changes count.
pub(super) const EXITS_OF_CHANGES: &str = "\
Exit codes: 0 nothing is new or changed; 1 something is; 2 could not run;
3 only what is unknown is new or changed.";

#[derive(Debug, Args)]
#[command(after_help = EXITS)]
pub(super) struct Findings {
    /// The world: a file, or a folder of what AWS's commands print (see the guide)
    #[arg(value_name = "WORLD")]
    pub(super) world: String,
    /// Who is trusted: `account`, nobody but the account that owns the resource; or `organization`
    #[arg(long, value_name = "ZONE", value_parser = zone, default_value = "account")]
    pub(super) zone: Zone,
    /// Show only findings of these kinds: external, service, one-setting-away, role-chain, internal, error
    #[arg(long = "kind", value_name = "KIND", num_args = 1.., value_parser = kind)]
    pub(super) kinds: Vec<Kind>,
    /// Of these resources also which users and roles inside the zone reach them, with all that stands around both
    #[arg(long = "internal", value_name = "ARN", num_args = 1..)]
    pub(super) internal: Vec<String>,
    /// The result of the previous run, to compare with; this run's takes its place. Findings in files that have not changed are
    /// taken over from it
    #[arg(long, value_name = "FILE", help_heading = "Changes")]
    pub(super) state: Option<String>,
    /// Only what is new, changed or resolved since then
    #[arg(long, requires = "state", help_heading = "Changes")]
    pub(super) changes: bool,
    /// Archive rules, as Access Analyzer has them: findings that one lets through are put aside
    #[arg(long, value_name = "FILE", help_heading = "Changes")]
    pub(super) archive_rules: Option<String>,
    /// How many threads decide; without it, one for each core. The answer is the same
    #[arg(long, value_name = "N", value_parser = parse_threads, help_heading = "Deciding")]
    pub(super) threads: Option<usize>,
    #[command(flatten)]
    pub(super) deciding: Deciding,
    /// How to print the findings
    #[arg(long, value_enum, default_value = "human", help_heading = "Output")]
    pub(super) format: FindingsFormat,
    /// When the world was as it is told: the time in findings of `--format v2`, such as 2026-01-31T09:30:00Z
    #[arg(long, value_name = "TIME", value_parser = time, help_heading = "Output")]
    pub(super) at: Option<String>,
}

pub(super) fn zone(text: &str) -> Result<Zone, String> {
    Zone::parse(text).ok_or_else(|| "it is account or organization".to_owned())
}

fn kind(text: &str) -> Result<Kind, String> {
    let names = || Kind::ALL.map(Kind::name).join(", ");
    Kind::parse(text).ok_or_else(|| format!("the kinds are {}", names()))
}

/// A whole second, as the API writes it.
fn time(text: &str) -> Result<String, String> {
    let instant = parse_instant(text).map(|instant| format_instant(&instant));
    instant
        .filter(|written| text.contains('T') && written.ends_with('Z'))
        .ok_or_else(|| "a time is written like 2026-01-31T09:30:00Z".to_owned())
}

/// Without a time there are no findings in the API's shapes: it is no business of the machine's clock when the world was so, and
/// the same command would print something else each time.
fn time_given(arguments: &Findings) -> Result<&str, String> {
    arguments.at.as_deref().ok_or_else(|| {
        "error: `--format v2` needs the time of its findings\nhint: give it by `--at`, such as `--at 2026-01-31T09:30:00Z`\n"
            .to_owned()
    })
}

/// Exits 1 if there are findings that no archive rule puts aside, 3 if there are none but errors, of whatever kind is shown; with
/// `--changes` of those that are new or changed.
pub(super) fn run(arguments: &Findings) -> Result<Exit, String> {
    if arguments.format == FindingsFormat::V2 {
        time_given(arguments)?;
    }
    if arguments.kinds.contains(&Kind::InternalAccess) && arguments.internal.is_empty() {
        return Err(
            "error: internal access is found of resources that are named\nhint: name them by `--internal ARN`\n"
                .to_owned(),
        );
    }
    let prover = prover(&arguments.deciding)?;
    // Named twice or in another order, they are the same.
    let internal: Vec<String> =
        arguments.internal.iter().cloned().collect::<BTreeSet<_>>().into_iter().collect();
    let rules = arguments.archive_rules.as_deref().map(archive_rule::rules).transpose()?;
    let pool = threads::pool(arguments.threads)?;
    let shown = Progress::new();
    let progress = |more: usize| shown.more(more);
    let wanted = Wanted {
        prover: &prover,
        deciding: &arguments.deciding,
        zone: arguments.zone,
        internal: &internal,
        rules: rules.as_ref().map(|(rules, source)| (rules.as_slice(), short_digest(source.text()))),
        needs_world: arguments.format == FindingsFormat::V2,
        progress: &progress,
    };
    let question = result::question(&wanted);
    let previous = |path: &str| result::previous(path, arguments.zone, &question);
    let before = arguments.state.as_deref().map(previous).transpose()?.flatten();
    pool.install(|| {
        let outcome = result::outcome(&arguments.world, &wanted, before.as_ref());
        shown.end();
        let outcome = outcome?;
        let exit = show(arguments, &outcome, before.as_ref())?;
        if let Some(path) = &arguments.state
            && before.as_ref() != Some(&outcome.state)
        {
            result::keep(path, &outcome.state)?;
        }
        Ok(exit)
    })
}

/// Prints what was found.
fn show(arguments: &Findings, outcome: &Outcome, before: Option<&State>) -> Result<Exit, String> {
    let compares = arguments.state.is_some();
    let mut all = changes(before.map(|before| &before.accounts), &outcome.state.accounts);
    let asked = |kind: Option<Kind>| {
        arguments.kinds.is_empty() || kind.is_none_or(|kind| arguments.kinds.contains(&kind))
    };
    let (shown, others): (Vec<Compared<'_>>, Vec<Compared<'_>>) =
        all.into_iter().partition(|one| asked(kind_of(one.finding)));
    all = shown;
    let mut counts: BTreeMap<Change, usize> = BTreeMap::new();
    all.iter().for_each(|one| *counts.entry(one.change).or_default() += 1);
    let mut totals = Totals { resources: outcome.state.resources, ..Totals::default() };
    let there = all.iter().filter(|one| one.change != Change::Resolved);
    there.filter_map(|one| kind_of(one.finding)).for_each(|kind| totals.count(kind));
    if arguments.changes {
        all.retain(|one| one.change != Change::Unchanged);
    }
    let resources = outcome.state.resources;
    print(&match arguments.format {
        FindingsFormat::Human => {
            let told = told(&all, &outcome.fresh)?;
            let mut text = render_listed_findings(&listed(&all, &told, compares), &totals);
            if compares {
                text.push_str(&render_changes("since the previous result", &counts));
            }
            text
        }
        FindingsFormat::Json if compares || arguments.archive_rules.is_some() => {
            compared_findings_json(&all, resources, compares.then_some(&counts))
        }
        FindingsFormat::Json => plain_findings_json(&all, resources),
        FindingsFormat::V2 => {
            let statuses: Vec<&'static str> = all.iter().map(status_name).collect();
            let findings = told(&all, &outcome.fresh)?.into_iter().map(Told::into_finding).collect();
            let analysis = Analysis { findings, resources, ..Analysis::default() };
            let shaped = access_findings_v2(&analysis, &statuses, &outcome.world, time_given(arguments)?);
            if shaped.left_out > 0 {
                let count = shaped.left_out;
                complain(&format!(
                    "note: {count} of the findings are of kinds that the service does not have, and are left out\n"
                ));
            }
            shaped.json.to_string() + "\n"
        }
    })?;
    let counts_for_exit = |one: &&Compared<'_>| match one.change {
        Change::New | Change::Changed => true,
        Change::Unchanged => !arguments.changes,
        Change::Resolved => false,
    };
    complain(&not_shown(&others, compares));
    let exit = exit_of(all.iter().filter(counts_for_exit).map(|one| one.finding));
    // What is unknown is unknown whatever is shown.
    let errors =
        others.iter().filter(counts_for_exit).filter(|one| kind_of(one.finding) == Some(Kind::Error));
    Ok(exit.max(exit_of(errors.map(|one| one.finding))))
}

/// What `--kind` keeps from sight and should be known of: errors, and what has changed since the previous result, which the next
/// one will not tell again.
fn not_shown(others: &[Compared<'_>], compares: bool) -> String {
    let mut text = String::new();
    let is_error =
        |one: &&Compared<'_>| one.change != Change::Resolved && kind_of(one.finding) == Some(Kind::Error);
    match others.iter().filter(is_error).count() {
        0 => {}
        1 => text.push_str("note: 1 finding of kind error is not shown, because of `--kind`\n"),
        many => text
            .push_str(&format!("note: {many} findings of kind error are not shown, because of `--kind`\n")),
    }
    let count = |change: Change| others.iter().filter(|one| one.change == change).count();
    let changed: Vec<String> = Change::ALL
        .into_iter()
        .filter(|change| *change != Change::Unchanged && count(*change) > 0)
        .map(|change| format!("{} {}", count(change), change.name().to_lowercase()))
        .collect();
    if compares && !changed.is_empty() {
        text.push_str(&format!(
            "note: of other kinds, which are not shown because of `--kind`: {}\n",
            changed.join(", ")
        ));
    }
    text
}

/// The status in the API, which has one for what is gone.
fn status_name(one: &Compared<'_>) -> &'static str {
    if one.change == Change::Resolved { "RESOLVED" } else { one.finding.status.name() }
}
