//! `MISSING_STATEMENT`.

use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "MISSING_STATEMENT",
    title: "Missing statement",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "The document has no `Statement`, or one without statements.",
    why: "A policy without a statement says nothing, and AWS does not take it.",
    example: Example::identity(r#"{"Version": "2012-10-17", "Statement": []}"#),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let document = &subject.document;
    let named = document.elements.iter().filter(|element| element.key == "Statement");
    let empty: Vec<_> = named.clone().filter(|element| element.is_empty_array()).collect();
    for element in &empty {
        findings.add("`Statement` is empty: add a statement", [element.place]);
    }
    if named.count() == 0 {
        findings.add("the policy has no `Statement`: add one", [document.place]);
    }
}
