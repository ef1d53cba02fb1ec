//! Answers for people.

use crate::model::{Assumption, Key, Request};
use crate::parse::Source;
use crate::question::{Answer, Blame, Conclusion, Direction, Relation, Simulation, Witness};

/// The answer in a few lines: what it is, then each witness with the statement it is allowed by. `subject` and
/// `reference` name the two sides, as `new.json` and `existing.json`; `source` gives a blamed policy's text.
pub fn render_answer<'s>(
    answer: &Answer,
    subject: &str,
    reference: &str,
    source: &dyn Fn(&Blame) -> Option<&'s Source>,
) -> String {
    let mut text = headline(answer, subject, reference);
    text.push('\n');
    for reason in &answer.unknown {
        text.push_str(&format!("  because {reason}\n"));
    }
    for witness in &answer.witnesses {
        text.push('\n');
        text.push_str(&heading(witness, subject, reference, source));
        text.push_str(&request(&witness.request));
        if let Some(lack) = &witness.lack {
            text.push_str(&format!("  AWS has today {lack}\n"));
        }
    }
    if let Some(known) = &answer.known {
        let name = known.relation.map_or(known.conclusion.name(), Relation::name);
        text.push_str(&format!(
            "\nwith only the actions, resources and keys that AWS has today (--universe known): {name}\n"
        ));
    }
    text.push_str(&hangs_on(&answer.assumptions));
    text
}

/// A simulation in a few lines: the decision, why, and the statements behind it.
pub fn render_simulation(simulation: &Simulation) -> String {
    let verdict = &simulation.verdict;
    let mut text = format!("{}: {}\n", verdict.decision.name(), verdict.explanation);
    for deciding in &verdict.by {
        let sid = deciding.sid.as_ref().map(|sid| format!(" ({sid})")).unwrap_or_default();
        let (kind, name, index) = (deciding.policy_type.name(), &deciding.name, deciding.statement_index);
        text.push_str(&format!("  {kind} policy {name}, statement {index}{sid}\n"));
    }
    text.push_str(&hangs_on(&simulation.assumptions));
    text
}

pub(super) fn hangs_on(assumptions: &[Assumption]) -> String {
    let mut text = String::new();
    for (at, assumption) in assumptions.iter().enumerate() {
        let (name, [default, other]) = assumption.names();
        let heading = if at == 0 { "\nthe answer hangs on\n" } else { "" };
        text.push_str(&format!("{heading}  {name} ({default} or {other}; see --assume)\n"));
    }
    text
}

fn headline(answer: &Answer, subject: &str, reference: &str) -> String {
    let name = answer.conclusion.name();
    if let Some(relation) = answer.relation {
        let said = match relation {
            Relation::Equivalent => format!("{subject} and {reference} allow the same requests"),
            Relation::Narrower => {
                format!(
                    "{subject} allows only requests that {reference} allows too, and {reference} allows more"
                )
            }
            Relation::Broader => format!("{subject} allows every request that {reference} allows, and more"),
            Relation::Incomparable => {
                format!("{subject} and {reference} each allow requests that the other does not")
            }
        };
        return format!("{}: {said}", relation.name());
    }
    match (answer.conclusion, answer.question) {
        (Conclusion::Unknown, _) => format!("{name}: it could not be decided"),
        (Conclusion::Holds, "no-new-access") => {
            format!("{name}: {subject} allows no request that {reference} does not")
        }
        (Conclusion::Fails, "no-new-access") => {
            format!("{name}: {subject} allows requests that {reference} does not")
        }
        (Conclusion::Holds, "no-public-access") => {
            format!("{name}: {subject} lets in nobody whom it does not name")
        }
        (Conclusion::Fails, "no-public-access") => {
            format!("{name}: {subject} lets in callers whom it does not name")
        }
        (Conclusion::Holds, "access-not-granted") => {
            format!("{name}: {subject} allows none of these requests")
        }
        (Conclusion::Fails, "access-not-granted") => {
            format!("{name}: {subject} allows some of these requests")
        }
        (Conclusion::Holds | Conclusion::Fails, _) => name.to_owned(),
    }
}

fn heading<'s>(
    witness: &Witness,
    subject: &str,
    reference: &str,
    source: &dyn Fn(&Blame) -> Option<&'s Source>,
) -> String {
    let blame = &witness.blame;
    let sid = blame.sid.as_ref().map(|sid| format!(" ({sid})")).unwrap_or_default();
    let place = source(blame)
        .map(|source| format!(" at {}:{}", source.name(), source.position(blame.span.start).line))
        .unwrap_or_default();
    let by = format!("by statement {}{sid}{place}", blame.statement_index);
    match witness.direction {
        Some(Direction::OnlyA) => format!("only {subject} allows, {by}\n"),
        Some(Direction::OnlyB) => format!("only {reference} allows, {by}\n"),
        None => format!("allowed {by}\n"),
    }
}

fn request(request: &Request) -> String {
    let keys: Vec<Key> = request.context.iter().map(|(key, _)| key.clone()).collect();
    request_lines(request, &keys)
}

/// The request, a line an attribute, with those of its keys.
pub(super) fn request_lines(request: &Request, keys: &[Key]) -> String {
    let mut rows = vec![
        ("principal".to_owned(), principal(request.principal.text())),
        ("action".to_owned(), request.action.clone()),
        ("resource".to_owned(), request.resource.clone()),
    ];
    rows.extend(keys.iter().map(|key| (key.name().to_owned(), values(request, key))));
    let width = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    rows.iter().map(|(name, value)| format!("  {name:width$}  {}\n", printable(value))).collect()
}

/// The values of the key; without any it is not in the request.
pub(super) fn values(request: &Request, key: &Key) -> String {
    match request.context.values(key) {
        [] => "(absent)".to_owned(),
        values => values.join(", "),
    }
}

fn principal(text: &str) -> String {
    if text == "*" { "* (anonymous)".to_owned() } else { text.to_owned() }
}

/// The text with what a terminal would not show as it is written out.
fn printable(text: &str) -> String {
    let shown = |c: char| if c.is_control() { c.escape_default().to_string() } else { c.to_string() };
    if text.is_empty() { "(empty)".to_owned() } else { text.chars().map(shown).collect() }
}
