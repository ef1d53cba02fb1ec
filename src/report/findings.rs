//! Access findings, for people.

use super::human::{hangs_on, request_lines};
use crate::findings::{Analysis, Finding, Kind};
use crate::model::{Assumption, Key};

/// The findings, by resource, and how many there are.
pub fn render_access_findings(analysis: &Analysis) -> String {
    let mut text = String::new();
    let mut of = None;
    for finding in &analysis.findings {
        if of != Some(&finding.resource) {
            text.push_str(&format!(
                "{}{} ({})\n",
                if of.is_some() { "\n" } else { "" },
                finding.resource,
                finding.resource_type
            ));
            of = Some(&finding.resource);
        }
        text.push_str(&finding_lines(finding));
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(&totals(analysis));
    text
}

/// How many findings there are, and what the rest is proved to be.
fn totals(analysis: &Analysis) -> String {
    let counts: Vec<String> = Kind::ALL
        .into_iter()
        .map(|kind| (kind, analysis.findings.iter().filter(|finding| finding.kind == kind).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| format!("{count} {}", kind.name()))
        .collect();
    let resources = if analysis.resources == 1 { "resource" } else { "resources" };
    if counts.is_empty() {
        return format!("no findings in {} {resources}\n", analysis.resources);
    }
    format!(
        "{} findings in {} {resources}: {}\n",
        analysis.findings.len(),
        analysis.resources,
        counts.join(", ")
    )
}

fn finding_lines(finding: &Finding) -> String {
    let who = match (finding.is_public, finding.principal().as_str()) {
        (true, _) => "anybody".to_owned(),
        (false, "*") => "whoever meets the conditions".to_owned(),
        (false, name) => name.to_owned(),
    };
    let mut text = format!("  {}: {who}\n", finding.kind.name());
    if !finding.actions.is_empty() {
        text.push_str(&format!("    actions    {}\n", finding.actions.join(", ")));
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
