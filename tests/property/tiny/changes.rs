//! Changes to a policy that keep what it allows, or add to it; and changes that may do anything.

use super::super::document::{Condition, Document, Statement};
use super::super::rng::Rng;
use super::policies::{self, Kind, Theme};
use super::universe::KINDS;

/// Changes the policy so that under the default assumptions it allows no less.
pub(super) fn widen(rng: &mut Rng, document: &mut Document, theme: &Theme) {
    let statements = &mut document.statements;
    let at = rng.below(statements.len());
    match rng.below(12) {
        0 => {
            let statement = Statement { allow: true, ..policies::statement(rng, theme) };
            statements.insert(at, statement);
        }
        1 if !statements[at].allow && statements.len() > 1 => drop(statements.remove(at)),
        2..=4 => split(rng, statements, at, theme),
        5 | 6 => turn_over(rng, statements),
        7 => rng.shuffle(statements),
        _ if statements[at].allow => more(rng, &mut statements[at]),
        _ => less(rng, &mut statements[at], theme),
    }
}

/// Changes the policy in one place, anyhow.
pub(super) fn spoil(rng: &mut Rng, document: &mut Document, theme: &Theme) {
    let at = rng.below(document.statements.len());
    let count = document.statements.len();
    let statement = &mut document.statements[at];
    let fresh = policies::statement(rng, theme);
    match rng.below(10) {
        0 if count > 1 => drop(document.statements.remove(at)),
        1 => document.statements.insert(at, Statement { allow: false, ..fresh }),
        2 => statement.action = fresh.action,
        3 => statement.resource = fresh.resource,
        4 => statement.conditions.push(policies::condition(rng, theme)),
        5 => drop(statement.conditions.pop()),
        6 => narrower(rng, &mut statement.action.1),
        7 => statement.resource.iter_mut().for_each(|(_, list)| narrower(rng, list)),
        _ => match statement.conditions.first_mut() {
            Some(condition) if rng.chance(50) => narrower(rng, &mut condition.values),
            Some(condition) => *condition = policies::condition(rng, theme),
            None => narrower(rng, &mut statement.action.1),
        },
    }
}

/// Leaves out a value, or puts a letter for a wildcard.
fn narrower(rng: &mut Rng, values: &mut Vec<String>) {
    let at = rng.below(values.len());
    if values.len() > 1 {
        drop(values.remove(at));
    } else if let Some(place) = values[at].rfind(['*', '?']) {
        let letter = rng.word(&["a", "b", "?a", "a*", "?*"]);
        values[at].replace_range(place..=place, letter);
    }
}

/// Puts several statements for one that together match what it matches.
fn split(rng: &mut Rng, statements: &mut Vec<Statement>, at: usize, theme: &Theme) {
    let statement = statements[at].clone();
    let mut parts = [statement.clone(), statement.clone()];
    let everything = |list: &(bool, Vec<String>)| *list == (false, vec!["*".to_owned()]);
    match rng.below(4) {
        0 if everything(&statement.action) => {
            let action = policies::action(rng);
            parts[0].action = (false, vec![action.clone()]);
            parts[1].action = (true, vec![action]);
        }
        1 if statement.resource.as_ref().is_some_and(everything) => {
            let resource = policies::resource(rng);
            parts[0].resource = Some((false, vec![resource.clone()]));
            parts[1].resource = Some((true, vec![resource]));
        }
        2 => {
            // `x*` is `x` or `x?*`.
            let (negated, list) = &statement.action;
            let starred = list.iter().position(|pattern| pattern.ends_with('*') && pattern.contains(':'));
            let Some(place) = starred.filter(|_| !negated) else { return };
            let stem = list[place].trim_end_matches('*').to_owned();
            if stem.ends_with(':') {
                return;
            }
            parts[0].action.1[place] = stem.clone();
            parts[1].action.1[place] = format!("{stem}?*");
        }
        _ => {
            let condition = policies::condition(rng, theme);
            let Some(opposite) = opposite(&condition) else { return };
            parts[0].conditions.push(condition);
            parts[1].conditions.push(opposite);
        }
    }
    let [one, other] = parts;
    statements[at] = one;
    statements.push(other);
}

/// A condition that holds wherever this one does not.
fn opposite(condition: &Condition) -> Option<Condition> {
    let (qualifier, plain) = condition.operator.rsplit_once(':').unwrap_or(("", &condition.operator));
    let values = condition.values.clone();
    if plain == "Null" {
        let other = if values[0] == "true" { "false" } else { "true" };
        return qualifier
            .is_empty()
            .then(|| Condition { values: vec![other.to_owned()], ..condition.clone() });
    }
    if plain.contains("IfExists") {
        return None;
    }
    let pairs = [
        ("StringLike", "StringNotLike"),
        ("StringEquals", "StringNotEquals"),
        ("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"),
        ("NumericEquals", "NumericNotEquals"),
        ("DateEquals", "DateNotEquals"),
        ("IpAddress", "NotIpAddress"),
        ("ArnLike", "ArnNotLike"),
        ("ArnEquals", "ArnNotEquals"),
    ];
    let other = pairs.iter().find_map(|&(one, other)| match plain {
        plain if plain == one => Some(other),
        plain if plain == other => Some(one),
        _ => None,
    })?;
    let qualifier = match qualifier {
        "ForAllValues" => "ForAnyValue:",
        "ForAnyValue" => "ForAllValues:",
        // Of several values one can pass and another fail.
        _ if !condition.key.starts_with("aws:") || condition.key == "aws:TagKeys" => return None,
        _ => "",
    };
    let operator = format!("{qualifier}{other}");
    Some(Condition { operator, key: condition.key.clone(), values })
}

/// Says the same of a lone `Allow` by a wider one and a `Deny` of all that is not meant.
fn turn_over(rng: &mut Rng, statements: &mut Vec<Statement>) {
    let [statement] = statements.as_mut_slice() else { return };
    if !statement.allow {
        return;
    }
    let all = || (false, vec!["*".to_owned()]);
    let mut deny = Statement {
        allow: false,
        principal: None,
        action: all(),
        resource: Some(all()),
        conditions: Vec::new(),
    };
    match rng.below(3) {
        0 => {
            let (negated, list) = std::mem::replace(&mut statement.action, all());
            deny.action = (!negated, list);
        }
        1 => {
            let Some((negated, list)) = statement.resource.replace(all()) else { return };
            deny.resource = Some((!negated, list));
        }
        _ => {
            let Some(opposite) = statement.conditions.last().and_then(opposite) else { return };
            // Both can hold of a set: only where one is the other's negation nothing is lost.
            if opposite.operator.contains(':') {
                return;
            }
            statement.conditions.pop();
            deny.conditions.push(opposite);
        }
    }
    let place = rng.below(2);
    statements.insert(place, deny);
}

/// Makes an `Allow` match more.
fn more(rng: &mut Rng, statement: &mut Statement) {
    match rng.below(4) {
        0 => list(rng, &mut statement.action, policies::action),
        1 => statement.resource.iter_mut().for_each(|resource| list(rng, resource, policies::resource)),
        2 if rng.chance(30) => drop(statement.conditions.pop()),
        _ => statement.conditions.iter_mut().for_each(|condition| looser(rng, condition)),
    }
}

/// A longer or wider list; of what is left out, a shorter one.
fn list(rng: &mut Rng, (negated, list): &mut (bool, Vec<String>), item: fn(&mut Rng) -> String) {
    if *negated {
        if list.len() > 1 {
            drop(list.remove(rng.below(list.len())));
        }
    } else if rng.chance(30) {
        list.push(item(rng));
    } else {
        let at = rng.below(list.len());
        wider(rng, &mut list[at]);
    }
}

/// Puts a wildcard for a letter after the last colon, or between two.
fn wider(rng: &mut Rng, pattern: &mut String) {
    let start = pattern.rfind(':').map_or(0, |colon| colon + 1);
    if pattern.contains('$') || start == pattern.len() {
        return;
    }
    let at = start + rng.below(pattern.len() - start);
    match &pattern[at..=at] {
        "*" => {}
        "?" => pattern.replace_range(at..=at, "*"),
        _ if rng.chance(30) => pattern.insert(at, '*'),
        _ => pattern.replace_range(at..=at, rng.word(&["?", "*", "?*"])),
    }
}

/// Makes the condition hold more often.
fn looser(rng: &mut Rng, condition: &mut Condition) {
    let (front, plain) = match condition.operator.rsplit_once(':') {
        Some((qualifier, plain)) => (format!("{qualifier}:"), plain.to_owned()),
        None => (String::new(), condition.operator.clone()),
    };
    if plain == "Null" {
        return;
    }
    if rng.chance(15) && !plain.ends_with("IfExists") {
        condition.operator.push_str("IfExists");
        return;
    }
    let looser = match plain.as_str() {
        "StringEquals" => rng.word(&["StringLike", "StringEqualsIgnoreCase"]),
        "StringNotLike" | "StringNotEqualsIgnoreCase" => "StringNotEquals",
        "NumericEquals" => rng.word(&["NumericLessThanEquals", "NumericGreaterThanEquals"]),
        "NumericLessThan" => "NumericLessThanEquals",
        "NumericGreaterThan" => "NumericGreaterThanEquals",
        "DateEquals" => rng.word(&["DateLessThanEquals", "DateGreaterThanEquals"]),
        "DateLessThan" => "DateLessThanEquals",
        "DateGreaterThan" => "DateGreaterThanEquals",
        other => other,
    };
    let negated = plain.contains("Not");
    match rng.below(3) {
        0 => condition.operator = format!("{front}{looser}"),
        1 if negated && condition.values.len() > 1 => drop(condition.values.pop()),
        1 if !negated => {
            let kinds = [Kind::Text, Kind::Arn, Kind::Bool, Kind::Number, Kind::Date, Kind::Ip];
            let base = plain.trim_end_matches("IfExists");
            let kind = kinds.into_iter().find(|&kind| policies::operators(kind).contains(&base));
            condition.values.extend(kind.map(|kind| policies::operand(rng, kind, base)));
        }
        _ if plain.starts_with("StringLike") || plain.starts_with("ArnLike") => {
            condition.values.iter_mut().for_each(|value| wider(rng, value))
        }
        _ => halves(condition),
    }
}

/// Puts the two halves of a network for the network.
fn halves(condition: &mut Condition) {
    debug_assert!(KINDS[2].0.contains(&"10.0.0.0/8"));
    let parts = [
        ("10.0.0.0/8", ["10.0.0.0/9", "10.128.0.0/9"]),
        ("2001:db8::/32", ["2001:db8::/33", "2001:db8:8000::/33"]),
    ];
    for (whole, halves) in parts {
        if let Some(at) = condition.values.iter().position(|value| value == whole) {
            condition.values.splice(at..=at, halves.map(str::to_owned));
        }
    }
}

/// Makes a `Deny` match less.
fn less(rng: &mut Rng, statement: &mut Statement, theme: &Theme) {
    let lists = [Some(&mut statement.action), statement.resource.as_mut()];
    let lists: Vec<_> = lists.into_iter().flatten().collect();
    match rng.below(3) {
        0 => statement.conditions.push(policies::condition(rng, theme)),
        _ => {
            for (negated, list) in lists {
                if !*negated && list.len() > 1 {
                    drop(list.pop());
                } else if *negated {
                    wider(rng, &mut list[0]);
                }
            }
        }
    }
}
