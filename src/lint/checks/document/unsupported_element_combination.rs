//! `UNSUPPORTED_ELEMENT_COMBINATION`.

use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "UNSUPPORTED_ELEMENT_COMBINATION",
    title: "Unsupported element combination",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A statement has both an element and its `Not…` form.",
    why: "The two contradict each other, and AWS refuses the policy.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "NotAction": "s3:PutObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let pairs = [("Principal", "NotPrincipal"), ("Action", "NotAction"), ("Resource", "NotResource")];
    for statement in &subject.document.statements {
        for (plain, negated) in pairs {
            if let (Some(one), Some(other)) = (statement.element(plain), statement.element(negated)) {
                findings.add(
                    format!("`{plain}` and `{negated}` exclude each other: keep one of them"),
                    [one.key_place, other.key_place],
                );
            }
        }
    }
}
