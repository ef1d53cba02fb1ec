//! Pairs of policies for the question whether the first allows what the second does not.

use super::document::{Document, Principal, Statement};
use super::operands::{self, Theme};
use super::policies::{self, Size};
use super::rng::Rng;
use hornbeam::model::PolicyType;

const SIZE: Size = Size { statements: 2, conditions: 2, values: 2 };

/// Two policies, and whether it is known that the second allows all that the first does.
pub(crate) struct Pair {
    pub(crate) new: Document,
    pub(crate) existing: Document,
    pub(crate) contained: bool,
}

/// Two policies that may differ in everything, or in a statement, or in one place.
pub(crate) fn mixed(rng: &mut Rng) -> Pair {
    let policy_type = *rng.pick(&PolicyType::ALL);
    let count = rng.between(1, 3);
    let theme = Theme::new(rng, count);
    let document = policies::document_of(rng, policy_type, &theme, SIZE);
    let other = policies::document_of(rng, policy_type, &theme, SIZE);
    let mut statements = document.statements.clone();
    let at = rng.below(statements.len() + 1);
    let statement = policies::statement(rng, policy_type, &theme, SIZE);
    match rng.below(8) {
        0 => {
            statements.insert(at, Statement { allow: true, ..statement });
            Pair { existing: document.with(statements), new: document, contained: true }
        }
        1 => {
            statements.insert(at, Statement { allow: false, ..statement });
            Pair { new: document.with(statements), existing: document, contained: true }
        }
        2..=4 => {
            let statement = rng.below(statements.len());
            change(rng, &mut statements[statement], &theme, policy_type);
            let changed = document.with(statements);
            let (new, existing) = if rng.chance(50) { (document, changed) } else { (changed, document) };
            Pair { new, existing, contained: false }
        }
        _ => Pair { new: document, existing: other, contained: false },
    }
}

/// Puts another value in one place of the statement.
fn change(rng: &mut Rng, statement: &mut Statement, theme: &Theme, policy_type: PolicyType) {
    let fresh = policies::statement(rng, policy_type, theme, SIZE);
    match rng.below(6) {
        0 => statement.action = fresh.action,
        1 => statement.resource = fresh.resource,
        2 => statement.principal = fresh.principal,
        3 => drop(statement.conditions.pop()),
        4 => statement.conditions.push(policies::condition(rng, theme, SIZE)),
        _ => statement.conditions.iter_mut().take(1).for_each(|condition| drop(condition.values.pop())),
    }
}

/// Two statements about one element, all else being `*`: small enough that a solver nearly always decides,
/// and that random requests find what there is.
pub(crate) fn focused(rng: &mut Rng) -> Pair {
    let policy_type = *rng.pick(&[PolicyType::Identity, PolicyType::Resource]);
    let element = rng.below(10);
    let count = rng.between(1, 2);
    let theme = Theme::new(rng, count);
    let version = Some("2012-10-17");
    let mut document = |conditions: usize| {
        let fresh = policies::statement(rng, policy_type, &theme, SIZE);
        let everyone = || Principal { negated: false, names: vec![("*", "*".to_owned())] };
        let all = || (false, vec!["*".to_owned()]);
        let mut statement = Statement {
            allow: true,
            principal: policy_type.has_principal().then(everyone),
            action: all(),
            resource: Some(all()),
            conditions: Vec::new(),
        };
        match element {
            0 => statement.action = fresh.action,
            1 | 2 => statement.resource = fresh.resource,
            3 => statement.principal = fresh.principal,
            _ => {
                statement.conditions =
                    (0..conditions).map(|_| policies::condition(rng, &theme, SIZE)).collect()
            }
        }
        Document { policy_type, version, statements: vec![statement] }
    };
    let (mut new, mut existing) = (document(2), document(1));
    let (conditions, mut contained) = (new.statements[0].conditions.clone(), false);
    match rng.below(6) {
        0 => existing.statements[0].allow = false,
        1 if !conditions.is_empty() => {
            existing.statements[0].conditions = vec![conditions[0].clone()];
            contained = true;
        }
        2 => existing.statements[0] = sibling(rng, &new.statements[0]),
        3 => new.statements[0] = sibling(rng, &existing.statements[0]),
        _ => {}
    }
    Pair { new, existing, contained }
}

/// A statement that says nearly the same: patterns a letter or wildcard apart, operators of the same kind.
fn sibling(rng: &mut Rng, statement: &Statement) -> Statement {
    let mut sibling = statement.clone();
    let lists = [Some(&mut sibling.action), sibling.resource.as_mut()];
    for value in lists.into_iter().flatten().flat_map(|(_, list)| list) {
        *value = near(rng, value);
    }
    if let Some(principal) = &mut sibling.principal {
        principal
            .names
            .iter_mut()
            .filter(|(kind, _)| *kind == "AWS")
            .for_each(|(_, name)| *name = near(rng, name));
    }
    sibling.conditions.truncate(1);
    for condition in &mut sibling.conditions {
        if rng.chance(70) {
            condition.operator = operands::sibling(rng, &condition.operator);
        }
        if rng.chance(40) {
            condition.values.iter_mut().for_each(|value| *value = near(rng, value));
        }
    }
    sibling
}

/// The text with one of its places changed, if it is not `*` alone.
fn near(rng: &mut Rng, text: &str) -> String {
    let places: Vec<(usize, char)> = text.char_indices().collect();
    if text == "*" || places.is_empty() || rng.chance(30) {
        return text.to_owned();
    }
    let (at, old) = *rng.pick(&places);
    let new = match old {
        '*' => rng.word(&["", "?", "?*", "*a", "a*"]).to_owned(),
        '?' => rng.word(&["*", "a", "??"]).to_owned(),
        old if old.is_ascii_alphabetic() && rng.chance(40) => old.to_ascii_uppercase().to_string(),
        old if old.is_ascii_alphanumeric() => {
            format!("{}{old}", rng.word(&["?", "*"])).replace(old, rng.word(&["", &old.to_string()]))
        }
        old => old.to_string(),
    };
    format!("{}{new}{}", &text[..at], &text[at + old.len_utf8()..])
}
