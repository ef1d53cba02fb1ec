//! What archive rules hide beyond what they are meant to.

use serde_json::{Map, Value, json};

use super::findings::{Listed, Totals, render_listed_findings};
use super::findings_json::access_finding_json;
use crate::findings::Finding;
use crate::findings::archive::{Attributes, Beyond, FilterKey, Rule};
use crate::findings::state::Status;

/// What came of one rule.
#[derive(Debug)]
pub struct Hidden<'f> {
    /// The rule.
    pub rule: &'f Rule,
    /// Whether there can be a finding that it hides and is not meant to.
    pub beyond: Beyond,
    /// The findings of a world that are such.
    pub findings: Vec<&'f Finding>,
}

impl Hidden<'_> {
    /// The answer to "does it hide nothing but what it is meant to?".
    fn answer(&self) -> &'static str {
        match &self.beyond {
            _ if !self.findings.is_empty() => "fails",
            Beyond::Finding(_) => "fails",
            Beyond::Nothing => "holds",
            Beyond::Unknown => "unknown",
        }
    }
}

/// Rule by rule, for people. `resources` is how many of a world were looked at, if there is one.
pub fn render_archive_check(all: &[Hidden<'_>], resources: Option<usize>) -> String {
    let mut text = String::new();
    for (at, hidden) in all.iter().enumerate() {
        let name = &hidden.rule.name;
        text.push_str(if at == 0 { "" } else { "\n" });
        match &hidden.beyond {
            Beyond::Nothing => {
                text.push_str(&format!(
                    "holds: {name} hides nothing but what is intended, whatever is found\n"
                ));
            }
            Beyond::Finding(example) => {
                text.push_str(&format!("fails: {name} hides findings that are not intended, for example\n"));
                text.push_str(&example_lines(example, hidden.rule));
            }
            Beyond::Unknown => {
                text.push_str(&format!("unknown: it would take too long to tell what {name} hides\n"));
            }
        }
        if let Some(resources) = resources {
            let listed: Vec<Listed<'_>> = hidden
                .findings
                .iter()
                .map(|finding| Listed {
                    finding,
                    change: None,
                    status: Status::Archived,
                    was: None,
                    was_status: None,
                })
                .collect();
            text.push_str("\nin this world it hides that are not intended\n\n");
            let mut totals = Totals { resources, ..Totals::default() };
            hidden.findings.iter().for_each(|finding| totals.count(finding.kind));
            text.push_str(&render_listed_findings(&listed, &totals));
        }
    }
    text
}

/// The attributes that a rule looks at, and those that say what kind of finding it is.
fn example_lines(example: &Attributes, rule: &Rule) -> String {
    const SHOWN: [FilterKey; 4] =
        [FilterKey::Resource, FilterKey::ResourceType, FilterKey::PrincipalAws, FilterKey::IsPublic];
    let mut text = String::new();
    for (key, values) in example.iter() {
        let is_shown = SHOWN.contains(&key)
            || rule.filter.criteria.contains_key(&key)
            || matches!(key, FilterKey::Condition(_) | FilterKey::Error | FilterKey::PrincipalFederated);
        if is_shown {
            text.push_str(&format!("  {:33} {}\n", key.name(), values.join(", ")));
        }
    }
    for key in rule.filter.criteria.keys().filter(|key| example.values(**key).is_empty()) {
        text.push_str(&format!("  {:33} absent\n", key.name()));
    }
    text
}

/// The same for programs.
pub fn archive_check_json(all: &[Hidden<'_>]) -> Value {
    let answers: Vec<&str> = all.iter().map(Hidden::answer).collect();
    let answer = ["fails", "unknown"].into_iter().find(|answer| answers.contains(answer)).unwrap_or("holds");
    let rules = all.iter().map(|hidden| {
        let example = match &hidden.beyond {
            Beyond::Finding(example) => {
                let values = example.iter().map(|(key, values)| (key.name(), json!(values)));
                Value::Object(values.collect::<Map<String, Value>>())
            }
            Beyond::Nothing | Beyond::Unknown => Value::Null,
        };
        let findings: Vec<Value> = hidden.findings.iter().map(|finding| access_finding_json(finding)).collect();
        json!({ "ruleName": hidden.rule.name, "answer": hidden.answer(), "example": example, "findings": findings })
    });
    json!({ "question": "archive-rules", "answer": answer, "rules": rules.collect::<Vec<Value>>() })
}
