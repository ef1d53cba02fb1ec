//! What validation found, for people, and the page of a check.

use super::diagnostic::marked;
use super::request::{not_today, request_json};
use crate::lint::{Category, Check, Evidence, Example, Finding, Origin};
use crate::parse::Source;

/// Each finding at its place in the file, then how many there are of each category.
///
/// ```text
/// policy.json:4:17: error[INVALID_ACTION]: there is no action `s3:GetObejct`
///    4 |       "Action": "s3:GetObejct",
///      |                 ^^^^^^^^^^^^^^
/// ```
pub fn render_findings(source: &Source, findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        let mut locations = finding.locations.iter();
        let Some(first) = locations.next() else { continue };
        let kind = format!("{}[{}]", finding.check.category.words(), finding.check.code);
        text.push_str(&marked(source, first.span, &kind, &finding.details));
        let others: Vec<String> = locations
            .map(|location| {
                let position = source.position(location.span.start);
                format!("{}:{}", position.line, position.column + 1)
            })
            .collect();
        if !others.is_empty() {
            text.push_str(&format!("     = also at {}\n", others.join(", ")));
        }
        match &finding.evidence {
            None => {}
            Some(Evidence::Witness(request)) => {
                text.push_str(&format!("     = shown by {}\n", request_json(request)));
                if let Some(lack) = not_today(request) {
                    text.push_str(&format!("     = AWS has today {lack}\n"));
                }
            }
            Some(Evidence::None { requests, engine }) => {
                text.push_str(&format!("     = proved ({engine}): there is no request {requests}\n"));
            }
        }
    }
    text.push_str(&totals(findings));
    text
}

fn totals(findings: &[Finding]) -> String {
    let count = |category: Category| {
        let count = findings.iter().filter(|finding| finding.check.category == category).count();
        let plural = if count == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} {}{plural}", category.words()))
    };
    let counts: Vec<String> = Category::ALL.into_iter().filter_map(count).collect();
    if counts.is_empty() { "nothing found\n".to_owned() } else { format!("{}\n", counts.join(", ")) }
}

/// The page of a check: what it finds, why that matters, an example, and what to write instead.
pub fn render_check(check: &Check) -> String {
    let whose = match check.origin {
        Origin::Aws => "a check of AWS's policy validation",
        Origin::Hornbeam => "a check of hornbeam's own",
    };
    let example = |example: &Example| {
        let kind = example.resource_kind.map(|kind| format!(", {}", kind.name())).unwrap_or_default();
        let lines = pretty(example.document).lines().map(|line| format!("    {line}\n")).collect::<String>();
        format!("({}{kind})\n\n{lines}", example.policy_type.name())
    };
    format!(
        "{} ({}): {}\n{whose}\n\n{}\n\n{}\n\nexample {}\ninstead {}",
        check.code,
        check.category.words(),
        check.title,
        check.finds,
        check.why,
        example(&check.example),
        example(&check.instead),
    )
}

/// The document on several lines, if it is JSON.
fn pretty(document: &str) -> String {
    let value: Result<serde_json::Value, _> = serde_json::from_str(document);
    value.and_then(|value| serde_json::to_string_pretty(&value)).unwrap_or_else(|_| document.to_owned())
}

/// The checks, one a line.
pub fn render_checks(checks: impl Iterator<Item = &'static Check>) -> String {
    checks.map(|check| format!("{:<17} {}  {}\n", check.category.words(), check.code, check.title)).collect()
}
