//! `UNSUPPORTED_ACTION_FOR_CONDITION_KEY`.

use crate::lint::checks::condition::absent::fails_without_key;
use crate::lint::document::{Condition, Item};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::catalog;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "UNSUPPORTED_ACTION_FOR_CONDITION_KEY",
    title: "Unsupported action for condition key",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A condition on a key of IAM, or on what a listing of an S3 bucket asks for, together with actions whose requests never have the key.",
    why: "For these actions the condition never holds: the statement neither allows nor denies them.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["iam:PassRole", "iam:GetRole"], "Resource": "arn:aws:iam::111122223333:role/app", "Condition": {"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::111122223333:role/app", "Condition": {"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}}}, {"Effect": "Allow", "Action": "iam:GetRole", "Resource": "arn:aws:iam::111122223333:role/app"}]}"#,
    ),
    run,
};

/// Keys of S3 of which it is certain which actions have them.
const OF_LISTING: [&str; 3] = ["s3:prefix", "s3:delimiter", "s3:max-keys"];

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for statement in &subject.document.statements {
        for condition in statement.conditions.iter().filter(|c| is_judged(c) && fails_without_key(c)) {
            let lacks = |item: &&Item<'_>| {
                let named = item.text.split_once(':');
                let action = named.and_then(|(prefix, name)| catalog::service(prefix)?.action(name));
                action.is_some_and(|action| !action.has_key(condition.key()))
            };
            let found: Vec<_> = statement.plain_actions().iter().filter(lacks).collect();
            if found.is_empty() {
                continue;
            }
            let names: Vec<String> = found.iter().map(|item| quoted(item.text)).collect();
            let details = format!(
                "requests for {} never have {}: move these actions to a statement without it",
                names.join(", "),
                quoted(condition.key())
            );
            let key = std::iter::once(condition.element.key_place);
            findings.add(details, found.iter().map(|item| item.place).chain(key));
        }
    }
}

/// Whether the reference can be taken at its word: in AWS's managed policies many keys of other services stand with
/// actions that it does not list them for, and AWS's validation finds nothing.
fn is_judged(condition: &Condition<'_>) -> bool {
    let is_of_iam = condition.key().get(..4).is_some_and(|prefix| prefix.eq_ignore_ascii_case("iam:"));
    let exists = || catalog::key(condition.key()).is_some() && !condition.key().contains('/');
    (is_of_iam && exists()) || OF_LISTING.iter().any(|key| condition.is_key(key))
}
