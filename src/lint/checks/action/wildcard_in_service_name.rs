//! `WILDCARD_IN_SERVICE_NAME`.

use super::written::{actions, has_wildcard};
use crate::lint::checks::arn::fields::{fields, resources};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "WILDCARD_IN_SERVICE_NAME",
    title: "Wildcard in service name",
    category: Category::Suggestion,
    origin: Origin::Aws,
    finds: "A `*` or `?` where an action or an ARN names the service.",
    why: "It takes in every service whose name fits, also those that AWS has yet to add.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "codebuild:StartBuild", "Resource": "arn:aws:code*:eu-west-1:111122223333:project/app"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "codebuild:StartBuild", "Resource": "arn:aws:codebuild:eu-west-1:111122223333:project/app"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let in_actions = actions(subject).filter_map(|item| Some((item, of_action(item.text)?)));
    let in_resources = resources(subject).filter_map(|item| Some((item, of_arn(item.text)?)));
    for (item, service) in in_actions.chain(in_resources) {
        let details = format!("{} may be several services: name the one you mean", quoted(service));
        findings.add(details, [item.place]);
    }
}

/// The service of the action, if it is a pattern. `*` and `*:*` name no service at all: they mean every action.
fn of_action(text: &str) -> Option<&str> {
    let is_every = text.bytes().all(|byte| matches!(byte, b'*' | b':'));
    text.split(':').next().filter(|prefix| !is_every && has_wildcard(prefix))
}

/// The service of the ARN, if it is a pattern.
fn of_arn(text: &str) -> Option<&str> {
    let service = fields(text).get(2).copied();
    service.filter(|service| text.starts_with("arn:") && has_wildcard(service))
}
