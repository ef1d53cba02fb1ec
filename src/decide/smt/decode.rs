//! From the values of a script's constants to an assignment.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{Ipv4Addr, Ipv6Addr};

use super::script::{ElementOf, Purpose, Reading, Script};
use crate::decide::Assignment;
use crate::formula::{Subject, hidden};
use crate::model::{Address, Decimal, Key, format_instant, parse_instant};

/// A character that policies hardly mention, for what a solver made up where any such character would do.
const UNMENTIONED: char = '\u{25ca}';

/// The value of one constant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Of a `Bool`.
    Bool(bool),
    /// Of a `String`.
    Text(String),
    /// Of a `Real`, as numerator and denominator in decimal digits, the former with a sign.
    Real(String, String),
    /// Of a bit-vector of up to 128 bits.
    Bits(u128),
}

/// The assignment that `values` (by symbol; missing ones are unconstrained) say.
pub fn decode(script: &Script, values: &BTreeMap<String, Value>) -> Assignment {
    let mut assignment = Assignment::default();
    let mut present: BTreeMap<&Key, bool> = BTreeMap::new();
    let mut members: BTreeMap<(&Key, usize), bool> = BTreeMap::new();
    let mut readings: BTreeMap<(&Subject, &ElementOf), BTreeMap<Reading, &Value>> = BTreeMap::new();
    for constant in &script.constants {
        let Some(value) = values.get(&constant.symbol) else { continue };
        let is_true = *value == Value::Bool(true);
        match &constant.purpose {
            Purpose::Present(key) => drop(present.insert(key, is_true)),
            Purpose::Member(key, at) => drop(members.insert((key, *at), is_true)),
            Purpose::Reading(subject, element, reading) => {
                readings.entry((subject, element)).or_default().insert(*reading, value);
            }
            Purpose::Auxiliary => {}
        }
    }
    // A key that is a variable as well as a set is read off its set, two equal elements as two: with them the
    // variable has no value.
    let sets: BTreeSet<&Key> = members.keys().map(|(key, _)| *key).collect();
    let variables: BTreeSet<&Key> = present.keys().copied().collect();
    for (key, is_present) in present {
        if !hidden::is_hidden(key) && !sets.contains(key) {
            let subject = Subject::Key(key.clone());
            let read = readings.get(&(&subject, &None));
            let values = if is_present { vec![read.map_or_else(String::new, text)] } else { Vec::new() };
            assignment.context.insert(key.clone(), values);
        }
    }
    for ((key, at), is_member) in members {
        let set = assignment.context.entry(key.clone()).or_default();
        if is_member {
            let element = Some((key.clone(), at));
            let value =
                readings.get(&(&Subject::Element, &element)).map_or_else(|| "example".to_owned(), text);
            if variables.contains(key) || !set.contains(&value) {
                set.push(value);
            }
        }
    }
    let attribute = |subject: &Subject| {
        readings.iter().find(|((known, _), _)| *known == subject).map(|(_, read)| text(read))
    };
    assignment.principal = attribute(&Subject::Principal);
    // Actions are in small letters: patterns mention no capital, and do not tell one from another character
    // that they do not mention.
    let small = |c: char| if c.is_ascii_uppercase() { UNMENTIONED } else { c };
    assignment.action = attribute(&Subject::Action).map(|action| action.chars().map(small).collect());
    assignment.resource = attribute(&Subject::Resource);
    assignment
}

/// The text of a value: its text reading where the other readings agree with it, else the plainest text of
/// the reading that says it is one.
fn text(readings: &BTreeMap<Reading, &Value>) -> String {
    let candidates = [
        segments(readings),
        match readings.get(&Reading::Text) {
            Some(Value::Text(text)) => Some(text.clone()),
            _ => None,
        },
        number(readings, Reading::Number, Reading::IsNumber).map(|number| number.to_string()),
        number(readings, Reading::Instant, Reading::IsInstant).map(|instant| format_instant(&instant)),
        number(readings, Reading::Instant, Reading::IsInstant).map(|instant| instant.to_string()),
        address(readings).map(|address| address.to_string()),
        Some("example".to_owned()),
    ];
    let mut candidates = candidates.into_iter().flatten();
    let first = candidates.next().unwrap_or_default();
    let agreeing = std::iter::once(&first)
        .chain(candidates.clone().collect::<Vec<_>>().iter())
        .find(|text| agrees(text, readings))
        .cloned();
    agreeing.unwrap_or(first)
}

/// The text that the segments make, if it has six. Segments that no test looks at are the plainest.
fn segments(readings: &BTreeMap<Reading, &Value>) -> Option<String> {
    if readings.get(&Reading::IsArn).is_none_or(|is_arn| **is_arn != Value::Bool(true)) {
        return None;
    }
    let plain = ["arn", "aws", "example", "", "", "example"];
    let segment = |(at, plain): (u8, &str)| match readings.get(&Reading::Segment(at)) {
        // A character that no pattern mentions; see where the segments' constants are declared.
        Some(Value::Text(text)) if at < 6 => text.replace(':', &UNMENTIONED.to_string()),
        Some(Value::Text(text)) => text.clone(),
        _ => plain.to_owned(),
    };
    Some((1u8..).zip(plain).map(segment).collect::<Vec<_>>().join(":"))
}

/// Whether the text has each of the readings that are there, but for the text itself.
fn agrees(text: &str, readings: &BTreeMap<Reading, &Value>) -> bool {
    let is = |reading| readings.get(&reading).map(|value| **value == Value::Bool(true));
    let numeric = |is_one: Option<bool>, wanted: Option<Decimal>, read: Option<Decimal>| match is_one {
        None => true,
        Some(false) => read.is_none(),
        Some(true) => read.is_some() && (wanted.is_none() || wanted == read),
    };
    let parsed = text.parse::<Address>().ok();
    let family = |is_one: Option<bool>, parsed: bool| is_one.is_none_or(|is_one| is_one == parsed);
    numeric(is(Reading::IsNumber), number(readings, Reading::Number, Reading::IsNumber), Decimal::parse(text))
        && numeric(
            is(Reading::IsInstant),
            number(readings, Reading::Instant, Reading::IsInstant),
            parse_instant(text),
        )
        && family(is(Reading::IsIpv4), parsed.is_some_and(|address| address.is_ipv4()))
        && family(is(Reading::IsIpv6), parsed.is_some_and(|address| address.is_ipv6()))
        && address(readings).is_none_or(|wanted| parsed == Some(wanted))
}

fn number(readings: &BTreeMap<Reading, &Value>, reading: Reading, is: Reading) -> Option<Decimal> {
    match (readings.get(&is), readings.get(&reading)) {
        (Some(Value::Bool(true)), Some(Value::Real(numerator, denominator))) => {
            divide(numerator, denominator)
        }
        // A number (a point in time) that no test compares: any will do.
        (Some(Value::Bool(true)), None) => Decimal::parse("0"),
        _ => None,
    }
}

fn address(readings: &BTreeMap<Reading, &Value>) -> Option<Address> {
    let bits = |is: Reading, reading: Reading| match (readings.get(&is), readings.get(&reading)) {
        (Some(Value::Bool(true)), Some(Value::Bits(bits))) => Some(*bits),
        (Some(Value::Bool(true)), None) => Some(0),
        _ => None,
    };
    let v4 = bits(Reading::IsIpv4, Reading::Ipv4).and_then(|bits| u32::try_from(bits).ok());
    let v6 = bits(Reading::IsIpv6, Reading::Ipv6);
    v4.map(|bits| Address::V4(Ipv4Addr::from_bits(bits)))
        .or(v6.map(|bits| Address::V6(Ipv6Addr::from_bits(bits))))
}

/// The decimal number nearest to the fraction from below, to twelve digits after the point; exact where the
/// denominator is a power of ten up to that (a model's value between two decimals can be moved to one).
fn divide(numerator: &str, denominator: &str) -> Option<Decimal> {
    if denominator == "1" {
        return Decimal::parse(numerator);
    }
    let (numerator, denominator) = (numerator.parse::<i128>().ok()?, denominator.parse::<i128>().ok()?);
    if denominator <= 0 {
        return None;
    }
    let (mut remainder, whole) = (
        numerator.unsigned_abs() % denominator.unsigned_abs(),
        numerator.unsigned_abs() / denominator.unsigned_abs(),
    );
    let mut digits = String::new();
    for _ in 0..12 {
        remainder = remainder.checked_mul(10)?;
        digits.push(char::from_digit(u32::try_from(remainder / denominator.unsigned_abs()).ok()?, 10)?);
        remainder %= denominator.unsigned_abs();
    }
    let sign = if numerator < 0 { "-" } else { "" };
    Decimal::parse(&format!("{sign}{whole}.{digits}"))
}
