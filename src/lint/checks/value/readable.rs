//! Values that their operator cannot read.

use crate::lint::checks::condition::all::conditions;
use crate::lint::document::Item;
use crate::lint::{Findings, Subject};
use crate::model::Test;
use crate::parse::quoted;

/// Reports each value of the operators that `is_asked` which `can_read` does not, and which holds no variable.
pub(super) fn report(
    subject: &Subject<'_>,
    findings: &mut Findings,
    is_asked: impl Fn(Test) -> bool,
    can_read: impl Fn(&str) -> bool,
    wanted: &str,
) {
    for condition in conditions(subject) {
        if !condition.operator.is_some_and(|operator| is_asked(operator.test)) {
            continue;
        }
        // A variable is a mistake here too, but another one.
        let is_wrong = |item: &&Item<'_>| !item.text.contains("${") && !can_read(item.text);
        for item in condition.items.iter().filter(is_wrong) {
            let (text, operator) = (quoted(item.text), quoted(condition.block.key));
            findings.add(format!("{text} is nothing that {operator} can read: write {wanted}"), [item.place]);
        }
    }
}
