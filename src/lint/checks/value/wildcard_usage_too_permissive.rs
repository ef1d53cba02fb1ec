//! `WILDCARD_USAGE_TOO_PERMISSIVE`.

use super::guard::{Guard, restricting};
use crate::lint::checks::variable::occurrence::wildcards;
use crate::lint::{Category, Check, Example, Findings, Origin, ResourceKind, Subject};
use crate::model::{Comparison, Test};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "WILDCARD_USAGE_TOO_PERMISSIVE",
    title: "Wildcard usage too permissive",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "In an Allow of a resource's policy, a wildcard in the value of a key that says who may come: anywhere in the value of a key that names one account, organization or network, without six fixed characters before it in that of other such keys (before each of them in a token's subject), and within the id of `aws:userid`.",
    why: "Whoever's name fits the pattern comes in, in whichever account or organization.",
    example: Example::on(
        ResourceKind::S3Bucket,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Principal": "*", "Condition": {"StringLike": {"aws:PrincipalOrgID": "o-*"}}}]}"#,
    ),
    instead: Example::on(
        ResourceKind::S3Bucket,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Principal": "*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let has_variables = subject.document.has_variables();
    for condition in restricting(subject) {
        let test = condition.operator.map(|operator| operator.test);
        let reads_patterns = matches!(
            test,
            Some(Test::Value { comparison: Comparison::StringLike | Comparison::ArnLike, negated: _ })
        );
        let Some(guard) = Guard::of(condition).filter(|_| reads_patterns) else { continue };
        for item in &condition.items {
            if let Some(advice) = guard.advice(item.text, &wildcards(item.text, has_variables)) {
                let key = quoted(condition.key());
                findings.add(format!("a wildcard lets too many in through {key}: {advice}"), [item.place]);
            }
        }
    }
}
