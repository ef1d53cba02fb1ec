//! `INVALID_EFFECT`.

use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::{Value, quoted};

pub(super) const CHECK: Check = Check {
    code: "INVALID_EFFECT",
    title: "Invalid effect",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "An `Effect` is neither `Allow` nor `Deny`. Letter case counts.",
    why: "AWS refuses a policy with any other effect.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "allow", "Action": "s3:GetObject", "Resource": "*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for statement in &subject.document.statements {
        let Some(element) = statement.element("Effect") else { continue };
        if let Value::String(text) = &element.value.value
            && statement.effect.is_none()
        {
            findings.add(
                format!("there is no effect {}: write `Allow` or `Deny`", quoted(text)),
                [element.place],
            );
        }
    }
}
