//! What was found in a world, for people and as JSON, and the page of a check over worlds.

use serde_json::{Value, json};

use super::human::request_lines;
use super::request::request_json;
use crate::eval::Deciding;
use crate::lint::world::{Assessment, Undecided, WorldCheck, WorldFinding};
use crate::lint::{Category, Evidence};
use crate::model::Key;

/// Each principal with what was found of it, then how much there is of each category.
pub fn render_assessment(assessment: &Assessment) -> String {
    let mut text = String::new();
    let mut of = "";
    for finding in &assessment.findings {
        if finding.principal != of {
            text.push_str(&format!("{}\n", finding.principal));
            of = &finding.principal;
        }
        text.push_str(&finding_lines(finding));
    }
    for Undecided { check, principal, reason } in &assessment.undecided {
        text.push_str(&format!("unknown[{}]: {principal}: {reason}\n", check.code));
    }
    text + &totals(assessment)
}

/// Keys that follow from who asks, which people see in the ARN.
const OF_CALLER: [&str; 7] = [
    "aws:principalaccount",
    "aws:principalarn",
    "aws:principalisawsservice",
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:principaltype",
    "aws:username",
];

fn finding_lines(finding: &WorldFinding) -> String {
    let category = finding.check.category.words();
    let mut text = format!("  {category}[{}]: {}\n", finding.check.code, finding.details);
    for statement in &finding.statements {
        text.push_str(&format!("     by {}\n", place(statement)));
    }
    for evidence in &finding.evidence {
        match evidence {
            Evidence::Witness(request) => {
                text.push_str("     shown by\n");
                let keys = request.context.iter().map(|(key, _)| key);
                let keys: Vec<Key> = keys.filter(|key| !OF_CALLER.contains(&key.folded())).cloned().collect();
                let lines = request_lines(request, &keys);
                text.extend(lines.lines().map(|line| format!("     {line}\n")));
            }
            Evidence::None { requests, engine } => {
                text.push_str(&format!("     proved ({engine}): there is no request {requests}\n"));
            }
        }
    }
    text
}

/// Where the statement stands.
fn place(statement: &Deciding) -> String {
    let sid = statement.sid.as_ref().map(|sid| format!(" ({sid})")).unwrap_or_default();
    let (kind, name) = (statement.policy_type.name(), &statement.name);
    format!("statement {}{sid} of the {kind} policy {name}", statement.statement_index)
}

fn totals(assessment: &Assessment) -> String {
    let count = |category: Category| {
        let of_category = assessment.findings.iter().filter(|found| found.check.category == category);
        let count = of_category.count();
        let plural = if count == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} {}{plural}", category.words()))
    };
    let mut counts: Vec<String> = Category::ALL.into_iter().filter_map(count).collect();
    if counts.is_empty() {
        counts.push("nothing found".to_owned());
    }
    if !assessment.undecided.is_empty() {
        counts.push(format!("{} not decided", assessment.undecided.len()));
    }
    let looked_at = assessment.looked_at;
    format!("{} ({looked_at} users, roles and root users looked at)\n", counts.join(", "))
}

/// The answer as JSON. `fails` says whether a finding is as bad as the caller would have none.
pub fn assessment_json(assessment: &Assessment, fails: bool) -> Value {
    let undecided = |one: &Undecided| json!({"issueCode": one.check.code, "principal": one.principal, "reason": one.reason});
    let answer = match (fails, assessment.undecided.is_empty()) {
        (true, _) => "fails",
        (false, true) => "holds",
        (false, false) => "unknown",
    };
    json!({
        "question": "validate",
        "answer": answer,
        "findings": assessment.findings.iter().map(finding_json).collect::<Vec<_>>(),
        "undecided": assessment.undecided.iter().map(undecided).collect::<Vec<_>>(),
        "lookedAt": assessment.looked_at,
    })
}

fn finding_json(finding: &WorldFinding) -> Value {
    let statement = |statement: &Deciding| {
        json!({
            "policyType": statement.policy_type.name(),
            "name": statement.name,
            "statementIndex": statement.statement_index,
            "sid": statement.sid,
        })
    };
    let evidence = |evidence: &Evidence| match evidence {
        Evidence::Witness(request) => json!({"witness": request_json(request)}),
        Evidence::None { requests, engine } => json!({"noRequest": requests, "engine": engine}),
    };
    json!({
        "findingType": finding.check.category.name(),
        "issueCode": finding.check.code,
        "findingDetails": finding.details,
        "learnMoreLink": format!("hornbeam explain {}", finding.check.code),
        "origin": "hornbeam",
        "account": finding.account,
        "principal": finding.principal,
        "statements": finding.statements.iter().map(statement).collect::<Vec<_>>(),
        "evidence": finding.evidence.iter().map(evidence).collect::<Vec<_>>(),
    })
}

/// The page of a check: what it finds, why that matters, an example, and what to have instead.
pub fn render_world_check(check: &WorldCheck) -> String {
    let world = |world: &str| {
        let value: Result<Value, _> = serde_json::from_str(world);
        let pretty = value.and_then(|value| serde_json::to_string_pretty(&value));
        let pretty = pretty.unwrap_or_else(|_| world.to_owned());
        pretty.lines().map(|line| format!("    {line}\n")).collect::<String>()
    };
    format!(
        "{} ({}): {}\na check of hornbeam's own, over a world\n\n{}\n\n{}\n\nexample (world)\n\n{}\ninstead (world)\n\n{}",
        check.code,
        check.category.words(),
        check.title,
        check.finds,
        check.why,
        world(check.example),
        world(check.instead),
    )
}

/// The checks, one a line.
pub fn render_world_checks(checks: impl Iterator<Item = &'static WorldCheck>) -> String {
    checks.map(|check| format!("{:<17} {}  {}\n", check.category.words(), check.code, check.title)).collect()
}

/// The page of a check as one object.
pub fn world_check_json(check: &WorldCheck) -> Value {
    let example = |world: &str| json!({"type": "world", "resourceType": null, "document": world});
    json!({
        "issueCode": check.code,
        "findingType": check.category.name(),
        "title": check.title,
        "origin": "hornbeam",
        "finds": check.finds,
        "why": check.why,
        "example": example(check.example),
        "instead": example(check.instead),
    })
}
