//! `INVALID_ACTION`.

use super::unlisted;
use super::written::{actions, has_wildcard};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::catalog;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "INVALID_ACTION",
    title: "Invalid action",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "An action that its service does not have, or a pattern that none of the service's actions is in.",
    why: "No request has such an action: what was meant is not allowed, or worse, not denied.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObejct", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for item in actions(subject) {
        if let Some(details) = wrong(item.text) {
            findings.add(details, [item.place]);
        }
    }
}

/// What is wrong with the action.
fn wrong(text: &str) -> Option<String> {
    let Some((prefix, name)) = text.split_once(':') else {
        let details = format!("{} is no action: write the service, a colon and the action", quoted(text));
        return (!has_wildcard(text)).then_some(details);
    };
    // A service that does not exist is reported as that.
    let service = catalog::service(prefix).filter(|service| service.actions().next().is_some())?;
    if service.action(name).is_some() || unlisted::is_action(prefix, name) {
        return None;
    }
    if has_wildcard(name) {
        return catalog::actions(text).next().is_none().then(|| {
            format!("no action of the service {} is in {}", quoted(service.prefix()), quoted(text))
        });
    }
    let hint = catalog::nearest_action(text)
        .map_or_else(String::new, |action| format!("; did you mean {}?", quoted(&action.to_string())));
    Some(format!("there is no action {}{hint}", quoted(text)))
}
