//! Access findings, for people.

use std::collections::BTreeMap;

use super::human::{hangs_on, request_lines};
use crate::findings::state::Status;
use crate::findings::{Analysis, Change, Finding, Kind};
use crate::model::{Assumption, Key};
use crate::question::world::Callers;

/// A finding in a list.
#[derive(Clone, Debug)]
pub struct Listed<'f> {
    /// The finding.
    pub finding: &'f Finding,
    /// How it stands to a previous result; `None` if there is nothing to compare with.
    pub change: Option<Change>,
    /// Whether it is put aside.
    pub status: Status,
    /// What it was, if it has changed.
    pub was: Option<&'f Finding>,
    /// Whether it was put aside, if it has changed.
    pub was_status: Option<Status>,
}

/// The findings, by resource, and how many there are.
pub fn render_access_findings(analysis: &Analysis) -> String {
    let listed =
        |finding| Listed { finding, change: None, status: Status::Active, was: None, was_status: None };
    let all: Vec<Listed<'_>> = analysis.findings.iter().map(listed).collect();
    let mut totals = Totals { resources: analysis.resources, ..Totals::default() };
    analysis.findings.iter().for_each(|finding| totals.count(finding.kind));
    render_listed_findings(&all, &totals)
}

/// How much there is, listed or not.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// How many resources were looked at.
    pub resources: usize,
    /// How many findings of each kind there are.
    pub kinds: BTreeMap<Kind, usize>,
}

impl Totals {
    /// Counts a finding.
    pub fn count(&mut self, kind: Kind) {
        *self.kinds.entry(kind).or_default() += 1;
    }
}

/// The same of findings that were compared with others, or put aside.
pub fn render_listed_findings(all: &[Listed<'_>], totals: &Totals) -> String {
    let mut text = String::new();
    let mut of = None;
    for listed in all {
        let finding = listed.finding;
        if of != Some(&finding.resource) {
            text.push_str(&format!(
                "{}{} ({})\n",
                if of.is_some() { "\n" } else { "" },
                finding.resource,
                finding.resource_type
            ));
            of = Some(&finding.resource);
        }
        text.push_str(&listed_lines(listed));
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(&totals_line(totals));
    text
}

/// How many findings there are.
fn totals_line(totals: &Totals) -> String {
    let resources = match totals.resources {
        1 => "1 resource".to_owned(),
        many => format!("{many} resources"),
    };
    let counts: Vec<String> =
        totals.kinds.iter().map(|(kind, count)| format!("{count} {}", kind.name())).collect();
    match totals.kinds.values().sum::<usize>() {
        0 => format!("no findings in {resources}\n"),
        1 => format!("1 finding in {resources}: {}\n", counts.join(", ")),
        many => format!("{many} findings in {resources}: {}\n", counts.join(", ")),
    }
}

/// How many findings of which change, in words; `since` says by what, or since when.
pub fn render_changes(since: &str, changes: &BTreeMap<Change, usize>) -> String {
    let count = |change: Change| changes.get(&change).copied().unwrap_or(0);
    let counts: Vec<String> = Change::ALL
        .iter()
        .map(|change| format!("{} {}", count(*change), change.name().to_lowercase()))
        .collect();
    format!("{since}: {}\n", counts.join(", "))
}

fn listed_lines(listed: &Listed<'_>) -> String {
    let mut marks = String::new();
    if let Some(change) = listed.change {
        marks.push_str(&format!(" [{}]", change.name()));
    }
    if listed.status == Status::Archived && listed.change != Some(Change::Resolved) {
        marks.push_str(&format!(" [{}]", Status::Archived.name()));
    }
    let mut text = finding_lines(listed.finding, &marks);
    if let Some(was) = listed.was {
        let mut before = format!("actions {}", was.actions.join(", "));
        // The patterns may be the same, and what is allowed of them not.
        if was.allowed != listed.finding.allowed {
            before.push_str(&format!("; allowed {}", few(&was.allowed)));
        }
        if was.is_public != listed.finding.is_public {
            before.push_str(if was.is_public { "; public" } else { "; not public" });
        }
        if listed.was_status == Some(Status::Archived) {
            before.push_str("; put aside by an archive rule");
        }
        text.push_str(&format!("    before     {before}\n"));
    }
    text
}

/// The first few of these names, and how many more there are.
fn few(names: &[String]) -> String {
    const FEW: usize = 4;
    let first = names.get(..FEW.min(names.len())).unwrap_or_default().join(", ");
    match names.len().saturating_sub(FEW) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}

fn finding_lines(finding: &Finding, marks: &str) -> String {
    let conditional = !finding.is_public && !finding.cell.conditions.is_empty();
    let who = match (finding.principal().as_str(), finding.callers) {
        ("*", _) if finding.kind == Kind::Error && !conditional => "somebody".to_owned(),
        ("*", Callers::Service) => "any AWS service".to_owned(),
        ("*", Callers::Federated) => "users of any identity provider".to_owned(),
        ("*", Callers::Aws) if !finding.is_public => "whoever meets the conditions".to_owned(),
        ("*", Callers::Aws) => "anybody".to_owned(),
        (name, _) => name.to_owned(),
    };
    let mut text = format!("  {}: {who}{marks}\n", finding.kind.name());
    if finding.kind == Kind::InternalAccess {
        // These are no patterns that somebody wrote, but what is left of them.
        text.push_str(&format!("    actions    {}\n", few(&finding.actions)));
    } else if !finding.actions.is_empty() {
        text.push_str(&format!("    actions    {}\n", finding.actions.join(", ")));
    }
    if finding.allowed.len() < finding.named().len() {
        text.push_str(&format!("    allowed    {}\n", few(&finding.allowed)));
    }
    for (at, (operator, key, values)) in finding.conditions().enumerate() {
        let label = if at == 0 { "if" } else { "and" };
        text.push_str(&format!("    {label:10} {operator} {key} {}\n", values.join(", ")));
    }
    for (at, by) in finding.by.iter().enumerate() {
        let sid = by.sid.as_ref().map(|sid| format!(" ({sid})")).unwrap_or_default();
        let label = if at == 0 { "by" } else { "" };
        text.push_str(&format!("    {label:10} statement {}{sid} of {}\n", by.statement_index, by.name));
    }
    if !finding.chain.is_empty() {
        text.push_str(&format!("    through    {}\n", finding.chain.join(" -> ")));
    }
    if let Some(reason) = &finding.reason {
        text.push_str(&format!(
            "    {:10} {reason}\n",
            if finding.kind == Kind::Error { "because" } else { "without" }
        ));
    }
    if let Some(witness) = &finding.witness {
        text.push_str("    for example\n");
        let keys: Vec<Key> =
            witness.context.iter().map(|(key, _)| key).filter(|key| finding.tells(key)).cloned().collect();
        for line in request_lines(witness, &keys).lines() {
            text.push_str(&format!("    {line}\n"));
        }
    }
    let assumptions: Vec<Assumption> = finding.assumptions.iter().copied().collect();
    text.push_str(&hangs_on(&assumptions));
    text
}
