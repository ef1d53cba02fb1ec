//! Archive rules, in the API's shape: `[{"ruleName", "filter": {KEY: {"eq", "neq", "contains", "exists"}}}]`, or that list
//! as `aws accessanalyzer list-archive-rules` prints it.

use std::collections::BTreeMap;

use super::fields::Fields;
use crate::findings::archive::{Criterion, Filter, FilterKey, Refused, Rule};
use crate::parse::{Diagnostic, Member, Node, Source, Value, quoted, read_json};

/// How many values an operator may have.
const MAX_VALUES: usize = 20;

/// Reads rules. They are there iff no diagnostic is an error.
pub fn read_archive_rules(source: &Source) -> (Option<Vec<Rule>>, Vec<Diagnostic>) {
    read(source, rules)
}

/// Reads what rules are meant to hide: a filter, or a list of rules, any of which may let a finding through.
pub fn read_intended(source: &Source) -> (Option<Vec<Filter>>, Vec<Diagnostic>) {
    read(source, |fields, node| match &node.value {
        Value::Object(members) if get(members, "archiveRules").is_none() => vec![filter(fields, node)],
        _ => rules(fields, node).into_iter().map(|rule| rule.filter).collect(),
    })
}

fn read<T>(source: &Source, of: impl FnOnce(&mut Fields<'_>, &Node) -> T) -> (Option<T>, Vec<Diagnostic>) {
    let node = match read_json(source.text()) {
        (Some(node), _) => node,
        (None, diagnostics) => return (None, diagnostics),
    };
    let mut fields = Fields { text: source.text(), diagnostics: Vec::new() };
    let value = of(&mut fields, &node);
    let failed = fields.diagnostics.iter().any(Diagnostic::is_error);
    ((!failed).then_some(value), fields.diagnostics)
}

fn rules(fields: &mut Fields<'_>, node: &Node) -> Vec<Rule> {
    let list = match &node.value {
        Value::Object(_) => {
            let members = fields.object("the answer", node);
            match members.iter().find(|member| member.key.value == "archiveRules") {
                Some(member) => &member.value,
                None => {
                    fields.error(node, "archive rules are an array, not an object");
                    return Vec::new();
                }
            }
        }
        _ => node,
    };
    if !matches!(list.value, Value::Array(_)) {
        fields.error(list, format!("archive rules are an array, not {}", list.value.kind()));
        return Vec::new();
    }
    let mut rules: Vec<Rule> = Vec::new();
    for item in fields.array("archiveRules", list) {
        if let Some(rule) = rule(fields, item) {
            if rules.iter().any(|other| other.name == rule.name) {
                fields.error(item, format!("there is a rule {} already", quoted(&rule.name)));
            }
            rules.push(rule);
        }
    }
    rules
}

fn rule(fields: &mut Fields<'_>, node: &Node) -> Option<Rule> {
    // The last two are AWS's, and no rule depends on them.
    const KNOWN: [&str; 4] = ["ruleName", "filter", "createdAt", "updatedAt"];
    let members = fields.object("an archive rule", node);
    for member in members.iter().filter(|member| !KNOWN.contains(&member.key.value.as_str())) {
        fields.unknown(member, "an archive rule", &KNOWN[..2]);
    }
    let get = |name: &str| members.iter().find(|member| member.key.value == name).map(|member| &member.value);
    let name = match get("ruleName") {
        Some(said) => {
            let name = fields.string("ruleName", said)?;
            if !is_name(&name) {
                let message = format!("{} is not the name of a rule", quoted(&name));
                let hint = "a name begins with a letter and goes on with letters, digits, `_`, `.` and `-`";
                fields.diagnostics.push(Diagnostic::error(said.span, message).with_hint(hint));
            }
            Some(name)
        }
        None => {
            if matches!(node.value, Value::Object(_)) {
                fields.error(node, "an archive rule has no `ruleName`");
            }
            None
        }
    };
    let Some(said) = get("filter") else {
        if matches!(node.value, Value::Object(_)) {
            fields.error(node, "an archive rule has no `filter`");
        }
        return None;
    };
    let filter = filter(fields, said);
    Some(Rule { name: name?, filter })
}

fn is_name(name: &str) -> bool {
    let goes_on = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte);
    name.len() <= 255
        && name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.bytes().all(goes_on)
}

fn filter(fields: &mut Fields<'_>, node: &Node) -> Filter {
    let members = fields.object("a filter", node);
    if members.is_empty() && matches!(node.value, Value::Object(_)) {
        let message = "a filter without a criterion lets every finding through";
        fields.diagnostics.push(Diagnostic::error(node.span, message).with_hint(hint()));
    }
    let mut criteria = BTreeMap::new();
    for member in members {
        let key = match FilterKey::parse(&member.key.value) {
            Ok(key) => Some(key),
            Err(refused) => {
                fields.diagnostics.push(refusal(member, refused));
                None
            }
        };
        let criterion = criterion(fields, &member.value);
        criteria.extend(key.map(|key| (key, criterion)));
    }
    Filter { criteria }
}

fn hint() -> String {
    let names: Vec<String> = FilterKey::all().map(FilterKey::name).collect();
    format!("the keys are {}", names.join(", "))
}

fn refusal(member: &Member, refused: Refused) -> Diagnostic {
    let name = member.key.value.as_str();
    match refused {
        Refused::NotInRules => {
            let message = format!("{} is a filter key, but not of archive rules", quoted(name));
            Diagnostic::error(member.key.span, message).with_hint(hint())
        }
        Refused::Unknown => {
            let message = format!("{} is not a filter key", quoted(name));
            let alike = |key: &FilterKey| {
                let own = key.name();
                own.eq_ignore_ascii_case(name) || own.strip_prefix("condition.") == Some(name)
            };
            let meant = FilterKey::all().find(alike).map(|key| format!("did you mean `{}`?", key.name()));
            Diagnostic::error(member.key.span, message).with_hint(meant.unwrap_or_else(hint))
        }
    }
}

fn criterion(fields: &mut Fields<'_>, node: &Node) -> Criterion {
    const OPERATORS: [&str; 4] = ["eq", "neq", "contains", "exists"];
    let mut criterion = Criterion::default();
    let members = fields.object("a criterion", node);
    for member in &members {
        match member.key.value.as_str() {
            "eq" => criterion.eq = values(fields, "eq", &member.value),
            "neq" => criterion.neq = values(fields, "neq", &member.value),
            "contains" => criterion.contains = values(fields, "contains", &member.value),
            "exists" => criterion.exists = exists(fields, &member.value),
            _ => {
                let message = format!("{} is not an operator of a filter", quoted(&member.key.value));
                let hint = format!("the operators are {}", OPERATORS.join(", "));
                fields.diagnostics.push(Diagnostic::error(member.key.span, message).with_hint(hint));
            }
        }
    }
    // `null` stands for an operator that is not there.
    let is_null = |member: &&Member| matches!(member.value.value, Value::Null);
    if members.iter().all(is_null) && matches!(node.value, Value::Object(_)) {
        let hint = format!("the operators are {}", OPERATORS.join(", "));
        let message = "a criterion without an operator asks nothing";
        fields.diagnostics.push(Diagnostic::error(node.span, message).with_hint(hint));
    }
    criterion
}

/// `true` or `false`, which CloudFormation's templates may write as a string.
fn exists(fields: &mut Fields<'_>, node: &Node) -> Option<bool> {
    match &node.value {
        Value::String(text) if text == "true" => Some(true),
        Value::String(text) if text == "false" => Some(false),
        _ => fields.truth("exists", node),
    }
}

fn values(fields: &mut Fields<'_>, name: &str, node: &Node) -> Option<Vec<String>> {
    if matches!(node.value, Value::Null) {
        return None;
    }
    let mut texts = Vec::new();
    for item in fields.array(name, node) {
        match &item.value {
            Value::String(text) => texts.push(text.clone()),
            other => fields.error(item, format!("a value of `{name}` is a string, not {}", other.kind())),
        }
    }
    if let Value::Array(items) = &node.value
        && !(1..=MAX_VALUES).contains(&items.len())
    {
        fields.error(node, format!("`{name}` has between 1 and {MAX_VALUES} values, not {}", items.len()));
    }
    Some(texts)
}

fn get<'n>(members: &'n [Member], name: &str) -> Option<&'n Node> {
    members.iter().find(|member| member.key.value == name).map(|member| &member.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(text: &str) -> Vec<(String, usize, Option<String>)> {
        let (rules, diagnostics) = read_archive_rules(&Source::new("rules.json", text));
        assert_eq!(rules.is_none(), !diagnostics.is_empty());
        diagnostics.into_iter().map(|said| (said.message, said.span.start, said.hint)).collect()
    }

    #[test]
    fn rules_are_read_in_both_shapes() {
        let list = r#"[{"ruleName": "logs", "filter": {"resource": {"contains": ["logs"]},
            "condition.aws:PrincipalOrgID": {"exists": "false"}, "isPublic": {"neq": ["true"]}}}]"#;
        let (rules, _) = read_archive_rules(&Source::new("r", list));
        let rules = rules.unwrap();
        assert_eq!((rules.len(), rules[0].name.as_str()), (1, "logs"));
        let criteria = &rules[0].filter.criteria;
        assert_eq!(criteria[&FilterKey::Condition("aws:PrincipalOrgID")].exists, Some(false));
        assert_eq!(criteria[&FilterKey::Resource].contains, Some(vec!["logs".to_owned()]));
        let printed = format!(r#"{{"archiveRules": {list}}}"#);
        assert_eq!(read_archive_rules(&Source::new("r", printed.as_str())).0.as_ref(), Some(&rules));
        let filters = vec![rules[0].filter.clone()];
        assert_eq!(read_intended(&Source::new("r", list)).0.as_ref(), Some(&filters));
        let alone = r#"{"resource": {"contains": ["logs"]}, "condition.aws:PrincipalOrgID": {"exists": false}, "isPublic": {"neq": ["true"]}}"#;
        assert_eq!(read_intended(&Source::new("r", alone)).0, Some(filters));
    }

    #[test]
    fn what_is_no_rule_is_refused_at_its_place() {
        let of = |filter: &str| messages(&format!(r#"[{{"ruleName":"r","filter":{filter}}}]"#));
        let [(message, place, hint)] = &of(r#"{"aws:SourceIp":{"eq":["1"]}}"#)[..] else { panic!() };
        assert_eq!((message.as_str(), *place), ("`aws:SourceIp` is not a filter key", 27));
        assert_eq!(hint.as_deref(), Some("did you mean `condition.aws:SourceIp`?"));
        let [(message, ..)] = &of(r#"{"status":{"eq":["ACTIVE"]}}"#)[..] else { panic!() };
        assert_eq!(message, "`status` is a filter key, but not of archive rules");
        let [(message, _, hint)] = &of(r#"{"resource":{"equals":["x"]}}"#)[..] else { panic!() };
        assert_eq!(message, "`equals` is not an operator of a filter");
        assert_eq!(hint.as_deref(), Some("the operators are eq, neq, contains, exists"));
        assert_eq!(of(r#"{"resource":{"eq":[]}}"#)[0].0, "`eq` has between 1 and 20 values, not 0");
        assert_eq!(of(r#"{"resource":{"eq":[1]}}"#)[0].0, "a value of `eq` is a string, not a number");
        assert_eq!(of(r#"{"resource":{}}"#)[0].0, "a criterion without an operator asks nothing");
        for nothing in [r#"{"eq":null}"#, r#"{"exists":null}"#, r#"{"eq":null,"neq":null,"contains":null}"#] {
            let said = &of(&format!(r#"{{"resource":{nothing}}}"#))[0].0;
            assert_eq!(said, "a criterion without an operator asks nothing", "{nothing}");
        }
        // Beside one that is there it says nothing.
        assert_eq!(of(r#"{"resource":{"eq":null,"exists":true}}"#), []);
        assert_eq!(of("{}")[0].0, "a filter without a criterion lets every finding through");
        assert_eq!(
            messages(r#"[{"ruleName":"1","filter":{"id":{"exists":true}}}]"#)[0].0,
            "`1` is not the name of a rule"
        );
        assert_eq!(
            messages(r#"[{"filter":{"id":{"exists":true}}}]"#)[0].0,
            "an archive rule has no `ruleName`"
        );
        assert_eq!(messages("{}")[0].0, "archive rules are an array, not an object");
    }
}
