//! Conditions that hold for some request and fail for another whatever the rest of the statement says: a look that
//! spares most questions.

use crate::model::{
    Comparison, Condition, Operands, PolicyType, SetQualifier, Statement, Template, Test, ValueType,
};

/// Whether the condition is certainly neither always nor never true.
pub(super) fn is_loose(condition: &Condition, statement: &Statement, policy_type: PolicyType) -> bool {
    let keys = || statement.conditions.iter().map(|condition| &condition.key);
    let once = keys().filter(|key| **key == condition.key).count() == 1;
    let key = condition.key.folded();
    let alone = match key {
        // Of keys that follow from one another, one alone is as good as any.
        "aws:calledvia"
        | "aws:calledviafirst"
        | "aws:calledvialast"
        | "aws:requestedregion"
        | "aws:viaawsservice" => keys().filter(|key| is_tied(key.folded())).count() == 1,
        "aws:tagkeys" => !keys().any(|key| key.folded().starts_with("aws:requesttag/")),
        "aws:resourceaccount" => variables_only(condition),
        _ if key.starts_with("aws:requesttag/") => !keys().any(|key| key.is("aws:tagkeys")),
        _ => !is_tied(key),
    };
    // Who the caller is says much of a request, and only a statement with principals tells.
    once && alone && !policy_type.has_principal() && can_be_both(condition)
}

/// Whether the key may follow from other keys or from the caller, or be there in every request.
fn is_tied(key: &str) -> bool {
    const TAGS: [&str; 3] = ["aws:resourcetag/", "aws:requesttag/", "aws:principaltag/"];
    let is_tag = TAGS.iter().any(|front| key.starts_with(front));
    key.starts_with("aws:") && !is_tag && key != "aws:tagkeys" && key != "aws:resourceaccount"
}

fn variables_only(condition: &Condition) -> bool {
    match &condition.operands {
        Operands::StringEquals(templates) => {
            !templates.is_empty() && templates.iter().all(|template| template.as_variable().is_some())
        }
        Operands::StringEqualsIgnoreCase(_)
        | Operands::StringLike(_)
        | Operands::Numeric(..)
        | Operands::Date(..)
        | Operands::Bool(_)
        | Operands::BinaryEquals(_)
        | Operands::IpAddress(_)
        | Operands::ArnLike(_)
        | Operands::Null(_) => false,
    }
}

/// Whether by operator and values alone the condition holds for some state of the key and fails for another.
fn can_be_both(condition: &Condition) -> bool {
    let operator = condition.operator;
    let negated = match operator.test {
        Test::Value { comparison, negated } => {
            if !takes(comparison, condition.key.key_type().map_or(ValueType::Text, |known| known.value)) {
                return false;
            }
            negated
        }
        Test::Null => {
            return operator.qualifier.is_none()
                && matches!(&condition.operands, Operands::Null(absent) if absent.len() == 1);
        }
    };
    let wants_value =
        !negated && !operator.if_exists && operator.qualifier != Some(SetQualifier::ForAllValues);
    let some_but_not_all = |templates: &[Template]| {
        !templates.is_empty() && (wants_value || !templates.iter().any(Template::is_anything))
    };
    match &condition.operands {
        Operands::StringEquals(templates)
        | Operands::StringEqualsIgnoreCase(templates)
        | Operands::StringLike(templates) => some_but_not_all(templates),
        Operands::ArnLike(patterns) => wants_value && !patterns.is_empty(),
        Operands::Bool(operands) => wants_value && operands.len() == 1,
        Operands::Numeric(..)
        | Operands::Date(..)
        | Operands::BinaryEquals(_)
        | Operands::IpAddress(_)
        | Operands::Null(_) => false,
    }
}

/// Whether the comparison is the usual one for values of that type.
fn takes(comparison: Comparison, value_type: ValueType) -> bool {
    match comparison {
        Comparison::StringEquals | Comparison::StringEqualsIgnoreCase | Comparison::StringLike => {
            value_type == ValueType::Text
        }
        Comparison::ArnLike => value_type == ValueType::Arn,
        Comparison::Bool => value_type == ValueType::Bool,
        Comparison::Numeric(_) | Comparison::Date(_) | Comparison::BinaryEquals | Comparison::IpAddress => {
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_loose;
    use crate::eval::{Scope, matches};
    use crate::lint::checks::meaning::parts::without;
    use crate::lint::checks::meaning::sample::{plain, refutes};
    use crate::model::{Policy, PolicyType, lower};
    use crate::parse::{read_document, read_json};
    use crate::witness::Candidates;

    fn policy(operator: &str, key: &str, value: &str) -> Policy {
        let text = format!(
            r#"{{"Version": "2012-10-17", "Statement": [{{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
            "Condition": {{"{operator}": {{"{key}": "{value}"}}}}}}]}}"#
        );
        let node = read_json(&text).0.unwrap();
        let document = read_document(&node).0.unwrap();
        lower::lower(&document, PolicyType::Identity, "policy.json").0.unwrap()
    }

    #[test]
    fn loose_conditions_hold_and_fail() {
        let mut loose = 0;
        for key in [
            "aws:ResourceTag/team",
            "iam:PassedToService",
            "aws:TagKeys",
            "aws:RequestedRegion",
            "aws:username",
        ] {
            for qualifier in ["", "ForAllValues:", "ForAnyValue:"] {
                for base in ["StringEquals", "StringNotEquals", "StringLike", "StringNotLike"] {
                    for (suffix, value) in [("", "red"), ("IfExists", "red"), ("", "*"), ("IfExists", "*")] {
                        let policy = policy(&format!("{qualifier}{base}{suffix}"), key, value);
                        let statement = policy.statements.first().unwrap();
                        if !is_loose(&statement.conditions[0], statement, PolicyType::Identity) {
                            continue;
                        }
                        loose += 1;
                        // Of the key's values one of each kind: the operand, another one, and none.
                        let mut request = plain(&Candidates::of(&[&policy])).unwrap();
                        let name = &statement.conditions[0].key;
                        let states = [vec![value.to_owned()], vec!["blue".to_owned()], Vec::new()];
                        let held: Vec<bool> = states
                            .iter()
                            .map(|state| {
                                request.context.set(name.clone(), state.clone());
                                matches(statement, &request, Scope::default())
                            })
                            .collect();
                        assert!(held.contains(&true) && held.contains(&false), "{statement:?}: {held:?}");
                    }
                }
            }
        }
        assert!(loose > 50, "{loose}");
    }

    #[test]
    fn a_sample_refutes_what_is_narrower_only() {
        let policy = policy("StringEquals", "aws:ResourceTag/team", "red");
        let statement = policy.statements.first().unwrap();
        let whole = without(statement, 0);
        assert!(!refutes(&policy, [&whole]), "the statement without its condition has the request too");
        assert!(refutes(&policy, []));
    }
}
