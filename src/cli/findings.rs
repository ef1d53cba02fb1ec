//! `findings`.

use std::sync::atomic::{AtomicUsize, Ordering};

use clap::Args;

use super::arguments::{Deciding, FindingsFormat, threads as parse_threads};
use super::exit::Exit;
use super::run::{complain, print, prover};
use super::threads;
use super::world::load;
use crate::findings::{Kind, Zone, analyse};
use crate::model::{format_instant, parse_instant};
use crate::report::{access_findings_json, access_findings_v2, render_access_findings};

#[derive(Debug, Args)]
pub(super) struct Findings {
    /// The world: a file, or a folder of what AWS's commands print (see the guide)
    #[arg(value_name = "WORLD")]
    pub(super) world: String,
    /// Who is trusted: `account`, nobody but the account that owns the resource; or `organization`
    #[arg(long, value_name = "ZONE", value_parser = zone, default_value = "account")]
    pub(super) zone: Zone,
    /// Only findings of these kinds: external, service, one-setting-away, role-chain, internal, error
    #[arg(long = "kind", value_name = "KIND", num_args = 1.., value_parser = kind)]
    pub(super) kinds: Vec<Kind>,
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

fn zone(text: &str) -> Result<Zone, String> {
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

/// Exits 1 if there are findings, 3 if there are none but errors.
pub(super) fn run(arguments: &Findings) -> Result<Exit, String> {
    if arguments.format == FindingsFormat::V2 {
        time_given(arguments)?;
    }
    let prover = prover(&arguments.deciding)?;
    let world = load(&arguments.world)?;
    let pool = threads::pool(arguments.threads)?;
    let done = AtomicUsize::new(0);
    let progress = |more: usize| {
        done.fetch_add(more, Ordering::Relaxed);
    };
    let analysis = pool.install(|| analyse(&prover, &world, arguments.zone, &progress));
    let Some(mut analysis) = analysis else {
        return Err("error: the world has no organization to trust; ask with `--zone account`\n".to_owned());
    };
    let asked = |kind: Kind| arguments.kinds.is_empty() || arguments.kinds.contains(&kind);
    analysis.findings.retain(|finding| asked(finding.kind));
    print(&match arguments.format {
        FindingsFormat::Human => render_access_findings(&analysis),
        FindingsFormat::Json => access_findings_json(&analysis).to_string() + "\n",
        FindingsFormat::V2 => {
            let shaped = access_findings_v2(&analysis, &world, time_given(arguments)?);
            if shaped.left_out > 0 {
                let count = shaped.left_out;
                complain(&format!(
                    "note: {count} of the findings are of kinds that the service does not have, and are left out\n"
                ));
            }
            shaped.json.to_string() + "\n"
        }
    })?;
    let is_error = |kind: Kind| kind == Kind::Error;
    Ok(match analysis.findings.iter().all(|finding| is_error(finding.kind)) {
        true if analysis.findings.is_empty() => Exit::Holds,
        true => Exit::Unknown,
        false => Exit::Fails,
    })
}
