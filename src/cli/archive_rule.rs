//! `archive-rule`.

use clap::{Args, Subcommand};

use super::arguments::{Deciding, Format};
use super::exit::Exit;
use super::files::read;
use super::findings::zone;
use super::run::{complain, print, prover};
use super::world::load;
use crate::findings::archive::{Attributes, Beyond, Filter, Rule, beyond};
use crate::findings::{Analysis, Zone, analyse};
use crate::input::{read_archive_rules, read_intended};
use crate::parse::{Diagnostic, Source};
use crate::report::{Hidden, archive_check_json, render_archive_check, render_diagnostics};

#[derive(Debug, Subcommand)]
pub(super) enum ArchiveRule {
    /// Does each rule hide nothing but what it is meant to? Proved for all findings there can be, or shown by one that it would
    /// hide; and which findings of a world it does
    Check(ArchiveRuleCheck),
}

#[derive(Debug, Args)]
pub(super) struct ArchiveRuleCheck {
    /// A world, whose findings are gone through as well
    #[arg(value_name = "WORLD")]
    pub(super) world: Option<String>,
    /// The rules: `[{"ruleName": NAME, "filter": {KEY: {"eq"|"neq"|"contains": [TEXT], "exists": true|false}}}]`
    #[arg(long, value_name = "FILE")]
    pub(super) rules: String,
    /// What they are meant to hide: a filter, or rules of which any may apply
    #[arg(long, value_name = "FILE")]
    pub(super) intended: String,
    /// Who is trusted in the world: `account` or `organization`
    #[arg(long, value_name = "ZONE", value_parser = zone, default_value = "account")]
    pub(super) zone: Zone,
    #[command(flatten)]
    pub(super) deciding: Deciding,
    /// How to print the answer
    #[arg(long, value_enum, default_value = "human", help_heading = "Output")]
    pub(super) format: Format,
}

/// The rules in a file.
pub(super) fn rules(path: &str) -> Result<(Vec<Rule>, Source), String> {
    let source = read(path)?;
    let (rules, diagnostics) = read_archive_rules(&source);
    Ok((read_or(rules, &diagnostics, &source)?, source))
}

fn read_or<T>(value: Option<T>, diagnostics: &[Diagnostic], source: &Source) -> Result<T, String> {
    value.ok_or_else(|| render_diagnostics(source, diagnostics))
}

pub(super) fn run(command: &ArchiveRule) -> Result<Exit, String> {
    let ArchiveRule::Check(arguments) = command;
    let (rules, _) = rules(&arguments.rules)?;
    if rules.is_empty() {
        complain(&format!("note: there is no rule in {}: there is nothing to check\n", arguments.rules));
    }
    let source = read(&arguments.intended)?;
    let (intended, diagnostics) = read_intended(&source);
    let intended: Vec<Filter> = read_or(intended, &diagnostics, &source)?;
    let mut analysis = None;
    let mut attributes = Vec::new();
    if let Some(path) = &arguments.world {
        let world = load(path)?;
        let prover = prover(&arguments.deciding)?;
        let found = analyse(&prover, &world, arguments.zone, &|_| {}).ok_or_else(no_organization)?;
        attributes = found.findings.iter().map(|finding| Attributes::of(finding, &world)).collect();
        analysis = Some(found);
    }
    let findings = analysis.as_ref().map_or(&[][..], |analysis: &Analysis| &analysis.findings);
    let check = |rule| -> Hidden<'_> {
        let rule: &Rule = rule;
        let is_hidden =
            |own: &Attributes| rule.filter.matches(own) && !intended.iter().any(|filter| filter.matches(own));
        let hidden = findings.iter().zip(&attributes).filter(|(_, own)| is_hidden(own));
        let findings = hidden.map(|(finding, _)| finding).collect();
        Hidden { rule, beyond: beyond(&rule.filter, &intended), findings }
    };
    let all: Vec<Hidden<'_>> = rules.iter().map(check).collect();
    print(&match arguments.format {
        Format::Human => render_archive_check(&all, analysis.as_ref().map(|analysis| analysis.resources)),
        Format::Json => archive_check_json(&all).to_string() + "\n",
    })?;
    let exit = |hidden: &Hidden<'_>| match &hidden.beyond {
        Beyond::Finding(_) => Exit::Fails,
        _ if !hidden.findings.is_empty() => Exit::Fails,
        Beyond::Unknown => Exit::Unknown,
        Beyond::Nothing => Exit::Holds,
    };
    Ok(all.iter().map(exit).max().unwrap_or(Exit::Holds))
}

/// There is nobody to trust.
pub(super) fn no_organization() -> String {
    "error: the world has no organization to trust; ask with `--zone account`\n".to_owned()
}
