//! `EMPTY_SID_VALUE`.

use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "EMPTY_SID_VALUE",
    title: "Empty Sid value",
    category: Category::Suggestion,
    origin: Origin::Aws,
    finds: "A `Sid` is an empty text.",
    why: "A statement without a name is better written without a `Sid`; some services refuse an empty one.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Sid": "", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let sids = subject.document.statements.iter().filter_map(|statement| statement.sid.as_ref());
    for sid in sids.filter(|sid| sid.text.is_empty()) {
        findings.add("the `Sid` is empty: name the statement, or remove it", [sid.place]);
    }
}
