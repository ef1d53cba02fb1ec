//! `VARIABLE_USAGE_TOO_PERMISSIVE`.

use super::occurrence::occurrences;
use crate::lint::checks::value::guard::{Guard, restricting};
use crate::lint::{Category, Check, Example, Findings, Origin, ResourceKind, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "VARIABLE_USAGE_TOO_PERMISSIVE",
    title: "Variable usage too permissive",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "In an Allow of a resource's policy, a policy variable in the value of a key that says who may come: anywhere in the value of a key that names one account, organization or network, and without six fixed characters before it in that of other such keys (before each of them in a token's subject).",
    why: "The caller may have a say in what is put in, so the variable can let in as many as a wildcard.",
    example: Example::on(
        ResourceKind::S3Bucket,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Principal": "*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "${aws:ResourceOrgID}"}}}]}"#,
    ),
    instead: Example::on(
        ResourceKind::S3Bucket,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Principal": "*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if !subject.document.has_variables() {
        return;
    }
    for condition in restricting(subject) {
        let Some(guard) = Guard::of(condition) else { continue };
        for item in &condition.items {
            let variables = occurrences(item.text);
            let open = variables.iter().filter(|variable| variable.is_variable());
            let open: Vec<_> = open.map(|variable| variable.start..variable.end).collect();
            if let Some(advice) = guard.advice(item.text, &open) {
                let key = quoted(condition.key());
                let details = format!("a policy variable lets too many in through {key}: {advice}");
                findings.add(details, [item.place]);
            }
        }
    }
}
