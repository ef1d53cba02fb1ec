//! An organization made up from a seed whose resources are shared in ways that are known: what is found of each is planted.
//!
//! 1,000 accounts in three levels of units, a file an account; each with buckets, queues, topics, keys, secrets,
//! functions and repositories that have a policy each, and roles that have a trust policy each. One in three is shared.

use serde_json::{Value, json};

use super::chance::Chance;

/// A finding that is planted: the resource, who, and the keys of its conditions.
pub(crate) type Planted = (String, String, Vec<String>);

/// What came out.
pub(crate) struct Exposure {
    /// The files of the world: a name and the text.
    pub(crate) files: Vec<(String, String)>,
    /// External access with the organization for the zone.
    pub(crate) of_organization: Vec<Planted>,
    /// The same with each account for a zone.
    pub(crate) of_accounts: Vec<Planted>,
    /// How many resource policies there are.
    pub(crate) policies: usize,
}

/// A policy document.
fn document(statements: Vec<Value>) -> Value {
    json!({"Version": "2012-10-17", "Statement": statements})
}

const REGION: &str = "eu-west-1";
const ORGANIZATION: &str = "o-exposure01";
const PARTNER: &str = "999900001111";
const VENDOR: &str = "999900002222";

/// The account of this place.
fn account(at: usize) -> String {
    format!("{}", 100_000_000_000 + at * 700_000_001)
}

/// An organization of so many accounts with so many resources and roles each.
pub(crate) fn exposure(seed: u64, accounts: usize, resources: usize, roles: usize) -> Exposure {
    let mut chance = Chance::new(seed);
    let mut made = Exposure {
        files: vec![("organization.json".to_owned(), format!("{:#}", organization(accounts)))],
        of_organization: Vec::new(),
        of_accounts: Vec::new(),
        policies: accounts * (resources + roles),
    };
    for at in 0..accounts {
        let id = account(at);
        let other = account((at + 1 + chance.below(accounts - 1)) % accounts);
        let resources: Vec<Value> =
            (0..resources).map(|place| resource(&mut chance, &mut made, [&id, &other], place)).collect();
        let roles: Vec<Value> =
            (0..roles).map(|place| role(&mut chance, &mut made, [&id, &other], place)).collect();
        let text = json!({"accounts": [{"id": id, "roles": roles, "resources": resources}]});
        made.files.push((format!("account-{id}.json"), format!("{text:#}")));
    }
    made.of_organization.sort();
    made.of_accounts.sort();
    made
}

/// Root, ten divisions, ten departments each: the accounts are in the departments.
fn organization(accounts: usize) -> Value {
    let units: Vec<Value> = (0..10)
        .map(|division| {
            let departments: Vec<Value> = (0..10)
                .map(|department| {
                    let unit = division * 10 + department;
                    let inside: Vec<Value> =
                        (1..accounts).filter(|at| at % 100 == unit).map(|at| json!(account(at))).collect();
                    json!({"id": format!("ou-ex01-department{unit:02}"), "accounts": inside})
                })
                .collect();
            json!({"id": format!("ou-ex01-division{division}"), "units": departments})
        })
        .collect();
    let perimeter = json!({"Sid": "Secrets", "Effect": "Deny", "Principal": "*", "Action": "secretsmanager:*", "Resource": "*",
    "Condition": {
        "StringNotEqualsIfExists": {"aws:PrincipalOrgID": ORGANIZATION},
        "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
    }});
    json!({
        "organization": {
            "id": ORGANIZATION,
            "managementAccount": account(0),
            "root": {
                "id": "r-ex01", "accounts": [account(0)], "units": units,
                "rcps": ["RCPFullAWSAccess", {"name": "secrets-stay", "document": document(vec![perimeter])}],
            },
        },
        "accounts": [],
    })
}

/// The kinds of resources: ARN up to the name, and two actions on it.
const KINDS: [(&str, &str, &str); 6] = [
    ("arn:aws:s3:::", "s3:GetObject", "s3:PutObject"),
    ("arn:aws:sqs:REGION:ACCOUNT:", "sqs:ReceiveMessage", "sqs:SendMessage"),
    ("arn:aws:sns:REGION:ACCOUNT:", "sns:Subscribe", "sns:Publish"),
    ("arn:aws:kms:REGION:ACCOUNT:key/", "kms:Decrypt", "kms:GenerateDataKey"),
    (
        "arn:aws:secretsmanager:REGION:ACCOUNT:secret:",
        "secretsmanager:GetSecretValue",
        "secretsmanager:DescribeSecret",
    ),
    ("arn:aws:ecr:REGION:ACCOUNT:repository/", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"),
];

fn resource(chance: &mut Chance, made: &mut Exposure, [id, other]: [&str; 2], place: usize) -> Value {
    let (front, read, write) = KINDS.get(place % KINDS.len()).copied().unwrap_or_default();
    let name = match place % KINDS.len() {
        3 => format!("{:08x}-0000-4000-8000-{place:012x}", chance.below(1 << 30)),
        4 => format!("{id}-thing-{place}-AbCdEf"),
        _ => format!("{id}-thing-{place}"),
    };
    let arn = format!("{front}{name}").replace("REGION", REGION).replace("ACCOUNT", id);
    let inside = if front.contains(":s3:") { json!([arn, format!("{arn}/*")]) } else { json!(arn) };
    let root = |account: &str| json!({"AWS": format!("arn:aws:iam::{account}:root")});
    let mut statements = vec![json!({"Sid": "Owner", "Effect": "Allow", "Principal": root(id),
        "Action": format!("{}:*", read.split(':').next().unwrap_or_default()), "Resource": inside})];
    let mut allow = |principal: Value, actions: Value, condition: Value| {
        let mut statement = json!({"Sid": format!("Share{}", statements.len()), "Effect": "Allow", "Principal": principal, "Action": actions,
            "Resource": inside});
        if let (Value::Object(statement), false) = (&mut statement, condition.is_null()) {
            statement.insert("Condition".to_owned(), condition);
        }
        statements.push(statement);
    };
    // Who and under which keys, outside the organization and outside the account.
    let mut outside: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut besides: Vec<(&str, Vec<&str>)> = Vec::new();
    match chance.below(24) {
        0 => {
            let who = chance.of(&[PARTNER, VENDOR]);
            allow(root(who), json!([read, write]), Value::Null);
            outside.push((who, vec![]));
        }
        1 => {
            allow(json!("*"), json!(read), json!({"StringEquals": {"aws:PrincipalOrgID": ORGANIZATION}}));
            besides.push(("*", vec!["aws:PrincipalOrgID"]));
        }
        2 => {
            allow(root(other), json!([read, write]), Value::Null);
            besides.push((other, vec![]));
        }
        3 => {
            allow(json!("*"), json!(read), Value::Null);
            outside.push(("*", vec![]));
        }
        4 => {
            let vpc = json!({"StringEquals": {"aws:SourceVpce": ["vpce-0aaa", "vpce-0bbb"]}});
            allow(json!({"AWS": "*"}), json!(read), vpc);
            outside.push(("*", vec!["aws:SourceVpce"]));
        }
        5 => {
            let networks = json!({"IpAddress": {"aws:SourceIp": ["198.51.100.0/24", "203.0.113.0/25"]}});
            allow(json!({"AWS": "*"}), json!([read, write]), networks);
            outside.push(("*", vec!["aws:SourceIp"]));
        }
        6 => {
            allow(
                json!({"AWS": [format!("arn:aws:iam::{PARTNER}:root"), format!("arn:aws:iam::{VENDOR}:root")]}),
                json!(read),
                Value::Null,
            );
            outside.extend([(PARTNER, vec![]), (VENDOR, vec![])]);
        }
        7 => {
            allow(root(PARTNER), json!(read), Value::Null);
            allow(json!("*"), json!(write), json!({"StringEquals": {"aws:PrincipalAccount": VENDOR}}));
            outside.extend([(PARTNER, vec![]), ("*", vec!["aws:PrincipalAccount"])]);
        }
        8 => allow(
            json!({"Service": "cloudtrail.amazonaws.com"}),
            json!(write),
            json!({"StringEquals": {"aws:SourceAccount": id}}),
        ),
        9 => allow(root(id), json!([read]), json!({"Bool": {"aws:SecureTransport": "true"}})),
        _ => {}
    }
    // The RCP keeps secrets in the organization, but for those of the management account, where no RCP counts.
    if front.contains(":secretsmanager:") && *id != *account(0) {
        for (who, keys) in outside.drain(..) {
            if who == "*" && !keys.contains(&"aws:PrincipalAccount") {
                besides.push((who, std::iter::once("aws:PrincipalOrgID").chain(keys).collect()));
            }
        }
    }
    let plant = |(who, keys): &(&str, Vec<&str>)| {
        (arn.clone(), (*who).to_owned(), keys.iter().map(|key| (*key).to_owned()).collect())
    };
    made.of_organization.extend(outside.iter().map(plant));
    made.of_accounts.extend(outside.iter().chain(&besides).map(plant));
    if chance.percent(30) {
        statements.push(
            json!({"Sid": "Tls", "Effect": "Deny", "Principal": "*", "Action": "*", "Resource": inside,
            "Condition": {"Bool": {"aws:SecureTransport": "false"}}}),
        );
    }
    json!({"arn": arn, "policy": document(statements)})
}

fn role(chance: &mut Chance, made: &mut Exposure, [id, other]: [&str; 2], place: usize) -> Value {
    let arn = format!("arn:aws:iam::{id}:role/role-{place}");
    let plant = |who: &str, keys: &[&str]| {
        (arn.clone(), who.to_owned(), keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>())
    };
    let (principal, action, condition) = match chance.below(12) {
        0 => {
            made.of_organization.push(plant(PARTNER, &["sts:ExternalId"]));
            made.of_accounts.push(plant(PARTNER, &["sts:ExternalId"]));
            (
                json!({"AWS": PARTNER}),
                "sts:AssumeRole",
                json!({"StringEquals": {"sts:ExternalId": format!("x-{place}")}}),
            )
        }
        1 => {
            made.of_accounts.push(plant(other, &[]));
            (json!({"AWS": other}), "sts:AssumeRole", Value::Null)
        }
        2 => {
            let provider = format!("arn:aws:iam::{id}:oidc-provider/token.actions.githubusercontent.com");
            let keys = ["token.actions.githubusercontent.com:aud", "token.actions.githubusercontent.com:sub"];
            made.of_organization.push(plant(&provider, &keys));
            made.of_accounts.push(plant(&provider, &keys));
            (
                json!({"Federated": provider}),
                "sts:AssumeRoleWithWebIdentity",
                json!({
                    "StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"},
                    "StringLike": {"token.actions.githubusercontent.com:sub": "repo:example/app:*"},
                }),
            )
        }
        3..8 => (json!({"Service": "lambda.amazonaws.com"}), "sts:AssumeRole", Value::Null),
        _ => (json!({"AWS": format!("arn:aws:iam::{id}:root")}), "sts:AssumeRole", Value::Null),
    };
    let mut statement = json!({"Effect": "Allow", "Principal": principal, "Action": action});
    if let (Value::Object(statement), false) = (&mut statement, condition.is_null()) {
        statement.insert("Condition".to_owned(), condition);
    }
    json!({"arn": arn, "trustPolicy": document(vec![statement])})
}
