//! `INVALID_SERVICE_PRINCIPAL_FORMAT`.

use super::named::{has_wildcard, named};
use super::service::service_part;
use crate::lint::document::{Condition, Item};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{Comparison, Test};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "INVALID_SERVICE_PRINCIPAL_FORMAT",
    title: "Invalid service principal format",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A service, named as principal or as the value of a condition key, is not named as AWS names services.",
    why: "A service is `NAME.amazonaws.com` in small letters. In `aws:CalledVia` and its kin there is exactly one word before the domain, in `kms:ViaService` the Region comes second. Any other text matches no service.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*", "Condition": {"ForAnyValue:StringEquals": {"aws:CalledVia": "athena"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*", "Condition": {"ForAnyValue:StringEquals": {"aws:CalledVia": "athena.amazonaws.com"}}}]}"#,
    ),
    run,
};

/// How a key names services.
#[derive(Copy, Clone)]
enum Form {
    /// `NAME.amazonaws.com`, and nothing before the name.
    Word,
    /// As a principal, of one or more words.
    Words,
    /// `NAME.REGION.amazonaws.com`.
    Regional,
}

const KEYS: [(&str, Form); 8] = [
    ("aws:CalledVia", Form::Word),
    ("aws:CalledViaFirst", Form::Word),
    ("aws:CalledViaLast", Form::Word),
    ("aws:PrincipalServiceName", Form::Words),
    ("aws:PrincipalServiceNamesList", Form::Words),
    ("iam:AWSServiceName", Form::Words),
    ("iam:PassedToService", Form::Words),
    ("kms:ViaService", Form::Regional),
];

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for item in named(subject).flat_map(|principals| principals.of_kind("Service")) {
        check_name(item, Form::Words, findings);
    }
    for condition in subject.document.statements.iter().flat_map(|statement| &statement.conditions) {
        let Some((_, form)) = KEYS.iter().find(|(key, _)| condition.is_key(key)) else { continue };
        for item in condition.items.iter().filter(|_| compares_texts(condition)) {
            check_name(item, *form, findings);
        }
    }
}

/// Says nothing of patterns and variables.
fn check_name(item: &Item<'_>, form: Form, findings: &mut Findings) {
    if has_wildcard(item.text) || item.text.contains("${") {
        return;
    }
    let front = service_part(item.text);
    let (fits, expected) = match form {
        Form::Word => (front.is_some_and(|front| !front.contains('.')), "NAME.amazonaws.com"),
        Form::Words => (front.is_some(), "NAME.amazonaws.com"),
        Form::Regional => (front.is_some_and(|front| front.contains('.')), "NAME.REGION.amazonaws.com"),
    };
    if !fits {
        let details = format!("{} is no service's name here: use the form `{expected}`", quoted(item.text));
        findings.add(details, [item.place]);
    }
}

fn compares_texts(condition: &Condition<'_>) -> bool {
    condition.operator.is_some_and(|operator| match operator.test {
        Test::Value { comparison, .. } => match comparison {
            Comparison::StringEquals | Comparison::StringEqualsIgnoreCase | Comparison::StringLike => true,
            Comparison::Numeric(_)
            | Comparison::Date(_)
            | Comparison::Bool
            | Comparison::BinaryEquals
            | Comparison::IpAddress
            | Comparison::ArnLike => false,
        },
        Test::Null => false,
    })
}
