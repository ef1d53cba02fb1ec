//! `RCP_SYNTAX_ERROR_ACTION`.

use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "RCP_SYNTAX_ERROR_ACTION",
    title: "RCP syntax error action",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "An action of a resource control policy is `*`, or of a service that such policies do not govern.",
    why: "Resource control policies act on the resources of some services only; Organizations refuses an action of any other, and a `*` for all of them except in the policy that allows everything.",
    example: Example::of(
        PolicyType::Rcp,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}, "BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}}]}"#,
    ),
    instead: Example::of(
        PolicyType::Rcp,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}, "BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}}]}"#,
    ),
    run,
};

/// The services whose resources are governed (ORG/orgs_manage_policies_rcps), in order.
const SERVICES: [&str; 62] = [
    "aoss",
    "appconfig",
    "appstream",
    "autoscaling",
    "autoscaling-plans",
    "budgets",
    "clouddirectory",
    "cloudfront",
    "cloudsearch",
    "cloudtrail-data",
    "codeartifact",
    "codebuild",
    "codecommit",
    "codepipeline",
    "cognito-identity",
    "cognito-idp",
    "comprehend",
    "comprehendmedical",
    "compute-optimizer",
    "cost-optimization-hub",
    "dax",
    "dsql",
    "dynamodb",
    "ecr",
    "ecr-public",
    "events",
    "firehose",
    "fis",
    "fms",
    "gamelift",
    "health",
    "inspector-scan",
    "kendra",
    "kinesisvideo",
    "kms",
    "logs",
    "memorydb",
    "networkmonitor",
    "notifications",
    "opensearch",
    "pca-connector-ad",
    "personalize",
    "polly",
    "pricing",
    "resource-groups",
    "rolesanywhere",
    "s3",
    "secretsmanager",
    "servicediscovery",
    "signin",
    "sqs",
    "sts",
    "support",
    "swf",
    "textract",
    "timestream-influxdb",
    "transcribe",
    "transfer",
    "translate",
    "wafv2",
    "workspaces",
    "xray",
];

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.policy_type != PolicyType::Rcp {
        return;
    }
    for statement in &subject.document.statements {
        for item in statement.plain_actions() {
            let service = item.text.split_once(':').map_or("", |(service, _)| service).to_ascii_lowercase();
            let everything = item.text == "*" && statement.allows();
            if !everything && SERVICES.binary_search(&service.as_str()).is_err() {
                let details = format!(
                    "resource control policies do not govern {}: name actions of a service that they govern",
                    quoted(item.text)
                );
                findings.add(details, [item.place]);
            }
        }
    }
}
