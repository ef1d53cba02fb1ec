//! Scenarios such as an account's requests are: made up from a seed, in the shapes of AWS's managed policies.
//!
//! A user or a role session with three identity policies of three to six statements, SCPs at three levels, often a
//! permissions boundary and a resource policy, one request in four across accounts. Accounts, buckets, teams and
//! regions come from pools so small that policies speak of the requests around them.

use serde_json::{Map, Value, json};

use crate::rng::Rng;

const ACCOUNTS: [&str; 4] = ["111122223333", "444455556666", "777788889999", "123456789012"];
const REGIONS: [&str; 4] = ["eu-west-1", "eu-central-1", "us-east-1", "ap-southeast-2"];
const TEAMS: [&str; 4] = ["payments", "search", "data-platform", "web"];
const NAMES: [&str; 6] = ["orders", "invoices", "clickstream", "audit-logs", "artifacts", "sessions"];
const ORGANIZATION: &str = "o-a1b2c3d4e5";

/// A service: its prefix, its actions, and how the ARN of a resource goes on after the service; `{r}`, `{a}` and
/// `{n}` stand for region, account and name.
struct Service {
    prefix: &'static str,
    actions: &'static [&'static str],
    resource: &'static str,
    /// Whether its resources have policies.
    has_policies: bool,
}

const SERVICES: [Service; 12] = [
    Service {
        prefix: "s3",
        actions: &[
            "GetObject",
            "PutObject",
            "DeleteObject",
            "GetObjectTagging",
            "ListBucket",
            "GetBucketLocation",
            "PutBucketPolicy",
            "AbortMultipartUpload",
        ],
        resource: "s3:::{n}-{a}/2026/11/part-00017.parquet",
        has_policies: true,
    },
    Service {
        prefix: "ec2",
        actions: &[
            "DescribeInstances",
            "RunInstances",
            "StartInstances",
            "StopInstances",
            "TerminateInstances",
            "CreateTags",
            "DescribeVpcs",
            "AuthorizeSecurityGroupIngress",
        ],
        resource: "ec2:{r}:{a}:instance/i-0{n}abcdef",
        has_policies: false,
    },
    Service {
        prefix: "dynamodb",
        actions: &["GetItem", "PutItem", "Query", "Scan", "UpdateItem", "BatchGetItem", "DescribeTable"],
        resource: "dynamodb:{r}:{a}:table/{n}",
        has_policies: false,
    },
    Service {
        prefix: "sqs",
        actions: &["SendMessage", "ReceiveMessage", "DeleteMessage", "GetQueueAttributes", "PurgeQueue"],
        resource: "sqs:{r}:{a}:{n}",
        has_policies: true,
    },
    Service {
        prefix: "sns",
        actions: &["Publish", "Subscribe", "ListTopics", "GetTopicAttributes", "SetTopicAttributes"],
        resource: "sns:{r}:{a}:{n}",
        has_policies: true,
    },
    Service {
        prefix: "lambda",
        actions: &["InvokeFunction", "GetFunction", "UpdateFunctionCode", "ListFunctions", "CreateFunction"],
        resource: "lambda:{r}:{a}:function:{n}",
        has_policies: true,
    },
    Service {
        prefix: "kms",
        actions: &["Decrypt", "Encrypt", "GenerateDataKey", "DescribeKey", "CreateGrant"],
        resource: "kms:{r}:{a}:key/1234abcd-12ab-34cd-56ef-{n}",
        has_policies: true,
    },
    Service {
        prefix: "secretsmanager",
        actions: &["GetSecretValue", "DescribeSecret", "PutSecretValue", "ListSecrets", "DeleteSecret"],
        resource: "secretsmanager:{r}:{a}:secret:{n}/db-AbCdEf",
        has_policies: true,
    },
    Service {
        prefix: "iam",
        actions: &[
            "PassRole",
            "GetRole",
            "ListRoles",
            "CreateRole",
            "AttachRolePolicy",
            "CreateServiceLinkedRole",
            "GetPolicyVersion",
        ],
        resource: "iam::{a}:role/{n}-service",
        has_policies: false,
    },
    Service {
        prefix: "logs",
        actions: &["CreateLogStream", "PutLogEvents", "DescribeLogGroups", "FilterLogEvents", "StartQuery"],
        resource: "logs:{r}:{a}:log-group:/aws/lambda/{n}:log-stream:a",
        has_policies: false,
    },
    Service {
        prefix: "ecr",
        actions: &["BatchGetImage", "GetAuthorizationToken", "PutImage", "DescribeRepositories"],
        resource: "ecr:{r}:{a}:repository/{n}",
        has_policies: true,
    },
    Service {
        prefix: "cloudwatch",
        actions: &["PutMetricData", "GetMetricData", "ListMetrics", "DescribeAlarms", "PutMetricAlarm"],
        resource: "cloudwatch:{r}:{a}:alarm:{n}",
        has_policies: false,
    },
];

/// What one request is about; its policies mostly speak of the same.
struct Theme {
    account: &'static str,
    owner: &'static str,
    region: &'static str,
    team: &'static str,
    name: &'static str,
    service: &'static Service,
}

impl Theme {
    fn new(rng: &mut Rng) -> Theme {
        let service = rng.pick(&SERVICES);
        let account = rng.word(&ACCOUNTS);
        let crosses = service.has_policies && rng.chance(40);
        Theme {
            account,
            owner: if crosses { rng.word(&ACCOUNTS) } else { account },
            region: rng.word(&REGIONS),
            team: rng.word(&TEAMS),
            name: rng.word(&NAMES),
            service,
        }
    }

    /// The service itself, or another one.
    fn service(&self, rng: &mut Rng, own: usize) -> &'static Service {
        if rng.chance(own) { self.service } else { rng.pick(&SERVICES) }
    }

    fn arn(&self) -> String {
        fill(self.service.resource, self.region, self.owner, self.name)
    }

    /// A pattern of resources of this service, as narrow as those that people write.
    fn pattern(&self, rng: &mut Rng, service: &Service) -> String {
        let region = rng.word(&["*", "*", self.region]);
        let account = rng.word(&["*", self.account, self.owner]);
        let name = if rng.chance(40) { self.name } else { rng.word(&NAMES) };
        match rng.below(4) {
            0 => fill(service.resource, region, account, "*"),
            1 => {
                let name = format!("{}*", name.get(..4).unwrap_or(name));
                fill(service.resource, region, account, &name)
            }
            2 if service.prefix == "s3" => format!("arn:aws:s3:::{name}-{account}/*"),
            _ => fill(service.resource, region, account, name),
        }
    }
}

fn fill(pattern: &str, region: &str, account: &str, name: &str) -> String {
    format!("arn:aws:{}", pattern.replace("{r}", region).replace("{a}", account).replace("{n}", name))
}

/// The scenario of that number, in the form that `simulate` reads.
pub(crate) fn scenario(seed: u64, number: u64) -> Map<String, Value> {
    let mut rng = Rng::new(seed, number);
    let rng = &mut rng;
    let theme = &Theme::new(rng);
    let mut scenario = Map::new();
    let mut add = |name: &str, value: Value| scenario.insert(name.to_owned(), value);
    add("request", request(rng, theme));
    let policies = (0..3).map(|at| json!({"name": format!("policy-{at}"), "document": identity(rng, theme)}));
    add("identityPolicies", policies.collect());
    if rng.chance(30) {
        add("permissionsBoundary", boundary(rng, theme));
    }
    add("scps", (0..3).map(|_| json!([full_access(), guardrails(rng, theme)])).collect());
    if theme.service.has_policies && (theme.owner != theme.account || rng.chance(60)) {
        add("resourcePolicy", resource_policy(rng, theme));
    }
    add("principalTags", json!({"team": theme.team, "cost-center": "4711"}));
    let team = if rng.chance(70) { theme.team } else { rng.word(&TEAMS) };
    add("resourceTags", json!({"team": team, "environment": rng.pick(&["prod", "test"])}));
    scenario
}

fn request(rng: &mut Rng, theme: &Theme) -> Value {
    let account = theme.account;
    let principal = match rng.chance(50) {
        true => format!("arn:aws:iam::{account}:user/{}/ana", theme.team),
        false => format!("arn:aws:sts::{account}:assumed-role/{}-app/i-0abcdef1234567890", theme.team),
    };
    let action = format!("{}:{}", theme.service.prefix, rng.pick(theme.service.actions));
    json!({
        "principal": principal, "action": action, "resource": theme.arn(), "resourceAccount": theme.owner,
        "context": {
            "aws:SourceIp": [format!("{}.0.113.{}", rng.pick(&[203, 10, 198]), rng.below(256))],
            "aws:SecureTransport": [if rng.chance(95) { "true" } else { "false" }],
            "aws:MultiFactorAuthPresent": [if rng.chance(60) { "true" } else { "false" }],
            "aws:CurrentTime": [format!("2026-11-{:02}T09:30:00Z", rng.between(1, 30))],
            "aws:PrincipalOrgID": [ORGANIZATION],
            "aws:RequestedRegion": [theme.region],
            "aws:UserAgent": ["aws-sdk-rust/1.3 os/linux lang/rust"],
        }
    })
}

fn policy(statements: Vec<Value>) -> Value {
    json!({"Version": "2012-10-17", "Statement": statements})
}

fn full_access() -> Value {
    policy(vec![json!({"Effect": "Allow", "Action": "*", "Resource": "*"})])
}

/// Some actions of the service, in one of the ways managed policies name them.
fn actions(rng: &mut Rng, service: &Service) -> Value {
    let prefix = service.prefix;
    match rng.below(5) {
        0 => json!(format!("{prefix}:*")),
        1 => json!([
            format!("{prefix}:Get*"),
            format!("{prefix}:List*"),
            format!("{prefix}:Describe*"),
            format!("{prefix}:BatchGet*")
        ]),
        _ => {
            let mut names: Vec<String> =
                service.actions.iter().map(|action| format!("{prefix}:{action}")).collect();
            rng.shuffle(&mut names);
            names.truncate(rng.between(1, names.len()));
            json!(names)
        }
    }
}

/// A customer's or AWS's policy for one job: some services read, one used, sometimes something kept out.
fn identity(rng: &mut Rng, theme: &Theme) -> Value {
    let count = rng.between(3, 6);
    policy((0..count).map(|at| identity_statement(rng, theme, at)).collect())
}

fn identity_statement(rng: &mut Rng, theme: &Theme, at: usize) -> Value {
    let service = theme.service(rng, 25);
    let resources: Vec<String> = (0..rng.between(1, 3)).map(|_| theme.pattern(rng, service)).collect();
    match rng.below(12) {
        0..=2 => json!({"Sid": format!("Use{at}"), "Effect": "Allow", "Action": actions(rng, service),
            "Resource": resources}),
        3 => {
            let many: Vec<String> = (0..rng.between(4, 14))
                .map(|_| {
                    let service = theme.service(rng, 5);
                    format!("{}:{}", service.prefix, rng.pick(service.actions))
                })
                .collect();
            json!({"Sid": format!("Read{at}"), "Effect": "Allow", "Action": many, "Resource": "*"})
        }
        4 => json!({"Effect": "Allow", "Action": actions(rng, service), "Resource": "*",
            "Condition": {"StringEquals": {"aws:ResourceAccount": "${aws:PrincipalAccount}"}}}),
        5 => json!({"Effect": "Allow", "Action": actions(rng, service), "Resource": resources,
            "Condition": {"StringEquals": {"aws:ResourceTag/team": "${aws:PrincipalTag/team}"}}}),
        6 => {
            json!({"Sid": "PassToServices", "Effect": "Allow", "Action": "iam:PassRole",
            "Resource": format!("arn:aws:iam::{}:role/{}-*", theme.account, theme.team),
            "Condition": {"StringEquals": {"iam:PassedToService": ["lambda.amazonaws.com", "ecs-tasks.amazonaws.com"]}}})
        }
        7 => {
            json!({"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "Resource": "arn:aws:iam::*:role/aws-service-role/*",
            "Condition": {"StringLike": {"iam:AWSServiceName": ["autoscaling.amazonaws.com", "spot*.amazonaws.com"]}}})
        }
        8 => json!({"Effect": "Allow", "Action": actions(rng, service), "Resource": resources,
            "Condition": {"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "10.0.0.0/8"]},
                "Bool": {"aws:SecureTransport": "true"}}}),
        9 => json!({"Effect": "Allow", "Action": actions(rng, service), "Resource": "*",
            "Condition": {"DateLessThan": {"aws:CurrentTime": "2026-11-20T00:00:00Z"},
                "StringLike": {"aws:RequestedRegion": ["eu-*", "us-east-1"]}}}),
        10 => {
            json!({"Sid": "NotWithoutMfa", "Effect": "Deny", "Action": actions(rng, service), "Resource": resources,
            "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}})
        }
        _ => {
            json!({"Sid": "OtherTeams", "Effect": "Deny", "Action": actions(rng, service), "Resource": "*",
            "Condition": {"StringNotEquals": {"aws:ResourceTag/team": ["${aws:PrincipalTag/team}", "shared"]}}})
        }
    }
}

fn boundary(rng: &mut Rng, theme: &Theme) -> Value {
    let mut services: Vec<String> = (0..8).map(|_| format!("{}:*", theme.service(rng, 30).prefix)).collect();
    services.dedup();
    policy(vec![
        json!({"Sid": "Services", "Effect": "Allow", "Action": services, "Resource": "*"}),
        json!({"Sid": "NoEscalation", "Effect": "Deny", "Resource": "*",
            "Action": ["iam:CreateUser", "iam:DeleteRolePermissionsBoundary", "iam:AttachRolePolicy", "organizations:*"]}),
        json!({"Effect": "Allow", "Action": ["logs:*", "cloudwatch:*", "xray:Put*"], "Resource": "*",
            "Condition": {"StringEquals": {"aws:ResourceAccount": "${aws:PrincipalAccount}"}}}),
    ])
}

/// An SCP with some of the guardrails that organizations write.
fn guardrails(rng: &mut Rng, theme: &Theme) -> Value {
    let mut statements = Vec::new();
    if rng.chance(50) {
        statements.push(json!({"Sid": "Regions", "Effect": "Deny", "Resource": "*",
            "NotAction": ["iam:*", "organizations:*", "route53:*", "budgets:*", "waf:*", "cloudfront:*",
                "globalaccelerator:*", "importexport:*", "support:*", "sts:*", "s3:GetBucketLocation", "s3:ListAllMyBuckets"],
            "Condition": {"StringNotEquals": {"aws:RequestedRegion": ["eu-west-1", "eu-central-1", "us-east-1"]},
                "ArnNotLike": {"aws:PrincipalARN": ["arn:aws:iam::*:role/ops/*", "arn:aws:iam::*:role/AWSControlTowerExecution"]}}}));
    }
    if rng.chance(50) {
        statements.push(json!({"Sid": "Root", "Effect": "Deny", "Action": "*", "Resource": "*",
            "Condition": {"StringLike": {"aws:PrincipalArn": "arn:aws:iam::*:root"}}}));
    }
    if rng.chance(50) {
        statements.push(json!({"Sid": "Keep", "Effect": "Deny", "Resource": "*",
            "Action": ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "config:Delete*", "guardduty:Delete*",
                "guardduty:Disassociate*", "organizations:LeaveOrganization", "s3:PutAccountPublicAccessBlock"]}));
    }
    if rng.chance(50) {
        let service = theme.service(rng, 20);
        statements.push(json!({"Sid": "Perimeter", "Effect": "Deny", "Action": format!("{}:*", service.prefix), "Resource": "*",
            "Condition": {"NotIpAddressIfExists": {"aws:SourceIp": ["203.0.113.0/24", "10.0.0.0/8", "2001:db8::/32"]},
                "BoolIfExists": {"aws:ViaAWSService": "false"}, "Null": {"aws:PrincipalTag/breakglass": "true"}}}));
    }
    statements.push(json!({"Effect": "Deny", "Action": ["account:*", "aws-portal:*"], "Resource": "*"}));
    policy(statements)
}

fn resource_policy(rng: &mut Rng, theme: &Theme) -> Value {
    let (own, caller) = (theme.owner, theme.account);
    let service = theme.service;
    let resource = theme.arn();
    let mut statements = vec![json!({"Sid": "Secure", "Effect": "Deny", "Principal": "*",
        "Action": format!("{}:*", service.prefix), "Resource": "*",
        "Condition": {"Bool": {"aws:SecureTransport": "false"}}})];
    if rng.chance(60) {
        statements.push(json!({"Sid": "Owner", "Effect": "Allow", "Principal": {"AWS": format!("arn:aws:iam::{own}:root")},
            "Action": format!("{}:*", service.prefix), "Resource": "*"}));
    }
    if rng.chance(70) {
        let names = [
            json!({"AWS": format!("arn:aws:iam::{caller}:role/{}-app", theme.team)}),
            json!({"AWS": [format!("arn:aws:iam::{caller}:root"), "arn:aws:iam::210987654321:root"]}),
            json!({"AWS": format!("arn:aws:iam::{caller}:user/{}/ana", theme.team)}),
        ];
        statements
            .push(json!({"Effect": "Allow", "Principal": rng.pick(&names), "Action": actions(rng, service),
            "Resource": [resource, theme.pattern(rng, service)]}));
    }
    if rng.chance(40) {
        statements.push(json!({"Effect": "Allow", "Principal": "*", "Action": actions(rng, service), "Resource": "*",
            "Condition": {"StringEquals": {"aws:PrincipalOrgID": ORGANIZATION},
                "ArnLike": {"aws:PrincipalArn": ["arn:aws:iam::*:role/*-app", "arn:aws:iam::*:user/web/*"]}}}));
    }
    if rng.chance(40) {
        statements.push(
            json!({"Effect": "Deny", "Principal": "*", "Action": actions(rng, service), "Resource": "*",
            "Condition": {"StringNotEqualsIfExists": {"aws:SourceVpce": ["vpce-0a1b2c3d", "vpce-1a2b3c4d"]},
                "NotIpAddress": {"aws:SourceIp": ["203.0.113.0/24", "198.0.0.0/8"]}}}),
        );
    }
    policy(statements)
}
