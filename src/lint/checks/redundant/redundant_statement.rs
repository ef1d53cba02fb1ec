//! `REDUNDANT_STATEMENT`.

use super::same::same_requests;
use crate::lint::checks::meaning::ask::Asking;
use crate::lint::{Category, Check, Evidence, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "REDUNDANT_STATEMENT",
    title: "Redundant statement",
    category: Category::Suggestion,
    origin: Origin::Aws,
    finds: "Statements of the same effect that match the same requests, however they are written.",
    why: "One of them is enough. Whoever changes only one of them changes less than it seems, since the others go on as before.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Sid": "One", "Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::reports/*"}, {"Sid": "Two", "Effect": "Allow", "Action": ["S3:get*"], "Resource": ["arn:aws:s3:::reports/*"]}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Sid": "One", "Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::reports/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let (Some(asking), Some(policy)) = (Asking::of(subject), subject.policy) else { return };
    for same in same_requests(&asking, policy) {
        let statements = &subject.document.statements;
        let places = same.statements.iter().filter_map(|&at| {
            let strict = policy.statements.get(at)?;
            Some(statements.iter().find(|statement| statement.index == strict.index)?.place)
        });
        let evidence = Evidence::None {
            requests: "that one of these statements matches and another does not".to_owned(),
            engine: same.engine,
        };
        let details = "these statements match the same requests: leave one of them";
        findings.add_with(evidence, details, places);
    }
}
