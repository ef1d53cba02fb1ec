//! `FEDERATED_PRINCIPAL_NOT_SUPPORTED`.

use super::named::named;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;

pub(super) const CHECK: Check = Check {
    code: "FEDERATED_PRINCIPAL_NOT_SUPPORTED",
    title: "Federated principal not supported",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A policy that is no trust policy names an identity provider as principal.",
    why: "Who signs in with an identity provider assumes a role first; only the trust policy of that role sees the provider. Elsewhere, name the role.",
    example: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:saml-provider/example"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    instead: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/reader"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.policy_type == PolicyType::Trust {
        return;
    }
    for entry in named(subject).flat_map(|principals| &principals.entries) {
        if entry.element.key == "Federated" {
            let details = "only trust policies take federated principals: name the role that is assumed";
            findings.add(details, [entry.element.key_place]);
        }
    }
}
