//! What other files may depend on in a file of the own format that holds accounts and nothing else.
//!
//! If such a file is changed and its outline is not, whatever stands around the resources of all other accounts is as it
//! was, when each account is its own zone of trust: of another account only its number, place, partition and canonical
//! user id are looked at, and its place stands in the organization. A file with only [`stub`]s of such accounts is read in
//! the same way, as far as others are concerned.

use std::collections::BTreeSet;

use super::own;
use super::reading::is_account;
use crate::findings::state::{AccountOutline, Outline, short_digest};
use crate::model::{Key, segments_of};
use crate::parse::{MAX_WORLD_BYTES, Member, Node, Source, Value, read_json_within};

/// The outline of such a file's text; `None` of any other.
pub fn outline_of(source: &Source) -> Option<Outline> {
    let node = read_json_within(source.text(), MAX_WORLD_BYTES).0;
    node.as_ref().and_then(|node| outline(node, source.text()))
}

/// The outline of such a file, of which this is the text; `None` of any other.
pub(super) fn outline(node: &Node, whole: &str) -> Option<Outline> {
    let members = object(node)?;
    let only = |member: &Member| matches!(member.key.value.as_str(), "accounts" | "comment");
    if !own::FIELDS.contains(&"accounts") || !members.iter().all(only) {
        return None;
    }
    let mut outline = Outline::default();
    let mut arns = BTreeSet::new();
    for account in items(members, "accounts") {
        let account = object(account)?;
        let id = text(account, "id")?;
        let of = AccountOutline {
            partition: partition(account).map(str::to_owned),
            canonical_id: text(account, "canonicalId").map(str::to_owned),
            rest: rest(account, whole),
        };
        for resource in items(account, "resources") {
            let resource = object(resource)?;
            arns.extend(shared_name(text(resource, "arn")?, id));
            for point in items(resource, "accessPoints") {
                let point = object(point)?;
                arns.extend(match (text(point, "arn"), text(point, "region"), text(point, "name")) {
                    (Some(arn), ..) => shared_name(arn, id),
                    (None, Some(region), Some(name)) => Some(format!("s3:{region}:{id}:accesspoint/{name}")),
                    (None, _, _) => return None,
                });
            }
        }
        if !is_account(id) || outline.accounts.insert(id.to_owned(), of).is_some() {
            return None;
        }
    }
    outline.arns = arns.iter().map(|name| short_digest(name)).collect();
    outline.asks_for_sets = asks_for_sets(node);
    Some(outline)
}

/// Digests of the ARNs that stand in a file's text, as [`Outline::arns`] has them.
pub fn arns_in(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.split('"').map(|word| word.trim_end_matches('\\'));
    // Of no account, each is one that another could have.
    words.filter_map(|word| shared_name(word, "-")).map(|name| short_digest(&name))
}

/// Whether a condition in it asks by a set operator for a key of which that says how many values it has.
fn asks_for_sets(node: &Node) -> bool {
    let is_set = |name: &str| name.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("fora"));
    match &node.value {
        Value::Object(members) => members.iter().any(|member| {
            let keys = object(&member.value).filter(|_| is_set(&member.key.value));
            let own = |member: &Member| !Key::new(&member.key.value).has_certain_arity();
            keys.is_some_and(|keys| keys.iter().any(own)) || asks_for_sets(&member.value)
        }),
        Value::Array(items) => items.iter().any(asks_for_sets),
        // A policy can stand as a text.
        Value::String(text) => text.contains('{') && text.to_ascii_lowercase().contains("\"fora"),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// The digest of what the account says besides its resources, as it is written but for white space.
fn rest(account: &[Member], whole: &str) -> String {
    let members = account.iter().filter(|member| member.key.value != "resources");
    let text = |member: &Member| {
        let span = member.value.span;
        let value = without_space(whole.get(span.start..span.end).unwrap_or_default());
        format!("{:?}:{value}", member.key.value)
    };
    short_digest(&members.map(text).collect::<Vec<_>>().join(","))
}

/// The JSON text without white space between its tokens.
fn without_space(json: &str) -> String {
    let (mut in_text, mut escaped) = (false, false);
    json.chars()
        .filter(|&letter| {
            let is_quote = letter == '"' && !escaped;
            escaped = in_text && letter == '\\' && !escaped;
            in_text ^= is_quote;
            in_text || is_quote || !letter.is_ascii_whitespace()
        })
        .collect()
}

/// A file's text that says of the accounts what their outline does.
pub fn stub(outline: &Outline) -> String {
    let accounts: Vec<serde_json::Value> = outline
        .accounts
        .iter()
        .map(|(id, account)| {
            serde_json::json!({ "id": id, "partition": account.partition, "canonicalId": account.canonical_id })
        })
        .collect();
    serde_json::json!({ "accounts": accounts }).to_string()
}

/// The partition that an account shows, by itself or in an ARN in it. Another one elsewhere in it is an error that reading finds.
fn partition(account: &[Member]) -> Option<&str> {
    let of_arn = |field: &str| {
        let items = items(account, field).iter();
        let mut arns = items.filter_map(|item| text(object(item)?, "arn"));
        arns.find_map(|arn| segments_of(arn).map(|[_, partition, ..]| partition))
    };
    text(account, "partition").or_else(|| ["users", "roles", "resources"].into_iter().find_map(of_arn))
}

/// The ARN without its partition, if another account may have the same one.
fn shared_name(arn: &str, account: &str) -> Option<String> {
    let [_, _, service, region, owner, rest] = segments_of(arn)?;
    let shared = owner != account || rest.starts_with("accesspoint/");
    shared.then(|| format!("{service}:{region}:{owner}:{rest}"))
}

fn object(node: &Node) -> Option<&[Member]> {
    match &node.value {
        Value::Object(members) => Some(members),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => None,
    }
}

fn get<'n>(members: &'n [Member], name: &str) -> Option<&'n Node> {
    members.iter().find(|member| member.key.value == name).map(|member| &member.value)
}

fn text<'n>(members: &'n [Member], name: &str) -> Option<&'n str> {
    match &get(members, name)?.value {
        Value::String(text) => Some(text),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

fn items<'n>(members: &'n [Member], name: &str) -> &'n [Node] {
    match get(members, name).map(|node| &node.value) {
        Some(Value::Array(items)) => items,
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_))
        | None => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::read_json;

    fn of(text: &str) -> Option<Outline> {
        outline(&read_json(text).0.unwrap(), text)
    }

    #[test]
    fn what_others_may_depend_on_is_told() {
        let text = r#"{"accounts": [{"id": "111122223333", "users": [{"name": "ana"}],
            "roles": [{"arn": "arn:aws-cn:iam::111122223333:role/app"}], "canonicalId": "c",
            "resources": [{"arn": "arn:aws-cn:sqs:cn-north-1:111122223333:q"}, {"arn": "arn:aws-cn:s3:::b",
                "accessPoints": [{"name": "p", "region": "cn-north-1"},
                    {"arn": "arn:aws-cn:s3:cn-north-1:444455556666:accesspoint/p"}]}]}, {"id": "444455556666"}]}"#;
        let outline = of(text).unwrap();
        let told = |(id, account): (&String, &AccountOutline)| {
            (id.clone(), account.partition.clone(), account.canonical_id.clone())
        };
        let some = |text: &str| Some(text.to_owned());
        let accounts: Vec<_> = outline.accounts.iter().map(told).collect();
        assert_eq!(
            accounts,
            [("111122223333".to_owned(), some("aws-cn"), some("c")), ("444455556666".to_owned(), None, None)]
        );
        let names = [
            "s3:::b",
            "s3:cn-north-1:111122223333:accesspoint/p",
            "s3:cn-north-1:444455556666:accesspoint/p",
        ];
        assert_eq!(outline.arns, names.map(short_digest));
        let stub = of(&stub(&outline)).unwrap();
        assert!(outline.accounts.iter().all(|(id, account)| stub.accounts[id].is_called_alike(account)));
    }

    #[test]
    fn whatever_an_account_says_besides_its_resources_is_seen() {
        let rest = |more: &str| {
            let outline = of(&format!(r#"{{"accounts": [{{"id": "111122223333"{more}}}]}}"#)).unwrap();
            outline.accounts["111122223333"].rest.clone()
        };
        assert_eq!(rest(""), rest(r#", "resources": [{"arn": "arn:aws:s3:::b"}]"#));
        assert_eq!(rest(r#", "name": "x \" y", "tags":[ ]"#), rest(r#","name":"x \" y" , "tags": []"#));
        assert_ne!(rest(r#", "name": "x \" y""#), rest(r#", "name": "x \"y""#));
        assert_ne!(rest(""), rest(r#", "name": "x""#));
        assert_ne!(rest(r#", "name": "y""#), rest(r#", "name": "x""#));
        assert_ne!(rest(r#", "roles": ["x"]"#), rest(r#", "users": ["x"]"#));
    }

    #[test]
    fn other_files_have_none() {
        for other in [
            r#"{"accounts": [], "policies": []}"#,
            r#"{"organization": {"id": "o-1"}, "accounts": []}"#,
            r#"{"UserDetailList": []}"#,
            r#"{"accounts": [{"name": "x"}]}"#,
            r#"{"accounts": [{"id": "111122223333"}, {"id": "111122223333"}]}"#,
            "[]",
        ] {
            assert_eq!(of(other), None, "{other}");
        }
    }
}
