//! `UNSUPPORTED_SID`.

use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "UNSUPPORTED_SID",
    title: "Unsupported Sid",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A `Sid` of an IAM policy has other characters than the letters A to Z and a to z and the digits.",
    why: "IAM refuses such a policy. Other services (S3 and KMS among them) take spaces too; their policies are not reported.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Sid": "read objects", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Sid": "ReadObjects", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let strict = match subject.policy_type {
        PolicyType::Identity | PolicyType::Boundary | PolicyType::Session | PolicyType::Trust => true,
        PolicyType::Resource | PolicyType::Scp | PolicyType::Rcp | PolicyType::VpcEndpoint => false,
    };
    let sids = subject.document.statements.iter().filter_map(|statement| statement.sid.as_ref());
    for sid in sids.filter(|_| strict) {
        if let Some(odd) = sid.text.chars().find(|character| !character.is_ascii_alphanumeric()) {
            let odd = quoted(odd.encode_utf8(&mut [0; 4]));
            let details = format!("the Sid {} has {odd}: only A-Z, a-z and 0-9 are taken", quoted(sid.text));
            findings.add(details, [sid.place]);
        }
    }
}
