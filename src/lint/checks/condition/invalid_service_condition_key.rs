//! `INVALID_SERVICE_CONDITION_KEY`.

use super::all::conditions;
use super::keys::{exists, parts, without_tag};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::catalog;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "INVALID_SERVICE_CONDITION_KEY",
    title: "Invalid service condition key",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A condition key of a service that the service does not have.",
    why: "No request has it, so the condition sees it as absent.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::bucket", "Condition": {"StringEquals": {"s3:prefixes": "home"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::bucket", "Condition": {"StringEquals": {"s3:prefix": "home"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for condition in conditions(subject) {
        let Some((service, _)) = parts(condition) else { continue };
        // A service of which no key is known may be one that the catalogue does not have.
        let is_judged = !service.eq_ignore_ascii_case("aws")
            && catalog::service(service).is_some_and(|service| service.keys().next().is_some());
        if is_judged && without_tag(condition).is_none() && !exists(condition) {
            let details = format!("{} has no condition key {}", quoted(service), quoted(condition.key()));
            findings.add(details, [condition.element.key_place]);
        }
    }
}
