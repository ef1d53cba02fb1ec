//! Input that means harm: no panic, no hang.

use hornbeam::input::read_world;
use hornbeam::parse::Source;
use serde_json::{Value, json};

/// Every place in the value: the path of members and items to it.
fn paths(value: &Value, path: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    found.push(path.clone());
    let children: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, value)| (name.clone(), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    for (step, child) in children {
        path.push(step);
        paths(child, path, found);
        path.pop();
    }
}

fn at<'v>(value: &'v mut Value, path: &[String]) -> &'v mut Value {
    path.iter().fold(value, |value, step| match value {
        Value::Array(items) => &mut items[step.parse::<usize>().unwrap()],
        other => &mut other[step.as_str()],
    })
}

#[test]
fn wrong_types_everywhere() {
    let wrong = [
        json!(null),
        json!(true),
        json!(1),
        json!("x"),
        json!([]),
        json!({}),
        json!([[1]]),
        json!({"x": {}}),
    ];
    let folder = super::folder();
    let mut worlds = 0;
    for source in
        [super::file("example.json"), super::file("authorization-details.json")].iter().chain(&folder)
    {
        let original: Value = serde_json::from_str(source.text()).unwrap();
        let mut found = Vec::new();
        paths(&original, &mut Vec::new(), &mut found);
        for path in found {
            for value in &wrong {
                let mut text = original.clone();
                *at(&mut text, &path) = value.clone();
                let (world, diagnostics) = read_world(&[Source::new(source.name(), text.to_string())]);
                assert_eq!(world.is_none(), diagnostics.iter().any(|(_, one)| one.is_error()));
                worlds += 1;
            }
        }
    }
    assert!(worlds > 5000, "{worlds}");
}

#[test]
fn members_taken_out() {
    for name in ["example.json", "authorization-details.json"] {
        let source = super::file(name);
        // Without the last line break alone it would be whole.
        for end in (0..source.text().trim_end().len()).step_by(7) {
            if let Some(text) = source.text().get(..end) {
                let (world, _) = read_world(&[Source::new(name, text)]);
                assert!(world.is_none(), "{end}");
            }
        }
    }
}

#[test]
fn units_in_units() {
    let depth = 40;
    let text = format!(
        r#"{{"organization": {{"id": "o-1", "root": {}{}}}}}"#,
        (0..depth).map(|at| format!(r#"{{"id": "u-{at}", "units": ["#)).collect::<String>(),
        "]}".repeat(depth)
    );
    let world = super::world(&[Source::new("w.json", text)]);
    assert_eq!(world.organization.unwrap().units.len(), depth);
    let text = format!("{}{}", r#"{"organization": {"root": "#, r#"{"units": ["#.repeat(100_000));
    assert!(read_world(&[Source::new("w.json", text)]).0.is_none());
}

#[test]
fn a_circle_of_units() {
    let count = 2000;
    let mut sources = vec![
        Source::new("o.json", r#"{"Organization": {"Id": "o-1"}}"#),
        Source::new("r.json", r#"{"Roots": [{"Id": "r-1"}]}"#),
    ];
    for at in 0..count {
        let text = format!(r#"{{"OrganizationalUnits": [{{"Id": "ou-{}"}}]}}"#, (at + 1) % count);
        sources.push(Source::new(format!("units-for-parent/ou-{at}.json"), text));
    }
    let (world, diagnostics) = read_world(&sources);
    assert!(world.is_none());
    assert!(
        diagnostics.iter().any(|(_, one)| one.message.contains("but not below the root")),
        "{diagnostics:?}"
    );
}

/// A line of units, told by listings, is as deep as they say.
#[test]
fn a_long_line_of_units() {
    let count = 5000;
    let mut sources = vec![Source::new(
        "o.json",
        r#"{"organization": {"id": "o-1", "root": {"id": "ou-0", "accounts": []}}}"#,
    )];
    for at in 0..count {
        let text = format!(r#"{{"OrganizationalUnits": [{{"Id": "ou-{}"}}]}}"#, at + 1);
        sources.push(Source::new(format!("units-for-parent/ou-{at}.json"), text));
    }
    let units = super::world(&sources).organization.unwrap().units;
    assert_eq!((units.len(), units[count].parent), (count + 1, Some(count - 1)));
}

#[test]
fn ten_thousand_accounts() {
    let ids: Vec<String> = (0..10_000).map(|at| format!("{at:012}")).collect();
    let accounts: Vec<Value> = ids.iter().map(|id| json!({"id": id, "users": [{"name": "u"}]})).collect();
    let world =
        json!({"organization": {"id": "o-1", "root": {"id": "r-1", "accounts": ids}}, "accounts": accounts});
    let world = super::world(&[Source::new("w.json", world.to_string())]);
    assert_eq!(world.accounts.len(), 10_000);
    assert!(world.accounts.values().all(|account| account.unit == Some(0)));
}

#[test]
fn many_errors_are_cut_short() {
    let accounts = vec!["x"; 50_000];
    let (world, diagnostics) =
        read_world(&[Source::new("w.json", json!({"accounts": accounts}).to_string())]);
    assert!(world.is_none());
    assert_eq!(diagnostics.len(), 201);
    let tags: serde_json::Map<String, Value> = (0..50_000).map(|at| (at.to_string(), json!("x"))).collect();
    let text =
        json!({"accounts": [{"id": "111122223333", "users": [{"name": "u", "tags": tags}]}]}).to_string();
    assert!(read_world(&[Source::new("a.json", text.clone()), Source::new("b.json", text)]).0.is_some());
}

/// The details of an account of 50 roles, in IAM's words, with as many bytes as such have.
fn details(account: usize) -> String {
    let id = format!("{account:012}");
    let trust = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;
    let role = |at: usize| {
        let inline = json!({"Version": "2012-10-17", "Statement": [
            {"Sid": "Read", "Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket", "s3:PutObject"],
             "Resource": [format!("arn:aws:s3:::bucket-{account}-{at}"), format!("arn:aws:s3:::bucket-{account}-{at}/*")]},
            {"Sid": "Queues", "Effect": "Allow", "Action": "sqs:*", "Resource": "*",
             "Condition": {"StringEquals": {"aws:ResourceAccount": "${aws:PrincipalAccount}"}, "Bool": {"aws:SecureTransport": "true"}}}]});
        json!({"Path": "/", "RoleName": format!("role-{at}"), "RoleId": format!("AROA{account}{at}"),
            "Arn": format!("arn:aws:iam::{id}:role/role-{at}"),
            "AssumeRolePolicyDocument": serde_json::from_str::<Value>(trust).unwrap(),
            "RolePolicyList": [{"PolicyName": "inline", "PolicyDocument": inline}],
            "AttachedManagedPolicies": [{"PolicyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}],
            "Tags": [{"Key": "team", "Value": format!("team-{}", at % 7)}]})
    };
    let roles: Vec<Value> = (0..50).map(role).collect();
    let read_only = json!({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*",
        "Action": (0..500).map(|at| format!("service{at}:Get*")).collect::<Vec<_>>()}]});
    json!({"UserDetailList": [], "GroupDetailList": [], "RoleDetailList": roles, "Policies": [
        {"Arn": "arn:aws:iam::aws:policy/ReadOnlyAccess", "DefaultVersionId": "v1", "PolicyVersionList": [
            {"VersionId": "v1", "IsDefaultVersion": true, "Document": read_only}]}]})
    .to_string()
}

#[test]
fn an_organization_is_read_in_a_moment() {
    let mut sources: Vec<Source> =
        (0..200).map(|account| Source::new(format!("{account}.json"), details(account))).collect();
    let bucket = |account: usize, at: usize| {
        let arn = format!("arn:aws:s3:::bucket-{account}-{at}");
        json!({"arn": arn, "policy": {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
            "Principal": {"AWS": format!("arn:aws:iam::{account:012}:role/role-{at}")}, "Action": "s3:*",
            "Resource": [arn, format!("{arn}/*")]}}})
    };
    let accounts: Vec<Value> = (0..200)
        .map(|account| json!({"id": format!("{account:012}"), "resources": (0..10).map(|at| bucket(account, at)).collect::<Vec<_>>()}))
        .collect();
    sources.push(Source::new("world.json", json!({"accounts": accounts}).to_string()));
    let start = std::time::Instant::now();
    let world = super::world(&sources);
    let time = start.elapsed();
    assert_eq!((world.identities().count(), world.resources().count()), (10_000, 2_000));
    // Ten million bytes: about a second in this build (opt-level 1); the limit is that of a busy machine.
    assert!(time.as_secs() < 10, "{time:?}");
}
