//! Identifiers of networks and their endpoints in conditions.

use crate::lint::checks::condition::all::conditions;
use crate::lint::checks::variable::occurrence::first_wildcard;
use crate::lint::{Findings, Subject};
use crate::model::{Comparison, Test};
use crate::parse::quoted;

/// Reports each value of these keys that is not `prefix` and then 8 or 17 letters and digits. Values that are
/// patterns, and those with variables, are not judged.
pub(super) fn report(subject: &Subject<'_>, findings: &mut Findings, keys: &[&str], prefix: &str) {
    let has_variables = subject.document.has_variables();
    for condition in conditions(subject) {
        let is_pattern = match condition.operator.map(|operator| operator.test) {
            Some(Test::Value { comparison: Comparison::StringLike, negated: _ }) => true,
            Some(Test::Value {
                comparison: Comparison::StringEquals | Comparison::StringEqualsIgnoreCase,
                negated: _,
            }) => false,
            Some(_) | None => continue,
        };
        if !keys.iter().any(|key| condition.is_key(key)) {
            continue;
        }
        for item in &condition.items {
            let open = is_pattern && first_wildcard(item.text, has_variables).is_some();
            if !open && !item.text.contains("${") && !is_identifier(item.text, prefix) {
                let text = quoted(item.text);
                let details = format!("{text} is not `{prefix}` followed by 8 or 17 letters and digits");
                findings.add(details, [item.place]);
            }
        }
    }
}

fn is_identifier(text: &str, prefix: &str) -> bool {
    text.strip_prefix(prefix).is_some_and(|rest| {
        matches!(rest.len(), 8 | 17) && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}
