//! Example texts: what a person would write where a pattern stands.

use super::arn::{SEGMENTS, Segments};
use super::key::{Key, ValueType};
use super::template::{Piece, Template};

/// What wildcards are replaced by: all of a template's alike, in this order.
const FILLERS: [&str; 3] = ["example", "other", ""];

/// The template's text with its wildcards replaced by `any` and `one`; variables become `variable`.
pub fn fill_in(template: &Template, any: &str, one: char, variable: &str) -> String {
    template
        .pieces()
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::One => one.to_string(),
            Piece::Any => any.to_owned(),
            Piece::Variable(_) => variable.to_owned(),
        })
        .collect()
}

/// Texts of the template, but for those that a variable would make: plainest first.
fn text_examples(template: &Template) -> Vec<String> {
    FILLERS.iter().map(|any| fill_in(template, any, 'x', "example")).collect()
}

/// Texts of the template, where wildcards are the whole of a segment of an ARN with what fits there: a
/// partition, a Region, an account.
pub fn examples(template: &Template) -> Vec<String> {
    let parts = template.split_colons(SEGMENTS);
    let [arn, partition, service, region, account, resource] = parts.as_slice() else {
        return text_examples(template);
    };
    let mut instances = Vec::new();
    for any in FILLERS {
        let fill = |template: &Template, with: &str| {
            if template.is_anything() { with.to_owned() } else { fill_in(template, any, 'x', "example") }
        };
        let service = fill(service, "s3");
        instances.push(format!(
            "{}:{}:{service}:{}:{}:{}",
            fill(arn, "arn"),
            fill(partition, "aws"),
            fill(region, "us-east-1"),
            fill(account, "111122223333"),
            fill(resource, if any.is_empty() { "example" } else { any }),
        ));
    }
    instances
}

/// The same of a pattern by segments.
pub fn arn_examples(segments: &Segments) -> Vec<String> {
    let mut pieces = Vec::new();
    for (at, segment) in segments.iter().enumerate() {
        if at > 0 {
            pieces.push(Piece::Text(":".to_owned()));
        }
        pieces.extend(segment.pieces().iter().cloned());
    }
    examples(&Template::new(pieces))
}

/// Values that a key of its name and type plausibly has.
pub fn plain_values(key: &Key) -> Vec<String> {
    let by_name: &[&str] = match key.folded() {
        "aws:principalaccount" | "aws:resourceaccount" | "aws:sourceaccount" | "aws:vpceaccount" => {
            &["111122223333", "444455556666", "777788889999"]
        }
        "aws:principalorgid" | "aws:resourceorgid" | "aws:sourceorgid" | "aws:vpceorgid" => &["o-exampleorg"],
        "aws:requestedregion" => &["us-east-1", "eu-west-1"],
        "aws:sourcevpc" => &["vpc-0123456789abcdef0"],
        "aws:sourcevpce" => &["vpce-0123456789abcdef0"],
        "aws:principaltype" => {
            &["AssumedRole", "User", "Account", "FederatedUser", "Anonymous", "AWSService"]
        }
        "aws:userid" => &["AROAEXAMPLE:session", "AIDAEXAMPLE"],
        _ => &[],
    };
    let by_type: &[&str] = match key.key_type().map(|known| known.value) {
        Some(ValueType::Text) | None => {
            &["example", "other", "x", "0", "203.0.113.9", "2026-01-01T00:00:00Z"]
        }
        Some(ValueType::Arn) => {
            &["arn:aws:iam::111122223333:role/example", "arn:aws:s3:::example-bucket/example"]
        }
        Some(ValueType::Bool) => &["true", "false"],
        Some(ValueType::Number) => &["0", "1"],
        Some(ValueType::Date) => &["2026-01-01T00:00:00Z"],
        Some(ValueType::Ip) => &["203.0.113.9", "198.51.100.9", "192.0.2.9", "2001:db8::9", "10.0.0.9"],
    };
    by_name.iter().chain(by_type).map(|value| (*value).to_owned()).collect()
}
