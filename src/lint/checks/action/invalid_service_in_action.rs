//! `INVALID_SERVICE_IN_ACTION`.

use super::unlisted;
use super::written::{actions, has_wildcard};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::catalog;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "INVALID_SERVICE_IN_ACTION",
    title: "Invalid service in action",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "An action of a service that does not exist.",
    why: "No request has such an action. The name of a service in policies is its prefix, which is often not what people call it: `elasticmapreduce`, not `emr`.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "dynamobd:GetItem", "Resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/orders"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/orders"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for item in actions(subject) {
        let Some((prefix, _)) = item.text.split_once(':') else { continue };
        if has_wildcard(prefix) || catalog::service(prefix).is_some() || unlisted::is_service(prefix) {
            continue;
        }
        let hint = catalog::nearest_service(prefix)
            .map_or_else(String::new, |service| format!("; did you mean {}?", quoted(service.prefix())));
        findings.add(format!("there is no service {}{hint}", quoted(prefix)), [item.place]);
    }
}
