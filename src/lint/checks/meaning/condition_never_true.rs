//! `CONDITION_NEVER_TRUE`.

use super::ask::Asking;
use super::parts::pairs;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{Condition, Statement};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "CONDITION_NEVER_TRUE",
    title: "Condition never true",
    category: Category::Warning,
    origin: Origin::Hornbeam,
    finds: "A condition that no request meets which has the statement's principals, actions and resources.",
    why: "All conditions of a statement must hold, so this one makes the whole statement say nothing: an Allow grants nothing, a Deny protects nothing.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:*", "Resource": "*", "Condition": {"Null": {"aws:SecureTransport": "true"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(asking) = Asking::of(subject) else { return };
    for pair in pairs(subject) {
        if !asking.contradicts_itself(pair.read) {
            continue;
        }
        for condition in &pair.read.conditions {
            let Some(written) = pair.written_condition(condition) else { continue };
            if !contradicts_alone(&asking, pair.read, condition) {
                continue;
            }
            let alone = asking.allowing([&alone(pair.read, condition)]);
            let requests = "of the statement's principals, actions and resources that meet the condition";
            if let Some(evidence) = asking.proof(&alone, &asking.nothing(), requests) {
                let (operator, key) = (quoted(written.block.key), quoted(written.key()));
                let details =
                    format!("{operator} on {key} holds for no request, and so the statement for none");
                findings.add_with(evidence, details, [written.element.place]);
            }
        }
    }
}

/// Whether it seems that the statement would match nothing with this condition alone.
pub(super) fn contradicts_alone(asking: &Asking<'_>, statement: &Statement, condition: &Condition) -> bool {
    asking.is_empty(&alone(statement, condition))
}

/// The statement with this condition only.
fn alone(statement: &Statement, condition: &Condition) -> Statement {
    Statement { conditions: vec![condition.clone()], ..statement.clone() }
}
