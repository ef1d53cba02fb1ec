//! `ALLOW_WITH_NOT_PRINCIPAL`.

use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;

pub(super) const CHECK: Check = Check {
    code: "ALLOW_WITH_NOT_PRINCIPAL",
    title: "Allow with NotPrincipal",
    category: Category::SecurityWarning,
    origin: Origin::Aws,
    finds: "An `Allow` statement names its principals by `NotPrincipal`.",
    why: "It allows everybody but those, anonymous callers and all other accounts included.",
    example: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "NotPrincipal": {"AWS": "111122223333"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    instead: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "444455556666"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if !subject.policy_type.has_principal() {
        return;
    }
    for statement in subject.document.statements.iter().filter(|statement| statement.allows()) {
        if let Some(element) = statement.element("NotPrincipal") {
            let details = "this allows everybody in the world but those: name who is allowed in `Principal`";
            findings.add(details, [element.key_place]);
        }
    }
}
