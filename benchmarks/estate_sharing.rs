//! The resources of the made-up organization with what is attached to them.

use serde_json::{Value, json};

use super::estate::{Chance, Division, Home, Kind, ORGANIZATION, Thing, document};
use super::estate_roles::role;

/// The resource in the own format, with what is planted of it. The key, the third thing of an account, leaves in only one
/// role where its number is a multiple of ten.
pub(crate) fn sharing(
    chance: &mut Chance,
    homes: &[Home],
    home: &Home,
    at: usize,
    thing: &Thing,
    planted: &mut Vec<(String, String, bool)>,
) -> Value {
    let mut resource = json!({"arn": thing.arn, "tags": {"team": thing.team}});
    let policy = match thing.kind {
        Kind::Bucket | Kind::Queue => of_data(chance, homes, home, at, thing, planted),
        Kind::Topic => chance.percent(50).then(|| account_only(home, thing)),
        Kind::Key => Some(of_key(chance, homes, home, thing, planted)),
        Kind::Secret => None,
        Kind::Table | Kind::Function => None,
    };
    if let (Value::Object(resource), Some(policy)) = (&mut resource, policy) {
        resource.insert("policy".to_owned(), policy);
        if thing.kind == Kind::Bucket && at.is_multiple_of(3) {
            let block = json!({"blockPublicAcls": true, "ignorePublicAcls": true, "blockPublicPolicy": true, "restrictPublicBuckets": true});
            resource.insert("s3PublicAccessBlock".to_owned(), block);
        }
    }
    resource
}

fn root(home: &Home) -> String {
    format!("arn:aws:iam::{}:root", home.id)
}

/// What one asks of a bucket or queue.
fn action(thing: &Thing) -> Value {
    match thing.kind {
        Kind::Bucket => json!(["s3:GetObject", "s3:ListBucket"]),
        Kind::Queue => json!(["sqs:SendMessage", "sqs:GetQueueAttributes"]),
        Kind::Topic => json!(["sns:Publish", "sns:Subscribe"]),
        Kind::Key => json!(["kms:Decrypt", "kms:DescribeKey"]),
        Kind::Secret => json!("secretsmanager:GetSecretValue"),
        Kind::Table => json!("dynamodb:GetItem"),
        Kind::Function => json!("lambda:InvokeFunction"),
    }
}

fn inside(thing: &Thing) -> Value {
    match thing.kind {
        Kind::Bucket => json!([thing.arn, format!("{}/*", thing.arn)]),
        Kind::Queue | Kind::Topic | Kind::Key | Kind::Secret | Kind::Table | Kind::Function => {
            json!(thing.arn)
        }
    }
}

fn account_only(home: &Home, thing: &Thing) -> Value {
    document(vec![
        json!({"Effect": "Allow", "Principal": {"AWS": root(home)}, "Action": action(thing), "Resource": inside(thing)}),
    ])
}

/// The policy of a bucket or queue, if it has one.
fn of_data(
    chance: &mut Chance,
    homes: &[Home],
    home: &Home,
    at: usize,
    thing: &Thing,
    planted: &mut Vec<(String, String, bool)>,
) -> Option<Value> {
    let (action, inside) = (action(thing), inside(thing));
    let all = match thing.kind {
        Kind::Bucket => json!("s3:*"),
        Kind::Queue => json!("sqs:*"),
        Kind::Topic | Kind::Key | Kind::Secret | Kind::Table | Kind::Function => json!("*"),
    };
    let other = chance.of(homes);
    let third = chance.of(homes);
    let allow = |principal: Value, condition: Value| {
        let mut statement =
            json!({"Effect": "Allow", "Principal": principal, "Action": action, "Resource": inside});
        if let Value::Object(statement) = &mut statement
            && condition != json!({})
        {
            statement.insert("Condition".to_owned(), condition);
        }
        statement
    };
    let deny = |condition: Value| json!({"Effect": "Deny", "Principal": "*", "Action": all, "Resource": inside, "Condition": condition});
    let tls = || deny(json!({"Bool": {"aws:SecureTransport": "false"}}));
    let free = |home: &Home| home.division == Division::Workloads;
    Some(match chance.below(100) {
        0..50 => {
            if other.id != home.id {
                planted.push((role(&other, "admin"), thing.arn.clone(), false));
            }
            if free(home) {
                planted.push((role(home, "admin"), thing.arn.clone(), true));
            }
            return None;
        }
        50..70 => account_only(home, thing),
        70..76 => {
            if free(&other) && other.id != home.id && thing.kind == Kind::Bucket {
                planted.push((role(&other, "read-only"), thing.arn.clone(), true));
                planted.push((role(&other, "billing"), thing.arn.clone(), false));
            }
            document(vec![allow(json!({"AWS": [root(&other), role(&third, "partner")]}), json!({}))])
        }
        76..80 => document(vec![allow(json!({"AWS": role(&other, "app-00")}), json!({})), tls()]),
        80..84 => {
            if free(&other) && other.id != home.id && thing.kind == Kind::Bucket {
                planted.push((
                    role(&other, "power-user"),
                    thing.arn.clone(),
                    !at.is_multiple_of(3) || other.id == home.id,
                ));
            }
            document(vec![
                allow(json!("*"), json!({"StringLike": {"aws:PrincipalOrgID": format!("{ORGANIZATION}*")}})),
                tls(),
            ])
        }
        84..87 => document(vec![allow(
            json!({"AWS": "*"}),
            json!({"StringEquals": {"aws:PrincipalOrgID": ORGANIZATION}}),
        )]),
        87..89 => document(vec![allow(
            json!("*"),
            json!({"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": format!("{ORGANIZATION}/r-es01/ou-es01-products00/*")}}),
        )]),
        89..92 => document(vec![
            tls(),
            deny(json!({
                "StringNotEquals": {"aws:SourceVpce": "vpce-0shared"},
                "ArnNotLike": {"aws:PrincipalArn": role(home, "admin")},
            })),
        ]),
        92..95 => {
            if free(home) {
                // What is denied are the actions of the resource's own service. Of a bucket Systems Manager has one as well:
                // the reference gives `ssm:SendCommand` buckets for its output, and nothing denies that.
                planted.push((role(home, "admin"), thing.arn.clone(), thing.kind == Kind::Bucket));
                planted.push((role(home, "partner"), thing.arn.clone(), false));
                planted.push((role(home, "power-user"), thing.arn.clone(), true));
            }
            document(vec![deny(
                json!({"ArnNotEquals": {"aws:PrincipalArn": [role(home, "power-user"), role(home, "team-red")]}}),
            )])
        }
        95..97 => document(vec![allow(json!("*"), json!({}))]),
        97..99 => document(vec![allow(
            json!({"AWS": ["999988887777", "arn:aws:iam::888877776666:role/vendor"]}),
            json!({}),
        )]),
        _ => document(vec![
            allow(
                json!({"Service": "cloudtrail.amazonaws.com"}),
                json!({"StringEquals": {"aws:SourceAccount": home.id}}),
            ),
            tls(),
        ]),
    })
}

fn of_key(
    chance: &mut Chance,
    homes: &[Home],
    home: &Home,
    thing: &Thing,
    planted: &mut Vec<(String, String, bool)>,
) -> Value {
    let other = chance.of(homes);
    let to_account = json!({"Sid": "Account", "Effect": "Allow", "Principal": {"AWS": root(home)}, "Action": "kms:*", "Resource": "*"});
    match chance.below(10) {
        0 => {
            // A key policy decides what KMS is asked. That an archive or a stream is encrypted with the key is asked of
            // EventBridge and Kinesis: the reference gives `events:CreateArchive` and `kinesis:StartStreamEncryption` keys,
            // and an administrator has them but where a list of services leaves these two out.
            let listed = home.division != Division::Regulated;
            planted.push((role(home, "admin"), thing.arn.clone(), listed));
            planted.push((role(home, "power-user"), thing.arn.clone(), listed));
            planted.push((role(&other, "key-user"), thing.arn.clone(), other.id == home.id));
            planted.push((role(home, "deploy-0"), thing.arn.clone(), false));
            planted.push((role(home, "key-user"), thing.arn.clone(), true));
            document(vec![json!({"Effect": "Allow", "Principal": {"AWS": role(home, "key-user")},
                "Action": ["kms:Decrypt", "kms:GenerateDataKey"], "Resource": "*"})])
        }
        1..3 => document(vec![
            to_account,
            json!({"Effect": "Allow", "Principal": {"AWS": root(&other)},
            "Action": ["kms:Decrypt", "kms:DescribeKey"], "Resource": "*"}),
        ]),
        3 => document(vec![
            to_account,
            json!({"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "kms:Decrypt", "Resource": "*",
            "Condition": {"StringEquals": {"aws:PrincipalOrgID": ORGANIZATION}, "StringLike": {"kms:ViaService": "s3.*.amazonaws.com"}}}),
        ]),
        _ => {
            planted.push((role(home, "key-user"), thing.arn.clone(), true));
            if other.id != home.id {
                planted.push((role(&other, "admin"), thing.arn.clone(), false));
            }
            document(vec![to_account])
        }
    }
}
