//! Pairs of small policies over few letters and keys.

use std::collections::BTreeSet;

use super::super::document::{Condition, Document, Statement};
use super::super::rng::Rng;
use super::changes;
use super::universe::KINDS;
use hornbeam::model::PolicyType;

/// What the values of a key are.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Arn,
    Bool,
    Number,
    Date,
    Ip,
}

/// Keys; `true`: one of several values, if an operator for sets is used on it.
const KEYS: [(&str, Kind, bool); 14] = [
    ("aws:username", Kind::Text, false),
    ("aws:PrincipalTag/t", Kind::Text, false),
    ("aws:RequestedRegion", Kind::Text, false),
    ("aws:TagKeys", Kind::Text, true),
    ("aws:TagKeys", Kind::Text, true),
    ("example:Set", Kind::Text, true),
    ("aws:SourceArn", Kind::Arn, false),
    ("aws:SecureTransport", Kind::Bool, false),
    ("aws:MultiFactorAuthPresent", Kind::Bool, false),
    ("s3:max-keys", Kind::Number, false),
    ("example:Levels", Kind::Number, true),
    ("aws:CurrentTime", Kind::Date, false),
    ("aws:SourceIp", Kind::Ip, false),
    ("example:Networks", Kind::Ip, true),
];

/// The keys of one question.
pub(super) type Theme = Vec<(&'static str, Kind, bool)>;

/// A question: is there a request that `new` allows and `existing` does not?
#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) new: Document,
    pub(crate) existing: Document,
    /// Whether it is known, under the default assumptions, that there is none.
    pub(crate) contained: bool,
}

/// A pair of policies: most of them made from one by changes that keep containment, many of these spoilt in one place.
pub(crate) fn pair(rng: &mut Rng) -> Pair {
    let count = rng.between(1, 2);
    let theme: Theme = (0..count).map(|_| *rng.pick(&KEYS)).collect();
    let new = document(rng, &theme);
    if rng.chance(5) {
        let existing = document(rng, &theme);
        return Pair { new, existing, contained: false };
    }
    let mut existing = new.clone();
    for _ in 0..rng.between(1, 3) {
        changes::widen(rng, &mut existing, &theme);
        distinct(&mut existing);
    }
    let spoilt = rng.chance(18);
    let mut pair = Pair { new, existing, contained: !spoilt };
    if spoilt {
        let side = if rng.chance(50) { &mut pair.new } else { &mut pair.existing };
        changes::spoil(rng, side, &theme);
    }
    if spoilt && rng.chance(25) {
        std::mem::swap(&mut pair.new, &mut pair.existing);
    }
    pair
}

fn document(rng: &mut Rng, theme: &Theme) -> Document {
    let count = *rng.pick(&[1, 1, 2, 2, 3]);
    let mut statements: Vec<_> = (0..count).map(|_| statement(rng, theme)).collect();
    statements[0].allow |= rng.chance(95);
    let mut document =
        Document { policy_type: PolicyType::Identity, version: Some("2012-10-17"), statements };
    distinct(&mut document);
    document
}

/// Leaves out conditions that JSON has no place for: an operator has a key once.
fn distinct(document: &mut Document) {
    for statement in &mut document.statements {
        let mut seen = BTreeSet::new();
        statement
            .conditions
            .retain(|condition| seen.insert((condition.operator.clone(), condition.key.clone())));
    }
}

/// A statement.
pub(super) fn statement(rng: &mut Rng, theme: &Theme) -> Statement {
    let conditions = *rng.pick(&[0, 0, 1, 1, 1, 2]);
    let mut list = |item: fn(&mut Rng) -> String| {
        let count = *rng.pick(&[1, 1, 2]);
        (rng.chance(18), (0..count).map(|_| item(rng)).collect())
    };
    let (action, resource) = (list(action), list(resource));
    Statement {
        allow: rng.chance(65),
        principal: None,
        action,
        resource: Some(resource),
        conditions: (0..conditions).map(|_| condition(rng, theme)).collect(),
    }
}

/// A value of `Action`.
pub(super) fn action(rng: &mut Rng) -> String {
    match rng.below(8) {
        0 | 1 => "*".to_owned(),
        2 => format!("*:{}", pattern(rng)),
        3 => format!("s*:{}", pattern(rng)),
        _ => format!("{}:{}", rng.word(&["s", "s", "S", "sa"]), pattern(rng)),
    }
}

/// A value of `Resource`.
pub(super) fn resource(rng: &mut Rng) -> String {
    match rng.below(12) {
        0..=4 => "*".to_owned(),
        5 if rng.chance(40) => "${aws:username}".to_owned(),
        6 if rng.chance(20) => format!("arn:a:s:::{}${{aws:username}}", pattern(rng)),
        _ => arn(rng),
    }
}

fn arn(rng: &mut Rng) -> String {
    if rng.chance(12) {
        return rng.word(&["arn:*", "arn:a:*", "arn:a:s", "arn:a*:s:", "*"]).to_owned();
    }
    let partition = rng.word(&["a", "a", "*", "?"]);
    let service = rng.word(&["s", "s", "s", "*"]);
    let place = rng.word(&["", "", "", "a", "*", "a*"]);
    let account = rng.word(&["", "", "", "*", "b", "?"]);
    let resource = pattern(rng);
    let resource = if resource.is_empty() { "*".to_owned() } else { resource };
    let rest = rng.word(&["", "", "", ":a", ":*"]);
    format!("arn:{partition}:{service}:{place}:{account}:{resource}{rest}")
}

/// A pattern of up to four letters and wildcards.
pub(super) fn pattern(rng: &mut Rng) -> String {
    let length = *rng.pick(&[1, 1, 2, 2, 2, 3, 3, 4]);
    (0..length).map(|_| rng.word(&["a", "a", "b", "*", "*", "?"])).collect()
}

/// A condition.
pub(super) fn condition(rng: &mut Rng, theme: &Theme) -> Condition {
    let &(key, kind, is_set) = rng.pick(theme);
    let any = *rng.pick(&[Kind::Text, Kind::Bool, Kind::Number, Kind::Ip]);
    let kind = if rng.chance(2) { any } else { kind };
    let qualifier = if rng.chance(if is_set { 88 } else { 8 }) {
        rng.word(&["ForAllValues:", "ForAnyValue:"])
    } else {
        ""
    };
    let (key, if_exists) = (key.to_owned(), if rng.chance(12) { "IfExists" } else { "" });
    if rng.chance(8) {
        return Condition {
            operator: "Null".to_owned(),
            key,
            values: vec![rng.word(&["true", "false"]).to_owned()],
        };
    }
    let name = rng.word(operators(kind));
    let count = *rng.pick(&[1, 1, 1, 2]);
    let values = (0..count).map(|_| operand(rng, kind, name)).collect();
    Condition { operator: format!("{qualifier}{name}{if_exists}"), key, values }
}

/// The operators for a kind, each with its opposite beside it.
pub(super) fn operators(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Text => &[
            "StringLike",
            "StringNotLike",
            "StringEquals",
            "StringNotEquals",
            "StringEqualsIgnoreCase",
            "StringNotEqualsIgnoreCase",
        ],
        Kind::Arn => &["ArnLike", "ArnNotLike", "ArnEquals", "ArnNotEquals", "StringLike", "StringNotLike"],
        Kind::Bool => &["Bool"],
        Kind::Number => &[
            "NumericEquals",
            "NumericNotEquals",
            "NumericLessThan",
            "NumericLessThanEquals",
            "NumericGreaterThan",
            "NumericGreaterThanEquals",
        ],
        Kind::Date => &[
            "DateEquals",
            "DateNotEquals",
            "DateLessThan",
            "DateLessThanEquals",
            "DateGreaterThan",
            "DateGreaterThanEquals",
        ],
        Kind::Ip => &["IpAddress", "NotIpAddress"],
    }
}

/// An operand of the operator.
pub(super) fn operand(rng: &mut Rng, kind: Kind, operator: &str) -> String {
    let from = |rng: &mut Rng, list: usize| rng.word(KINDS[list].0).to_owned();
    match kind {
        Kind::Text if rng.chance(12) => variable(rng),
        Kind::Text if rng.chance(2) => format!("{}{}", pattern(rng), variable(rng)),
        Kind::Text if operator.contains("IgnoreCase") => {
            let text = pattern(rng);
            if rng.chance(50) { text.to_uppercase() } else { text }
        }
        Kind::Text if operator.ends_with("Equals") && rng.chance(80) => {
            rng.word(&["", "a", "b", "ab", "aa", "A"]).to_owned()
        }
        Kind::Text => pattern(rng),
        Kind::Arn if rng.chance(8) => rng.word(&["${aws:PrincipalTag/t}", "${aws:SourceArn}"]).to_owned(),
        Kind::Arn => arn(rng),
        Kind::Bool if rng.chance(12) => {
            let key = rng.word(&["aws:SecureTransport", "aws:MultiFactorAuthPresent"]);
            format!("${{{key}{}}}", rng.word(&["", "", ", 'true'", ", 'FALSE'"]))
        }
        Kind::Bool => rng.word(&["true", "false", "True"]).to_owned(),
        Kind::Number => from(rng, 0),
        Kind::Date => from(rng, 1),
        Kind::Ip => from(rng, 2),
    }
}

fn variable(rng: &mut Rng) -> String {
    let key = rng.word(&["aws:username", "aws:username", "aws:PrincipalTag/t", "aws:TagKeys"]);
    format!("${{{key}{}}}", rng.word(&["", "", "", ", 'a'", ", 'ab'"]))
}
