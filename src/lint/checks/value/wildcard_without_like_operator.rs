//! `WILDCARD_WITHOUT_LIKE_OPERATOR`.

use crate::lint::checks::condition::all::conditions;
use crate::lint::checks::variable::occurrence::first_wildcard;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{Comparison, Test};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "WILDCARD_WITHOUT_LIKE_OPERATOR",
    title: "Wildcard without like operator",
    category: Category::Warning,
    origin: Origin::Aws,
    finds: "A `*` or `?` in a value of a string operator that reads no patterns.",
    why: "There it stands for itself, and the value matches only a text that has it too.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::bucket", "Condition": {"StringEquals": {"s3:prefix": "home/*"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::bucket", "Condition": {"StringLike": {"s3:prefix": "home/*"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let has_variables = subject.document.has_variables();
    for condition in conditions(subject) {
        let test = condition.operator.map(|operator| operator.test);
        let is_exact = matches!(
            test,
            Some(Test::Value {
                comparison: Comparison::StringEquals | Comparison::StringEqualsIgnoreCase,
                negated: _
            })
        );
        for item in condition.items.iter().filter(|_| is_exact) {
            if first_wildcard(item.text, has_variables).is_some() {
                let details = format!(
                    "{} takes the wildcard in {} as it stands: if a pattern is meant, use a `Like` operator",
                    quoted(condition.block.key),
                    quoted(item.text)
                );
                findings.add(details, [item.place]);
            }
        }
    }
}
