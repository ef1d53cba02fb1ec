//! Random zones with one resource each.

use serde_json::{Map, Value, json};

use super::rng::Rng;

/// The account of the resource, another one of the organization, and two that no world tells.
pub(crate) const OWN: &str = "111122223333";
pub(crate) const KIN: &str = "444455556666";
pub(crate) const KIN_ELSEWHERE: &str = "666677778888";
pub(crate) const OUTSIDE: [&str; 2] = ["777788889999", "999988887777"];

/// Ids of accounts, whose nobody tells.
pub(crate) const CANONICAL: [&str; 2] = [
    "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be",
    "4f1bd4a8e0b1c8f2a7e5d3c9b6a4f8e2d1c7b5a3f9e8d6c4b2a1f7e5d3c9b6a4",
];

/// How many kinds of resources there are.
pub(crate) const KINDS: usize = 7;

/// A world with one resource that counts.
#[derive(Debug)]
pub(crate) struct Scene {
    pub(crate) world: Value,
    /// Its ARN.
    pub(crate) resource: String,
    pub(crate) kind: &'static str,
    /// Whether the organization is trusted, and not only the account.
    pub(crate) whole: bool,
    /// What its actions are.
    pub(crate) actions: &'static [&'static str],
    /// Keys that policies speak of, with values; none: a multivalued one.
    pub(crate) keys: Vec<(&'static str, Vec<String>)>,
    /// What went in, to see what went wrong.
    pub(crate) shown: String,
}

impl Scene {
    /// Whether a policy names the principal.
    pub(crate) fn names(&self, principal: &str) -> bool {
        names(&self.world, false, principal)
    }
}

/// Whether the text stands in a principal element of the value.
fn names(value: &Value, in_principal: bool, principal: &str) -> bool {
    match value {
        Value::Object(members) => members.iter().any(|(name, value)| {
            let is_principal = name == "Principal" || name == "NotPrincipal";
            names(value, in_principal || is_principal, principal)
        }),
        Value::Array(values) => values.iter().any(|value| names(value, in_principal, principal)),
        Value::String(text) => in_principal && text == principal,
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// A kind of resources: its name, an ARN, and actions on it.
type Shape = (&'static str, &'static str, &'static [&'static str]);

const SHAPES: [Shape; KINDS] = [
    ("bucket", "arn:aws:s3:::data", &["s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:GetBucketAcl"]),
    (
        "queue",
        "arn:aws:sqs:eu-west-1:111122223333:work",
        &["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:GetQueueUrl"],
    ),
    ("topic", "arn:aws:sns:eu-west-1:111122223333:news", &["sns:Publish", "sns:Subscribe"]),
    ("key", "arn:aws:kms:eu-west-1:111122223333:key/k", &["kms:Decrypt", "kms:Encrypt", "kms:CreateGrant"]),
    (
        "secret",
        "arn:aws:secretsmanager:eu-west-1:111122223333:secret:s-AbCdEf",
        &["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
    ),
    (
        "function",
        "arn:aws:lambda:eu-west-1:111122223333:function:f",
        &["lambda:InvokeFunction", "lambda:GetFunction"],
    ),
    (
        "role",
        "arn:aws:iam::111122223333:role/app",
        &["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML", "sts:TagSession"],
    ),
];

/// A key with values to hold it to.
type Told = (&'static str, &'static [&'static str]);

/// Keys that say who calls or from where.
const TELLING: [Told; 12] = [
    (
        "aws:SourceIp",
        &["203.0.113.0/24", "203.0.113.9/32", "10.0.0.0/8", "0.0.0.0/0", "2001:db8::/32", "3.0.0.0/8"],
    ),
    ("aws:SourceVpc", &["vpc-1", "vpc-2", "vpc-*"]),
    ("aws:SourceVpce", &["vpce-1", "vpce-2", "vpce-?"]),
    ("aws:PrincipalOrgID", &["o-zone", "o-zone", "o-other", "o-*", "*"]),
    ("aws:PrincipalOrgPaths", &["o-zone/*", "o-zone/r-1/ou-1/*", "o-zone/r-1/ou-1/", "o-other/*"]),
    (
        "aws:PrincipalArn",
        &[
            "arn:aws:iam::777788889999:role/*",
            "arn:aws:iam::777788889999:role/app",
            "arn:aws:iam::444455556666:*",
            "arn:aws:iam::*:user/ana",
            "arn:aws:iam::4*:role/app",
        ],
    ),
    ("aws:PrincipalAccount", &["111122223333", "444455556666", "777788889999", "44*"]),
    ("aws:userid", &["AROAEXAMPLE:*", "AIDAEXAMPLE", "777788889999", "anonymous", "*:s"]),
    ("aws:PrincipalOrgID", &["o-zone", "o-zone"]),
    ("aws:SourceAccount", &["111122223333", "444455556666"]),
    ("aws:VpceAccount", &["111122223333", "444455556666"]),
    ("aws:VpcSourceIp", &["10.0.0.0/8", "10.1.2.3/32"]),
];

/// Keys that callers can see to by themselves, or that are about what is asked for.
const OTHER: [Told; 4] = [
    ("aws:SecureTransport", &["true", "false"]),
    ("aws:PrincipalTag/team", &["red", "blue", "r*"]),
    ("aws:UserAgent", &["x", "*y*"]),
    ("aws:PrincipalType", &["User", "AssumedRole", "Account"]),
];

const OF_KEYS: Told = ("kms:CallerAccount", &["444455556666", "777788889999", "111122223333"]);
const OF_BUCKETS: [Told; 2] =
    [("s3:prefix", &["a", "a/*"]), ("s3:DataAccessPointAccount", &["111122223333"])];
const OF_ROLES: [Told; 6] = [
    ("sts:ExternalId", &["one", "two", "o*"]),
    ("token.actions.githubusercontent.com:sub", &["repo:org/app:ref", "repo:org/*", "repo:other/*"]),
    ("token.actions.githubusercontent.com:aud", &["sts.amazonaws.com"]),
    ("accounts.google.com:aud", &["client", "other"]),
    ("SAML:aud", &["https://signin.aws.amazon.com/saml"]),
    ("aws:FederatedProvider", &["accounts.google.com"]),
];

const PROVIDERS: [&str; 4] = [
    "accounts.google.com",
    "cognito-identity.amazonaws.com",
    "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
    "arn:aws:iam::111122223333:saml-provider/adfs",
];

fn principal(rng: &mut Rng, kind: &str) -> Value {
    let arns = [
        OWN,
        KIN,
        KIN,
        OUTSIDE[0],
        OUTSIDE[0],
        "arn:aws:iam::777788889999:root",
        "arn:aws:iam::777788889999:role/app",
        "arn:aws:iam::777788889999:role/path/deep",
        "arn:aws:iam::444455556666:user/ana",
        "arn:aws:iam::444455556666:role/app",
        "arn:aws:sts::777788889999:assumed-role/app/s",
        "arn:aws:sts::777788889999:federated-user/fed",
        "arn:aws:iam::111122223333:user/own",
        "arn:aws:iam::999988887777:root",
        "*",
    ];
    let role = kind == "role";
    if kind == "bucket" && rng.chance(15) {
        return json!({"CanonicalUser": rng.word(&CANONICAL)});
    }
    match rng.below(if role { 14 } else { 10 }) {
        0..=2 => json!("*"),
        3 => json!({"AWS": "*"}),
        4..=7 => json!({"AWS": rng.word(&arns)}),
        8 => json!({"AWS": [rng.word(&arns), rng.word(&arns)]}),
        9 => json!({"Service": "sns.amazonaws.com"}),
        _ => json!({"Federated": rng.word(&PROVIDERS)}),
    }
}

fn operator(rng: &mut Rng, key: &str, values: &[&str]) -> String {
    let is_address = values[0].contains('/') && key.to_lowercase().ends_with("sourceip");
    let base = if is_address {
        rng.word(&["IpAddress", "IpAddress", "NotIpAddress"])
    } else if key.ends_with("Arn") {
        rng.word(&["ArnLike", "ArnEquals", "ArnNotLike", "StringLike", "StringNotLike", "StringEquals"])
    } else if key == "aws:SecureTransport" {
        "Bool"
    } else {
        rng.word(&[
            "StringEquals",
            "StringEquals",
            "StringLike",
            "StringLike",
            "StringEqualsIgnoreCase",
            "StringNotEquals",
            "StringNotLike",
            "StringNotEqualsIgnoreCase",
        ])
    };
    // What a plain operator says of several values, nobody knows.
    let qualifier = match key {
        "aws:PrincipalOrgPaths" => rng.word(&["ForAnyValue:", "ForAnyValue:", "ForAllValues:"]),
        _ if rng.chance(8) => rng.word(&["ForAnyValue:", "ForAllValues:"]),
        _ => "",
    };
    let if_exists = if rng.chance(20) { "IfExists" } else { "" };
    format!("{qualifier}{base}{if_exists}")
}

fn condition(
    rng: &mut Rng,
    kind: &str,
    keys: &mut Vec<(&'static str, Vec<String>)>,
    into: &mut Map<String, Value>,
) {
    let &(key, values) = match kind {
        "key" if rng.chance(30) => &OF_KEYS,
        "bucket" if rng.chance(15) => rng.pick(&OF_BUCKETS),
        "role" if rng.chance(50) => rng.pick(&OF_ROLES),
        _ if rng.chance(18) => rng.pick(&OTHER),
        // The same keys again, so that they meet.
        _ if !keys.is_empty() && rng.chance(45) => {
            let name = rng.pick(keys).0;
            let known = TELLING.iter().find(|(known, _)| *known == name);
            known.unwrap_or_else(|| rng.pick(&TELLING))
        }
        _ => rng.pick(&TELLING),
    };
    let (operator, told): (String, Vec<String>) = if rng.chance(8) {
        ("Null".to_owned(), vec![rng.word(&["true", "false"]).to_owned()])
    } else {
        let count = *rng.pick(&[1, 1, 1, 2]);
        let told = (0..count).map(|_| rng.word(values).to_owned()).collect();
        (operator(rng, key, values), told)
    };
    let known = keys.iter().position(|(known, _)| *known == key);
    let known = known.unwrap_or_else(|| {
        keys.push((key, Vec::new()));
        keys.len() - 1
    });
    if operator != "Null" {
        keys[known].1.extend(told.iter().cloned());
    }
    let of_operator = into.entry(operator).or_insert_with(|| json!({}));
    of_operator.as_object_mut().unwrap().insert(key.to_owned(), json!(told));
}

fn statement(
    rng: &mut Rng,
    shape: Shape,
    of_rcp: bool,
    keys: &mut Vec<(&'static str, Vec<String>)>,
) -> Value {
    let (kind, arn, actions) = shape;
    let deny = of_rcp || rng.chance(28);
    let mut fields = Map::new();
    fields.insert("Effect".to_owned(), json!(if deny { "Deny" } else { "Allow" }));
    let who = if of_rcp { json!("*") } else { principal(rng, kind) };
    let names_all = who == json!("*") || who == json!({"AWS": "*"});
    let negated = deny && !of_rcp && kind != "role" && !names_all && rng.chance(35);
    fields.insert(if negated { "NotPrincipal" } else { "Principal" }.to_owned(), who);
    let service = actions[0].split(':').next().unwrap();
    let action = match rng.below(7) {
        0 if kind != "role" => json!(format!("{service}:*")),
        1 if kind != "role" => json!(format!("{service}:{}*", &actions[0].split(':').nth(1).unwrap()[..3])),
        2 | 3 => json!([rng.word(actions), rng.word(actions)]),
        _ => json!(rng.word(actions)),
    };
    let not_action = rng.chance(8) && !of_rcp;
    fields.insert(if not_action { "NotAction" } else { "Action" }.to_owned(), action);
    if kind != "role" || of_rcp {
        let resource = match (of_rcp, kind) {
            (true, _) => json!("*"),
            (false, "bucket") => match rng.below(4) {
                0 => json!(arn),
                1 => json!(format!("{arn}/*")),
                2 => json!(format!("{arn}/a*")),
                _ => json!([arn, format!("{arn}/*")]),
            },
            (false, "key") => json!("*"),
            (false, _) => json!(arn),
        };
        fields.insert("Resource".to_owned(), resource);
    }
    let count = *rng.pick(&[0, 1, 1, 1, 2, 2]);
    if count > 0 {
        let mut conditions = Map::new();
        (0..count).for_each(|_| condition(rng, kind, keys, &mut conditions));
        fields.insert("Condition".to_owned(), Value::Object(conditions));
    }
    Value::Object(fields)
}

fn policy(rng: &mut Rng, shape: Shape, of_rcp: bool, keys: &mut Vec<(&'static str, Vec<String>)>) -> Value {
    let count = if of_rcp { 1 } else { rng.between(1, 4) };
    let statements: Vec<Value> = (0..count).map(|_| statement(rng, shape, of_rcp, keys)).collect();
    json!({"Version": "2012-10-17", "Statement": statements})
}

/// A random scene.
pub(crate) fn scene(rng: &mut Rng, name: &str) -> Scene {
    let shape = *rng.pick(&SHAPES);
    let (kind, arn, actions) = shape;
    let mut keys = Vec::new();
    let document = policy(rng, shape, false, &mut keys);
    let mut own = json!({"id": OWN});
    if kind == "role" {
        own["roles"] = json!([{"arn": arn, "trustPolicy": document}]);
    } else {
        own["resources"] = json!([{"arn": arn, "policy": document}]);
        if kind == "bucket" && rng.chance(15) {
            own["resources"][0]["s3PublicAccessBlock"] = json!({"restrictPublicBuckets": true});
        }
    }
    let rcp = (kind != "topic" && kind != "function" && rng.chance(25))
        .then(|| policy(rng, shape, true, &mut keys));
    let mut root = json!({
        "id": "r-1",
        "accounts": [KIN_ELSEWHERE],
        "units": [{"id": "ou-1", "accounts": [OWN, KIN]}],
    });
    if let Some(rcp) = rcp {
        root["rcps"] = json!(["RCPFullAWSAccess", {"name": "rcp", "document": rcp}]);
    }
    let world = json!({
        "organization": {"id": "o-zone", "managementAccount": KIN_ELSEWHERE, "root": root},
        "accounts": [own, {"id": KIN}, {"id": KIN_ELSEWHERE}],
    });
    let whole = rng.chance(30);
    let shown = format!("{name}, whole {whole}\n{world}");
    Scene { world, resource: arn.to_owned(), kind, whole, actions, keys, shown }
}
