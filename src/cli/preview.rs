//! `preview`.

use std::collections::BTreeMap;
use std::sync::Arc;

use clap::Args;

use super::arguments::{Deciding, Format};
use super::exit::Exit;
use super::files::{load as load_policy, read};
use super::findings::{EXITS_OF_CHANGES, zone};
use super::listed::{entry, exit_of, listed, told};
use super::run::{complain, print, prover};
use super::world::load;
use crate::findings::state::{AccountState, Status};
use crate::findings::{Change, Configuration, Finding, Zone, changes, preview};
use crate::input::read_configuration;
use crate::model::{PolicyType, segments_of};
use crate::report::{
    Totals, compared_findings_json, render_changes, render_diagnostics, render_listed_findings,
};

#[derive(Debug, Args)]
#[command(after_help = EXITS_OF_CHANGES)]
#[command(group(clap::ArgGroup::new("proposal").args(["policy", "change"]).required(true)))]
pub(super) struct Preview {
    /// The world as it is
    #[arg(value_name = "WORLD")]
    pub(super) world: String,
    /// The resource or role that is to be changed, or made
    #[arg(long, value_name = "ARN")]
    pub(super) resource: String,
    /// Its policy afterwards; a role's trust policy
    #[arg(long, value_name = "FILE")]
    pub(super) policy: Option<String>,
    /// Its configuration afterwards, as `CreateAccessPreview` has it: `{"s3Bucket": {"bucketPolicy": …}}` and the like
    #[arg(long, value_name = "FILE")]
    pub(super) change: Option<String>,
    /// The type of a new resource whose ARN does not show it, such as AWS::S3::Bucket
    #[arg(long = "type", value_name = "TYPE", conflicts_with = "change")]
    pub(super) resource_type: Option<String>,
    /// The account of a new resource whose ARN does not show it
    #[arg(long, value_name = "ID")]
    pub(super) account: Option<String>,
    /// Who is trusted: `account`, nobody but the account that owns the resource; or `organization`
    #[arg(long, value_name = "ZONE", value_parser = zone, default_value = "account")]
    pub(super) zone: Zone,
    #[command(flatten)]
    pub(super) deciding: Deciding,
    /// How to print the findings
    #[arg(long, value_enum, default_value = "human", help_heading = "Output")]
    pub(super) format: Format,
}

/// What is proposed.
fn proposal(arguments: &Preview) -> Result<Configuration, String> {
    if let Some(path) = &arguments.change {
        let source = read(path)?;
        let (configuration, diagnostics) = read_configuration(&source, &arguments.resource);
        let remarks = render_diagnostics(&source, &diagnostics);
        let configuration = configuration.ok_or_else(|| remarks.clone())?;
        complain(&remarks);
        return Ok(configuration);
    }
    let parts = segments_of(&arguments.resource);
    let is_role =
        parts.is_some_and(|[_, _, service, _, _, rest]| service == "iam" && rest.starts_with("role/"));
    let policy_type = if is_role { PolicyType::Trust } else { PolicyType::Resource };
    let loaded = load_policy(arguments.policy.as_deref().unwrap_or_default(), policy_type)?;
    complain(&loaded.warnings);
    let mut policy = loaded.policy;
    // As it is called in a world.
    policy.name = if is_role { "trustPolicy" } else { "resourcePolicy" }.to_owned();
    Ok(Configuration {
        resource_type: arguments.resource_type.clone(),
        policy: Some(Some(Arc::new(policy))),
        ..Configuration::default()
    })
}

/// Exits 1 if there is a finding that is new or changed, 3 if the only such ones are errors.
pub(super) fn run(arguments: &Preview) -> Result<Exit, String> {
    let prover = prover(&arguments.deciding)?;
    let proposed = proposal(arguments)?;
    let mut world = load(&arguments.world)?;
    let account = arguments.account.as_deref();
    let previewed = preview(&prover, &mut world, arguments.zone, &arguments.resource, account, &proposed)
        .map_err(|reason| format!("error: {reason}\n"))?;
    for point in &previewed.gone {
        complain(&format!(
            "note: {point} is taken away: the proposed `accessPoints` are all that there are, and do not name it\n"
        ));
    }
    let state = |findings: &[Finding]| {
        let findings = findings.iter().map(|finding| entry(finding, Status::Active)).collect();
        BTreeMap::from([(previewed.account.clone(), Arc::new(AccountState { resources: 1, findings }))])
    };
    let (before, after) = (state(&previewed.before), state(&previewed.after));
    let all = changes(Some(&before), &after);
    let mut counts: BTreeMap<Change, usize> = BTreeMap::new();
    all.iter().for_each(|one| *counts.entry(one.change).or_default() += 1);
    print(&match arguments.format {
        Format::Json => compared_findings_json(&all, 1, Some(&counts)),
        Format::Human => {
            let mut totals = Totals { resources: 1, ..Totals::default() };
            previewed.after.iter().for_each(|finding| totals.count(finding.kind));
            let at_hand: Vec<Finding> = previewed.before.iter().chain(&previewed.after).cloned().collect();
            render_listed_findings(&listed(&all, &told(&all, &at_hand)?, true), &totals)
                + &render_changes("by the change", &counts)
        }
    })?;
    let counted = all.iter().filter(|one| matches!(one.change, Change::New | Change::Changed));
    Ok(exit_of(counted.map(|one| one.finding)))
}
