//! The roles of an account of the made-up organization.

use serde_json::{Value, json};

use super::estate::{Chance, Division, Home, Kind, TEAMS, Thing, document};

/// So many roles, with what is planted of them.
pub(crate) fn roles(
    chance: &mut Chance,
    homes: &[Home],
    home: &Home,
    count: usize,
    planted: &mut Vec<(String, String, bool)>,
) -> Vec<Value> {
    let mut roles = fixed(chance, homes, home);
    for team in TEAMS.iter().take(4) {
        roles.push(by_tags(home, team));
    }
    for at in 0..4 {
        roles.push(deployer(home, at));
    }
    let mut at = 0;
    while roles.len() < count {
        roles.push(application(chance, homes, home, at, planted));
        at += 1;
    }
    plant(home, planted);
    roles
}

/// The ARN of a role.
pub(crate) fn role(home: &Home, name: &str) -> String {
    format!("arn:aws:iam::{}:role/{name}", home.id)
}

fn managed(name: &str) -> String {
    format!("arn:aws:iam::aws:policy/{name}")
}

fn inline(statements: Vec<Value>) -> Value {
    json!({"name": "inline", "document": document(statements)})
}

/// Trust in a principal, under a condition.
fn trust(principal: &Value, condition: &Value) -> Value {
    let mut statement = json!({"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"});
    if let (Value::Object(statement), Value::Object(condition)) = (&mut statement, condition)
        && !condition.is_empty()
    {
        statement.insert("Condition".to_owned(), Value::Object(condition.clone()));
    }
    document(vec![statement])
}

/// The roles that every account has.
fn fixed(chance: &mut Chance, homes: &[Home], home: &Home) -> Vec<Value> {
    let people = json!({"Federated": format!("arn:aws:iam::{}:saml-provider/people", home.id)});
    let sso =
        document(vec![json!({"Effect": "Allow", "Principal": people, "Action": "sts:AssumeRoleWithSAML",
        "Condition": {"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}}})]);
    let first = homes.first().map(|first| first.id.clone()).unwrap_or_default();
    let security = homes.get(1).map(|second| second.id.clone()).unwrap_or_default();
    let partner = homes.get(chance.below(homes.len())).map(|home| home.id.clone()).unwrap_or_default();
    let github = json!({"Federated": format!("arn:aws:iam::{}:oidc-provider/token.actions.githubusercontent.com", home.id)});
    let pipeline = document(vec![
        json!({"Effect": "Allow", "Principal": github, "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {
            "StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"},
            "StringLike": {"token.actions.githubusercontent.com:sub": format!("repo:example/{}:*", home.name)},
        }}),
    ]);
    let account = |id: &str| json!({"AWS": format!("arn:aws:iam::{id}:root")});
    vec![
        json!({"name": "admin", "policies": [managed("AdministratorAccess")], "trustPolicy": sso}),
        json!({"name": "read-only", "policies": [managed("ReadOnlyAccess")], "trustPolicy": sso}),
        json!({"name": "power-user", "policies": [managed("PowerUserAccess")], "trustPolicy": sso}),
        json!({"name": "billing", "policies": [managed("Billing")], "trustPolicy": sso}),
        json!({"name": "OrganizationAccountAccessRole", "policies": [managed("AdministratorAccess")],
            "trustPolicy": trust(&account(&first), &json!({}))}),
        json!({"name": "auditor", "path": "/security/", "policies": [managed("SecurityAudit")],
            "trustPolicy": trust(&json!({"AWS": format!("arn:aws:iam::{security}:role/admin")}),
                &json!({"Bool": {"aws:MultiFactorAuthPresent": "true"}}))}),
        json!({"name": "break-glass", "trustPolicy": trust(&account(&home.id), &json!({"Bool": {"aws:MultiFactorAuthPresent": "true"}})),
        "policies": [inline(vec![
            json!({"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}),
            json!({"Effect": "Deny", "Action": "secretsmanager:*", "Resource": "*"}),
        ])]}),
        json!({"name": "AWSServiceRoleForSupport", "path": "/aws-service-role/support.amazonaws.com/",
            "trustPolicy": trust(&json!({"Service": "support.amazonaws.com"}), &json!({})),
            "policies": [inline(vec![json!({"Effect": "Allow", "Action": ["s3:GetBucket*", "sqs:GetQueueAttributes"], "Resource": "*"})])]}),
        json!({"name": "partner", "trustPolicy": trust(&account(&partner), &json!({"StringEquals": {"sts:ExternalId": format!("x-{}", home.name)}})),
            "policies": [inline(vec![json!({"Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"], "Resource": "*"})])]}),
        json!({"name": "ci-build", "trustPolicy": pipeline, "policies": [inline(vec![
            json!({"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": format!("arn:aws:s3:::{}-*/artifacts/*", home.name)}),
            json!({"Effect": "Allow", "Action": ["ecr:*", "lambda:UpdateFunctionCode"], "Resource": "*"}),
        ])]}),
        json!({"name": "ci-release", "trustPolicy": pipeline, "policies": [inline(vec![
            json!({"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::*:role/deploy-*"}),
        ])]}),
        // Named by keys that leave only it in.
        json!({"name": "key-user", "trustPolicy": trust(&json!({"Service": "ec2.amazonaws.com"}), &json!({})), "policies": [inline(vec![
            json!({"Effect": "Allow", "Action": ["kms:Decrypt", "kms:GenerateDataKey"], "Resource": "*"}),
        ])]}),
    ]
}

/// A role that reaches what bears its tag.
fn by_tags(home: &Home, team: &str) -> Value {
    json!({
        "name": format!("team-{team}"),
        "tags": {"team": team, "division": home.name.split('-').next().unwrap_or_default()},
        "trustPolicy": trust(&json!({"AWS": format!("arn:aws:iam::{}:root", home.id)}), &json!({})),
        "policies": [managed("CloudWatchLogsWriter"), inline(vec![
            json!({"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "arn:aws:s3:::*/${aws:PrincipalTag/team}/*"}),
            json!({"Effect": "Allow", "Action": ["sqs:*", "dynamodb:*", "sns:Publish"], "Resource": "*",
                "Condition": {"StringEquals": {"aws:ResourceTag/team": "${aws:PrincipalTag/team}"}}}),
        ])],
    })
}

/// A role that deploys, within a boundary.
fn deployer(home: &Home, at: usize) -> Value {
    json!({
        "name": format!("deploy-{at}"),
        "permissionsBoundary": format!("arn:aws:iam::{}:policy/DeployBoundary", home.id),
        "trustPolicy": trust(&json!({"AWS": role(home, "ci-release")}), &json!({})),
        "policies": [inline(vec![
            json!({"Effect": "Allow", "Action": ["lambda:*", "dynamodb:*", "secretsmanager:*", "iam:*", "cloudformation:*"], "Resource": "*"}),
            json!({"Effect": "Allow", "Action": "s3:*", "Resource": [
                format!("arn:aws:s3:::{}-*", home.name), format!("arn:aws:s3:::deployments-{at}/*")]}),
        ])],
    })
}

/// What an application does with a resource.
fn uses(chance: &mut Chance, thing: &Thing) -> Value {
    let arn = &thing.arn;
    match thing.kind {
        Kind::Bucket => match chance.below(3) {
            0 => {
                json!({"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": format!("{arn}/*")})
            }
            1 => {
                json!({"Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"], "Resource": [arn, format!("{arn}/*")]})
            }
            _ => json!({"Effect": "Allow", "Action": "s3:GetObject*", "Resource": format!("{arn}/in/*"),
                "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-0shared"}}}),
        },
        Kind::Queue => {
            json!({"Effect": "Allow", "Action": ["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage"], "Resource": arn})
        }
        Kind::Topic => json!({"Effect": "Allow", "Action": "sns:Publish", "Resource": arn}),
        Kind::Key => {
            json!({"Effect": "Allow", "Action": ["kms:Decrypt", "kms:GenerateDataKey*"], "Resource": arn,
            "Condition": {"StringLike": {"kms:ViaService": "*.amazonaws.com"}}})
        }
        Kind::Secret => {
            json!({"Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": arn})
        }
        Kind::Table => {
            json!({"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem"],
            "Resource": [arn, format!("{arn}/index/*")]})
        }
        Kind::Function => {
            json!({"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": [arn, format!("{arn}:*")]})
        }
    }
}

/// An application's role, which names what it uses: some of its account, at times something of another.
fn application(
    chance: &mut Chance,
    homes: &[Home],
    home: &Home,
    at: usize,
    planted: &mut Vec<(String, String, bool)>,
) -> Value {
    let name = format!("app-{at:02}");
    let mut statements = Vec::new();
    let mut used = Vec::new();
    for _ in 0..=chance.below(3) {
        let thing = chance.of(&home.resources);
        statements.push(uses(chance, &thing));
        used.push(thing);
    }
    if chance.percent(20) {
        let other = chance.of(homes);
        let thing = chance.of(&other.resources);
        statements.push(uses(chance, &thing));
    }
    if chance.percent(10) {
        statements.push(json!({"Effect": "Deny", "Action": ["s3:DeleteObject*", "dynamodb:DeleteTable"], "Resource": "*"}));
    }
    let service = chance.of(&["lambda.amazonaws.com", "ecs-tasks.amazonaws.com", "ec2.amazonaws.com"]);
    let tables = |thing: &&Thing| thing.kind == Kind::Table || thing.kind == Kind::Function;
    if matches!(home.division, Division::Workloads | Division::Sandbox) {
        // Tables and functions have no policy here, nothing is denied: who names them in its account reaches them.
        if let Some(thing) = used.iter().find(tables) {
            planted.push((role(home, &name), thing.arn.clone(), true));
        }
    }
    json!({
        "name": name,
        "trustPolicy": trust(&json!({"Service": service}), &json!({})),
        "policies": [managed("CloudWatchLogsWriter"), inline(statements)],
    })
}

/// What holds of every account.
fn plant(home: &Home, planted: &mut Vec<(String, String, bool)>) {
    let of = |kind: Kind| home.resources.iter().find(|thing| thing.kind == kind);
    if let Some(table) = of(Kind::Table) {
        let listed = home.division != Division::Regulated;
        planted.push((role(home, "admin"), table.arn.clone(), listed));
        planted.push((role(home, "billing"), table.arn.clone(), false));
        planted.push((role(home, "security/auditor"), table.arn.clone(), listed));
        let tagged = TEAMS.iter().take(4).any(|team| *team == table.team);
        if tagged {
            planted.push((role(home, &format!("team-{}", table.team)), table.arn.clone(), listed));
        }
        for team in TEAMS.iter().take(4).filter(|team| **team != table.team) {
            planted.push((role(home, &format!("team-{team}")), table.arn.clone(), false));
        }
    }
    if let Some(secret) = of(Kind::Secret) {
        // The boundary has no secrets, and break-glass denies them.
        planted.push((role(home, "deploy-0"), secret.arn.clone(), false));
        planted.push((role(home, "break-glass"), secret.arn.clone(), false));
        planted.push((role(home, "power-user"), secret.arn.clone(), home.division != Division::Regulated));
    }
    if let Some(function) = of(Kind::Function) {
        planted.push((role(home, "deploy-1"), function.arn.clone(), true));
        planted.push((role(home, "key-user"), function.arn.clone(), false));
    }
}
