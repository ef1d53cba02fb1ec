//! `USE_CONDITION_KEY_ONLY_WITH_SUPPORTED_SERVICES`.

use crate::lint::document::Statement;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "USE_CONDITION_KEY_ONLY_WITH_SUPPORTED_SERVICES",
    title: "Use condition key only with supported services",
    category: Category::Warning,
    origin: Origin::Aws,
    finds: "`aws:VpceAccount`, `aws:VpceOrgID` or `aws:VpceOrgPaths` in a statement that reaches actions of services which do not give the key.",
    why: "In requests to other services the key is absent even where they came through an endpoint.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"StringEquals": {"aws:VpceAccount": "111122223333"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEquals": {"aws:VpceAccount": "111122223333"}}}]}"#,
    ),
    run,
};

/// Services that give all three keys (IAM/reference_policies_condition-keys).
const ALL_THREE: [&str; 39] = [
    "acm-pca",
    "applicationinsights",
    "apprunner",
    "athena",
    "cloudformation",
    "comprehendmedical",
    "compute-optimizer",
    "datasync",
    "discovery",
    "dynamodb",
    "ebs",
    "ecr",
    "ecs",
    "firehose",
    "gamelift",
    "healthlake",
    "iam",
    "iotfleetwise",
    "iotwireless",
    "kinesisanalytics",
    "kms",
    "lambda",
    "medical-imaging",
    "omics",
    "payment-cryptography",
    "polly",
    "rbin",
    "rekognition",
    "route53",
    "s3",
    "scheduler",
    "servicediscovery",
    "servicequotas",
    "shield",
    "ssm-contacts",
    "storagegateway",
    "textract",
    "transcribe",
    "transfer",
];

/// Services that give only the two keys of the organization.
const ORGANIZATION: [&str; 16] = [
    "b2bi",
    "cassandra",
    "cloudhsmv2",
    "cognito-identity",
    "dms",
    "ds-data",
    "identitystore",
    "iottwinmaker",
    "kinesis",
    "network-firewall",
    "pricing",
    "qbusiness",
    "ses",
    "sms-voice",
    "sqs",
    "workmail",
];

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let is_in =
        |services: &[&str], service: &str| services.iter().any(|known| known.eq_ignore_ascii_case(service));
    let gives_account = |service: &str| is_in(&ALL_THREE, service);
    let gives_organization = |service: &str| is_in(&ALL_THREE, service) || is_in(&ORGANIZATION, service);
    for statement in &subject.document.statements {
        let of_keys = |keys: [&'static str; 2]| {
            statement.conditions.iter().filter(move |c| keys.iter().any(|key| c.is_key(key))).peekable()
        };
        let mut of_account = of_keys(["aws:VpceAccount"; 2]);
        let mut of_organization = of_keys(["aws:VpceOrgID", "aws:VpceOrgPaths"]);
        let account = of_account.peek().is_none() || reaches_only(statement, gives_account);
        let organization = of_organization.peek().is_none() || reaches_only(statement, gives_organization);
        let wrong = of_account.filter(|_| !account).chain(of_organization.filter(|_| !organization));
        for condition in wrong {
            let key = quoted(condition.key());
            let details = format!("only some services give {key}: name actions of these alone");
            findings.add(details, [condition.element.key_place]);
        }
    }
}

/// Whether all actions of the statement are of such services; true of one that names no actions.
fn reaches_only(statement: &Statement<'_>, is_such: impl Fn(&str) -> bool) -> bool {
    statement.actions.as_ref().is_none_or(|actions| {
        let service = |text: &str| text.split_once(':').is_some_and(|(service, _)| is_such(service));
        !actions.negated && actions.items.iter().all(|item| service(item.text))
    })
}
