//! Conditions in which every value matches, by what they say of the key.
//!
//! Read off the evaluator: what is left of a condition, once every value of the key compares with one of the
//! condition's values, is whether the key is there (the test asks the evaluator).

use super::keys::key_type;
use crate::lint::checks::condition::all::conditions;
use crate::lint::document::{Condition, Item};
use crate::lint::{Findings, Subject};
use crate::model::{Comparison, SetQualifier, Test, ValueType};

/// What such a condition says.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The key is there: `Null` with `false`.
    Present,
    /// The key is absent: `Null` with `true`.
    Absent,
    /// Nothing: it always holds.
    Always,
    /// It never holds.
    Never,
}

/// What the condition says, if every value of the key compares with one of its values.
pub(super) fn meaning(condition: &Condition<'_>) -> Option<Meaning> {
    let operator = condition.operator?;
    let negated = match operator.test {
        Test::Value { comparison: _, negated } => widest(condition).map(|_| negated)?,
        Test::Null => return None,
    };
    Some(match (operator.qualifier, negated, operator.if_exists) {
        (None | Some(SetQualifier::ForAnyValue), false, false) => Meaning::Present,
        (None | Some(SetQualifier::ForAnyValue), false, true)
        | (Some(SetQualifier::ForAllValues), false, _) => Meaning::Always,
        (None | Some(SetQualifier::ForAllValues), true, _)
        | (Some(SetQualifier::ForAnyValue), true, true) => Meaning::Absent,
        (Some(SetQualifier::ForAnyValue), true, false) => Meaning::Never,
    })
}

/// The first of the condition's values with which every value of the key compares.
fn widest<'s, 'n>(condition: &'s Condition<'n>) -> Option<&'s Item<'n>> {
    let is_stars = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte == b'*');
    let is_every_arn = |text: &str| {
        let mut segments = text.split(':');
        let (prefix, rest) = (segments.next(), segments.clone().count());
        rest == 5 && prefix.is_some_and(|p| p == "arn" || is_stars(p)) && segments.all(is_stars)
    };
    let Test::Value { comparison, negated: _ } = condition.operator?.test else { return None };
    match comparison {
        Comparison::StringLike => condition.items.iter().find(|item| is_stars(item.text)),
        Comparison::ArnLike => {
            // Only an ARN is in an ARN's pattern, so the key has to hold one.
            key_type(condition).filter(|key_type| key_type.value == ValueType::Arn)?;
            condition.items.iter().find(|item| is_stars(item.text) || is_every_arn(item.text))
        }
        Comparison::StringEquals
        | Comparison::StringEqualsIgnoreCase
        | Comparison::Numeric(_)
        | Comparison::Date(_)
        | Comparison::Bool
        | Comparison::BinaryEquals
        | Comparison::IpAddress => None,
    }
}

/// Reports each condition of this meaning, at the value that makes it so.
pub(super) fn report(
    subject: &Subject<'_>,
    findings: &mut Findings,
    wanted: Meaning,
    details: impl Fn(&Condition<'_>) -> String,
) {
    for condition in conditions(subject).filter(|condition| meaning(condition) == Some(wanted)) {
        findings.add(details(condition), widest(condition).map(|item| item.place));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::{Scope, matches};
    use crate::lint::document::Document;
    use crate::model::{Caller, Context, Key, PolicyType, Request, lower};
    use crate::parse::{read_document, read_json};

    /// What the evaluator says of the document's only condition, for each of these values of `key`.
    fn evaluated(text: &str, key: &str, values: &[&[&str]]) -> Vec<bool> {
        let node = read_json(text).0.unwrap();
        let document = read_document(&node).0.unwrap();
        let policy = lower::lower(&document, PolicyType::Identity, "policy.json").0.unwrap();
        let statement = policy.statements.first().unwrap();
        let holds = |values: &&[&str]| {
            let mut context = Context::default();
            context.set(Key::new(key), values.iter().map(|value| (*value).to_owned()).collect());
            let request = request(context);
            matches(statement, &request, Scope::default())
        };
        values.iter().map(holds).collect()
    }

    fn request(context: Context) -> Request {
        let (action, resource) = ("s3:GetObject".to_owned(), "arn:aws:s3:::bucket/key".to_owned());
        Request { principal: Caller::new("*"), action, resource, resource_account: None, context }
    }

    #[test]
    fn the_evaluator_says_the_same() {
        let keys = [
            ("aws:ResourceTag/team", ["red", "blue"], "StringLike", "StringNotLike"),
            ("aws:TagKeys", ["red", "blue"], "StringLike", "StringNotLike"),
            (
                "aws:PrincipalArn",
                ["arn:aws:iam::111122223333:role/a", "arn:aws:iam::1:user/b"],
                "ArnLike",
                "ArnNotEquals",
            ),
        ];
        let (mut seen, mut judged) = (Vec::new(), 0);
        for (key, [one, other], like, not_like) in keys {
            let values: [&[&str]; 3] = [&[], &[one], &[one, other]];
            for base in [like, not_like] {
                for (qualifier, suffix) in ["", "ForAllValues:", "ForAnyValue:"]
                    .iter()
                    .flat_map(|qualifier| ["", "IfExists"].map(|suffix| (qualifier, suffix)))
                {
                    for operand in ["\"*\"", "[\"x\",\"**\"]", "\"*:*:*:*:*:*\"", "\"?*\"", "\"a*\"", "[]"] {
                        let text = format!(
                            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":"*","Resource":"*",
                            "Condition":{{"{qualifier}{base}{suffix}":{{"{key}":{operand}}}}}}}]}}"#
                        );
                        let node = read_json(&text).0.unwrap();
                        let document = Document::read(&text, &node);
                        let condition = document.statements.first().unwrap().conditions.first().unwrap();
                        let Some(meaning) = meaning(condition) else { continue };
                        let expected = match meaning {
                            Meaning::Present => [false, true, true],
                            Meaning::Absent => [true, false, false],
                            Meaning::Always => [true; 3],
                            Meaning::Never => [false; 3],
                        };
                        assert_eq!(evaluated(&text, key, &values), expected, "{text}");
                        seen.push(meaning);
                        judged += 1;
                    }
                }
            }
        }
        // Two operands for each key and operator, and a third where the key holds ARNs.
        assert_eq!(judged, 3 * 12 * 2 + 12);
        for meaning in [Meaning::Present, Meaning::Absent, Meaning::Always, Meaning::Never] {
            assert!(seen.contains(&meaning));
        }
    }
}
