//! An organization made up from a seed, in the own format of worlds: what a company of that size has.
//!
//! Three levels of units below the root, with guardrails at each; accounts with roles of the usual kinds (administrators,
//! readers, applications that name what they use, deployers within a boundary, roles for other accounts, pipelines, roles that
//! go by tags); resources, most of them without a policy, the others shared in the usual ways and a few badly. Some
//! pairs of a role and a resource are planted: whether the one reaches the other is known by construction.

use serde_json::{Value, json};

pub(crate) use super::chance::Chance;
use super::estate_roles::roles;
use super::estate_sharing::sharing;

/// How large it is.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Size {
    pub(crate) accounts: usize,
    /// Of each account; 20 at least.
    pub(crate) roles: usize,
    /// Of each account; 10 have every kind.
    pub(crate) resources: usize,
}

/// What came out.
pub(crate) struct Estate {
    /// The world, as JSON.
    pub(crate) text: String,
    /// Pairs of a role and a resource, with whether the role reaches the resource.
    pub(crate) planted: Vec<(String, String, bool)>,
}

/// The unit that an account is in, as far as its guardrails differ.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
pub(crate) enum Division {
    /// Only what binds all.
    #[default]
    Workloads,
    /// Without Regions elsewhere.
    Products,
    /// Only what a list of services allows.
    Regulated,
    /// Where queues and topics are denied outside a VPC.
    Sandbox,
}

const DIVISIONS: [(Division, &str); 4] = [
    (Division::Workloads, "workloads"),
    (Division::Products, "products"),
    (Division::Regulated, "regulated"),
    (Division::Sandbox, "sandbox"),
];

/// An account, before anything is in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Home {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) division: Division,
    /// The place of its innermost unit.
    unit: usize,
    pub(crate) resources: Vec<Thing>,
}

/// What a resource is, in the order in which an account has them.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
pub(crate) enum Kind {
    #[default]
    Bucket,
    Queue,
    Topic,
    Key,
    Secret,
    Table,
    Function,
}

const KINDS: [Kind; 10] = [
    Kind::Bucket,
    Kind::Queue,
    Kind::Key,
    Kind::Table,
    Kind::Secret,
    Kind::Function,
    Kind::Topic,
    Kind::Bucket,
    Kind::Bucket,
    Kind::Queue,
];

/// A resource, before it is shared.
#[derive(Clone, Debug, Default)]
pub(crate) struct Thing {
    pub(crate) arn: String,
    pub(crate) kind: Kind,
    pub(crate) team: String,
}

pub(crate) const ORGANIZATION: &str = "o-estate0001";
pub(crate) const REGION: &str = "eu-west-1";
pub(crate) const TEAMS: [&str; 6] = ["red", "blue", "green", "amber", "violet", "grey"];

/// An organization of this size.
pub(crate) fn estate(seed: u64, size: Size) -> Estate {
    let mut chance = Chance::new(seed);
    let homes = homes(&mut chance, size);
    let mut planted = Vec::new();
    let mut accounts = Vec::new();
    for home in &homes {
        let resources: Vec<Value> = home
            .resources
            .iter()
            .enumerate()
            .map(|(at, thing)| sharing(&mut chance, &homes, home, at, thing, &mut planted))
            .collect();
        accounts.push(json!({
            "id": home.id,
            "name": home.name,
            "roles": roles(&mut chance, &homes, home, size.roles, &mut planted),
            "resources": resources,
        }));
    }
    let world = json!({
        "organization": organization(&homes),
        "policies": policies(&homes),
        "accounts": accounts,
        "endpoints": [{
            "id": "vpce-0shared", "vpc": "vpc-0shared", "service": "s3",
            "policy": document(vec![json!({"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*",
                "Condition": {"StringEquals": {"aws:PrincipalOrgID": ORGANIZATION}}})]),
        }],
    });
    Estate { text: format!("{world:#}"), planted }
}

fn homes(chance: &mut Chance, size: Size) -> Vec<Home> {
    let mut homes = Vec::new();
    for at in 0..size.accounts {
        let id = format!("{}", 100_000_000_000 + at * 3_700_000_001);
        let unit = at % 36;
        let division = DIVISIONS.get(unit % 4).map(|(division, _)| *division).unwrap_or_default();
        let name = format!("{}-{at:03}", DIVISIONS.get(unit % 4).map_or("", |(_, name)| name));
        let resources = (0..size.resources).map(|place| thing(chance, &id, &name, place)).collect();
        homes.push(Home { id, name, division, unit, resources });
    }
    homes
}

fn thing(chance: &mut Chance, id: &str, name: &str, place: usize) -> Thing {
    let kind = KINDS.get(place % KINDS.len()).copied().unwrap_or_default();
    let team = chance.of(&TEAMS).to_owned();
    let what = chance.of(&["orders", "events", "reports", "images", "ledger", "people", "audit", "models"]);
    let called = format!("{name}-{what}-{place}");
    let arn = match kind {
        Kind::Bucket => format!("arn:aws:s3:::{called}"),
        Kind::Queue => format!("arn:aws:sqs:{REGION}:{id}:{called}"),
        Kind::Topic => format!("arn:aws:sns:{REGION}:{id}:{called}"),
        Kind::Key => {
            format!("arn:aws:kms:{REGION}:{id}:key/{:08x}-0000-4000-8000-{place:012x}", chance.below(1 << 30))
        }
        Kind::Secret => format!("arn:aws:secretsmanager:{REGION}:{id}:secret:{called}-AbCdEf"),
        Kind::Table => format!("arn:aws:dynamodb:{REGION}:{id}:table/{called}"),
        Kind::Function => format!("arn:aws:lambda:{REGION}:{id}:function:{called}"),
    };
    Thing { arn, kind, team }
}

/// A policy document.
pub(crate) fn document(statements: Vec<Value>) -> Value {
    json!({"Version": "2012-10-17", "Statement": statements})
}

/// Root, divisions, departments, teams: the accounts are in the teams, the first one below the root.
fn organization(homes: &[Home]) -> Value {
    let mut divisions = Vec::new();
    for (which, (division, name)) in DIVISIONS.iter().enumerate() {
        let departments: Vec<Value> = (0..3)
            .map(|department| {
                let teams: Vec<Value> = (0..3)
                    .map(|team| {
                        let unit = which + 4 * (department + 3 * team);
                        let inside: Vec<Value> = homes
                            .iter()
                            .enumerate()
                            .filter(|(at, home)| *at > 0 && home.unit == unit)
                            .map(|(_, home)| json!(home.id))
                            .collect();
                        json!({"id": format!("ou-es01-team{unit:04}"), "name": format!("team {team}"), "accounts": inside})
                    })
                    .collect();
                let mut scps = vec!["FullAWSAccess"];
                if *division == Division::Products && department != 0 {
                    scps.push("OnlyOurRegions");
                }
                json!({
                    "id": format!("ou-es01-dep{which}{department}000"), "name": format!("department {department}"),
                    "scps": scps, "units": teams,
                })
            })
            .collect();
        let scps = match division {
            Division::Workloads => vec!["FullAWSAccess", "ProtectTheTrail"],
            Division::Products => vec!["FullAWSAccess", "ProtectTheTrail", "NoRootUser"],
            Division::Regulated => vec!["RegulatedServices", "NoRootUser"],
            Division::Sandbox => vec!["FullAWSAccess", "SandboxLimits"],
        };
        divisions.push(json!({
            "id": format!("ou-es01-{name}00"), "name": name, "scps": scps, "units": departments,
        }));
    }
    let first = homes.first().map(|home| home.id.clone()).unwrap_or_default();
    json!({
        "id": ORGANIZATION,
        "managementAccount": first,
        "root": {
            "id": "r-es01", "name": "Root",
            "scps": ["FullAWSAccess", "NoLeaving"],
            "rcps": ["RCPFullAWSAccess", "OurPerimeter"],
            "accounts": [first],
            "units": divisions,
        },
    })
}

fn control(id: &str, policy_type: &str, statements: Vec<Value>) -> Value {
    json!({"id": format!("p-{}", id.to_ascii_lowercase()), "name": id, "type": policy_type, "document": document(statements)})
}

/// What is attached by name.
fn policies(homes: &[Home]) -> Value {
    let mut policies = vec![
        control(
            "NoLeaving",
            "scp",
            vec![
                json!({"Sid": "Leaving", "Effect": "Deny", "Action": ["organizations:LeaveOrganization", "account:CloseAccount"], "Resource": "*"}),
            ],
        ),
        control(
            "ProtectTheTrail",
            "scp",
            vec![
                json!({"Sid": "Trail", "Effect": "Deny", "Action": ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "config:Delete*", "guardduty:Delete*"],
                "Resource": "*", "Condition": {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/security/*"}}}),
            ],
        ),
        control(
            "NoRootUser",
            "scp",
            vec![json!({"Sid": "Root", "Effect": "Deny", "Action": "*", "Resource": "*",
                "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:root"}}})],
        ),
        control(
            "OnlyOurRegions",
            "scp",
            vec![json!({"Sid": "Regions", "Effect": "Deny",
            "NotAction": ["iam:*", "sts:*", "organizations:*", "route53:*", "cloudfront:*", "support:*", "budgets:*", "s3:ListAllMyBuckets"],
            "Resource": "*",
            "Condition": {
                "StringNotEquals": {"aws:RequestedRegion": [REGION, "eu-central-1", "us-east-1"]},
                "ArnNotLike": {"aws:PrincipalArn": ["arn:aws:iam::*:role/security/*", "arn:aws:iam::*:role/OrganizationAccountAccessRole"]},
            }})],
        ),
        control(
            "RegulatedServices",
            "scp",
            vec![json!({"Sid": "Listed", "Effect": "Allow",
                "Action": ["s3:*", "sqs:*", "kms:*", "logs:*", "cloudwatch:*", "iam:*", "sts:*", "ec2:*", "lambda:*"], "Resource": "*"})],
        ),
        control(
            "SandboxLimits",
            "scp",
            vec![
                json!({"Sid": "NoDirectMessages", "Effect": "Deny", "Action": ["sqs:*", "sns:*"], "Resource": "*",
                "Condition": {"StringNotEqualsIfExists": {"aws:SourceVpc": "vpc-0shared"}}}),
                json!({"Sid": "NoSpending", "Effect": "Deny", "Action": ["ec2:PurchaseReservedInstancesOffering", "savingsplans:*"], "Resource": "*"}),
            ],
        ),
        control(
            "OurPerimeter",
            "rcp",
            vec![
                json!({"Sid": "Perimeter", "Effect": "Deny", "Principal": "*",
                "Action": ["s3:*", "sqs:*", "kms:*", "secretsmanager:*", "sts:AssumeRole"], "Resource": "*",
                "Condition": {
                    "StringNotEqualsIfExists": {"aws:PrincipalOrgID": ORGANIZATION, "aws:ResourceTag/perimeter": "open"},
                    "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
                }}),
                json!({"Sid": "Tls", "Effect": "Deny", "Principal": "*", "Action": ["s3:*", "sqs:*", "secretsmanager:*"], "Resource": "*",
                "Condition": {"BoolIfExists": {"aws:SecureTransport": "false"}}}),
            ],
        ),
    ];
    policies.extend(of_aws());
    for home in homes {
        policies.push(json!({
            "arn": format!("arn:aws:iam::{}:policy/DeployBoundary", home.id),
            "document": document(vec![
                json!({"Sid": "Deploy", "Effect": "Allow", "Resource": "*",
                    "Action": ["lambda:*", "dynamodb:*", "s3:*", "sqs:*", "sns:*", "logs:*", "cloudformation:*", "iam:Get*", "iam:List*", "iam:PassRole"]}),
                json!({"Sid": "NotTheLedger", "Effect": "Deny", "Action": "dynamodb:Delete*",
                    "Resource": format!("arn:aws:dynamodb:*:{}:table/*-ledger-*", home.id)}),
            ]),
        }));
    }
    Value::Array(policies)
}

/// Such policies as AWS manages.
fn of_aws() -> Vec<Value> {
    const SERVICES: [&str; 44] = [
        "access-analyzer",
        "acm",
        "apigateway",
        "appconfig",
        "athena",
        "autoscaling",
        "backup",
        "batch",
        "cloudformation",
        "cloudfront",
        "cloudtrail",
        "cloudwatch",
        "codebuild",
        "codecommit",
        "cognito-idp",
        "config",
        "dynamodb",
        "ec2",
        "ecr",
        "ecs",
        "eks",
        "elasticache",
        "elasticfilesystem",
        "elasticloadbalancing",
        "es",
        "events",
        "firehose",
        "glue",
        "guardduty",
        "iam",
        "kinesis",
        "kms",
        "lambda",
        "logs",
        "organizations",
        "rds",
        "redshift",
        "route53",
        "s3",
        "sagemaker",
        "secretsmanager",
        "sns",
        "sqs",
        "states",
    ];
    let of = |verbs: &[&str]| -> Vec<String> {
        SERVICES
            .iter()
            .flat_map(|service| verbs.iter().map(move |verb| format!("{service}:{verb}*")))
            .collect()
    };
    let mut read = of(&["Get", "List", "Describe"]);
    // As AWS's own ReadOnlyAccess does, without what the secrets and the messages are.
    read.retain(|action| !["secretsmanager:Get*", "kms:Get*"].contains(&action.as_str()));
    let managed = |name: &str, statements: Vec<Value>| json!({"arn": format!("arn:aws:iam::aws:policy/{name}"), "document": document(statements)});
    vec![
        managed("AdministratorAccess", vec![json!({"Effect": "Allow", "Action": "*", "Resource": "*"})]),
        managed("ReadOnlyAccess", vec![json!({"Effect": "Allow", "Action": read, "Resource": "*"})]),
        managed(
            "SecurityAudit",
            vec![json!({"Effect": "Allow", "Action": of(&["List", "Describe"]), "Resource": "*"})],
        ),
        managed(
            "PowerUserAccess",
            vec![
                json!({"Effect": "Allow", "NotAction": ["iam:*", "organizations:*", "account:*"], "Resource": "*"}),
                json!({"Effect": "Allow", "Action": ["iam:ListRoles", "organizations:DescribeOrganization", "account:ListRegions"], "Resource": "*"}),
            ],
        ),
        managed(
            "Billing",
            vec![
                json!({"Effect": "Allow", "Action": ["aws-portal:*", "budgets:*", "ce:*", "cur:*"], "Resource": "*"}),
            ],
        ),
        managed(
            "CloudWatchLogsWriter",
            vec![json!({"Effect": "Allow",
            "Action": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], "Resource": "*"})],
        ),
    ]
}
