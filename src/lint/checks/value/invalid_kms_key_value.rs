//! `INVALID_KMS_KEY_VALUE`.

use crate::lint::checks::condition::all::conditions;
use crate::lint::checks::variable::occurrence::first_wildcard;
use crate::lint::document::Condition;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{Comparison, Test};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "INVALID_KMS_KEY_VALUE",
    title: "Invalid KMS key value",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A value of a condition key that holds the ARN of a KMS key, and that no such ARN can be.",
    why: "The key in the request is always an ARN, whichever way the caller named it: an id or an alias never matches.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEquals": {"s3:x-amz-server-side-encryption-aws-kms-key-id": "1234abcd-12ab-34cd-56ef-1234567890ab"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"ArnEquals": {"s3:x-amz-server-side-encryption-aws-kms-key-id": "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"}}}]}"#,
    ),
    run,
};

/// The keys of which it is documented that their value is a KMS key's ARN.
const KEYS: [&str; 2] = [
    "s3:x-amz-server-side-encryption-aws-kms-key-id",
    "s3express:x-amz-server-side-encryption-aws-kms-key-id",
];

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let has_variables = subject.document.has_variables();
    for condition in conditions(subject) {
        if !KEYS.iter().any(|key| condition.is_key(key)) || !compares_text(condition) {
            continue;
        }
        for item in &condition.items {
            let open = first_wildcard(item.text, has_variables).or_else(|| item.text.find("${"));
            if !can_be_key(item.text, open) {
                let key = quoted(condition.key());
                findings.add(
                    format!("{} is not the ARN of a KMS key, and {key} always is", quoted(item.text)),
                    [item.place],
                );
            }
        }
    }
}

fn compares_text(condition: &Condition<'_>) -> bool {
    matches!(
        condition.operator.map(|operator| operator.test),
        Some(Test::Value {
            comparison: Comparison::StringEquals
                | Comparison::StringEqualsIgnoreCase
                | Comparison::StringLike
                | Comparison::ArnLike,
            negated: _
        })
    )
}

/// Whether the text, which is fixed up to `open`, can be `arn:…:kms:…:…:key/…`.
fn can_be_key(text: &str, open: Option<usize>) -> bool {
    let fixed = open.and_then(|at| text.get(..at)).unwrap_or(text);
    let fields: Vec<&str> = fixed.splitn(6, ':').collect();
    // The last field may go on where it is open.
    let is = |at: usize, wanted: &str, rest: bool| match fields.get(at) {
        None => open.is_some(),
        Some(field) if at + 1 == fields.len() && open.is_some() => {
            wanted.starts_with(field) || (rest && field.starts_with(wanted))
        }
        Some(field) => *field == wanted || (rest && field.starts_with(wanted)),
    };
    is(0, "arn", false) && is(2, "kms", false) && is(5, "key/", true)
}
