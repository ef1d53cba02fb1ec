//! `INVALID_POLICY_ELEMENT`.

use crate::lint::document::Element;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::elements::{DOCUMENT, STATEMENT};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "INVALID_POLICY_ELEMENT",
    title: "Invalid policy element",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "The document or a statement has an element that the policy language does not know. Letter case counts.",
    why: "AWS refuses a policy with an unknown element: a misspelt `Condition` would otherwise restrict nothing.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resources": "arn:aws:s3:::bucket/*", "Resource": "*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let mut unknown = |elements: &[Element<'_>], known: &[&str], owner: &str| {
        for element in elements.iter().filter(|element| !known.contains(&element.key)) {
            let details =
                format!("{owner} has no element {}: correct its name or remove it", quoted(element.key));
            findings.add(details, [element.key_place]);
        }
    };
    unknown(&subject.document.elements, &DOCUMENT, "a policy");
    for statement in &subject.document.statements {
        unknown(&statement.elements, &STATEMENT, "a statement");
    }
}
