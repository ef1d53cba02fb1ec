//! `INVALID_SERVICE`.

use super::fields::{arns, is_open};
use super::formats::is_service;
use crate::lint::checks::action::unlisted;
use crate::lint::checks::condition::all::conditions;
use crate::lint::checks::condition::keys::key_type;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::catalog;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "INVALID_SERVICE",
    title: "Invalid service",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "An ARN, or a condition key, of a service that does not exist.",
    why: "No resource's ARN matches, and no request has the key.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s4:::bucket/*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (item, arn) in arns(subject).filter(|(_, arn)| !is_open(arn.service)) {
        let small = arn.service.to_ascii_lowercase();
        if !is_service(&small) && !unlisted::is_service(&small) {
            findings.add(details(arn.service), [item.place]);
        }
    }
    for condition in conditions(subject) {
        let Some((prefix, _)) = condition.key().split_once(':') else { continue };
        if is_named_like_service(prefix) && !is_known(prefix) && key_type(condition).is_none() {
            findings.add(details(prefix), [condition.element.key_place]);
        }
    }
}

fn details(service: &str) -> String {
    let hint = catalog::nearest_service(service)
        .map_or_else(String::new, |service| format!("; did you mean {}?", quoted(service.prefix())));
    format!("there is no service {}{hint}", quoted(service))
}

/// Whether it can be a service's prefix. Keys of identity providers begin with a domain.
fn is_named_like_service(prefix: &str) -> bool {
    !prefix.is_empty() && prefix.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Whether keys begin so: those of services, global ones and those of SAML.
fn is_known(prefix: &str) -> bool {
    let is_other = ["aws", "saml"].iter().any(|known| known.eq_ignore_ascii_case(prefix));
    is_other || catalog::service(prefix).is_some() || unlisted::is_service(prefix)
}
