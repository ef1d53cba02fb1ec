//! `MISSING_VERSION`.

use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::Value;

pub(super) const CHECK: Check = Check {
    code: "MISSING_VERSION",
    title: "Missing version",
    category: Category::Warning,
    origin: Origin::Aws,
    finds: "The document has no `Version`.",
    why: "Without one AWS reads it as of 2008-10-17, where policy variables are plain text: `${aws:username}` matches nobody.",
    example: Example::identity(
        r#"{"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let document = &subject.document;
    let is_object = matches!(document.node.value, Value::Object(_));
    if is_object && document.elements.iter().all(|element| element.key != "Version") {
        findings.add(r#"the policy has no version: add `"Version": "2012-10-17"`"#, [document.place]);
    }
}
