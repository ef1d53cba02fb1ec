//! `MISSING_PAIRED_CONDITION_KEYS`.

use crate::lint::document::Condition;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::Test;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "MISSING_PAIRED_CONDITION_KEYS",
    title: "Missing paired condition keys",
    category: Category::SecurityWarning,
    origin: Origin::Aws,
    finds: "A condition on an address inside a VPC in a statement that does not say in which VPC.",
    why: "The same private addresses are used in many VPCs, other accounts' among them.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"IpAddress": {"aws:VpcSourceIp": "10.0.0.0/16"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"IpAddress": {"aws:VpcSourceIp": "10.0.0.0/16"}, "StringEquals": {"aws:SourceVpc": "vpc-0a1b2c3d"}}}]}"#,
    ),
    run,
};

/// Keys, and for each those of which one should stand beside it (IAM/reference_policies_condition-keys).
const PAIRS: [(&str, &[&str]); 2] = [
    ("aws:VpcSourceIp", &["aws:SourceVpc", "aws:SourceVpce", "aws:SourceVpcArn"]),
    ("aws:Ec2InstanceSourcePrivateIPv4", &["aws:Ec2InstanceSourceVpc"]),
];

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for statement in &subject.document.statements {
        for (key, partners) in PAIRS {
            let is_partner = |condition: &Condition<'_>| partners.iter().any(|key| condition.is_key(key));
            if statement.conditions.iter().any(is_partner) {
                continue;
            }
            let partner = partners.first().copied().unwrap_or_default();
            let is_compared = |condition: &&Condition<'_>| {
                condition.is_key(key)
                    && condition.operator.is_some_and(|operator| operator.test != Test::Null)
            };
            for condition in statement.conditions.iter().filter(is_compared) {
                let key = quoted(condition.key());
                let details = format!("{key} alone does not say which VPC: add `{partner}`");
                findings.add(details, [condition.element.key_place]);
            }
        }
    }
}
