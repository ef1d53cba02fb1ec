//! What a check of AWS's policy validation asks for is never reported as idle, even where it is.

use std::collections::BTreeMap;

use crate::lint::checks::checks;
use crate::lint::document::{Document, Element};
use crate::lint::{Findings, Origin, Subject};
use crate::model::lower;
use crate::parse::{Member, Node, Value, read_document};

/// Whether without this condition (the key under its operator) AWS's checks would find something that they do not find now.
pub(super) fn is_demanded(subject: &Subject<'_>, condition: &Element<'_>) -> bool {
    let node = without(subject.document.node, condition.key_place.span.start);
    let policy = read_document(&node).0;
    let name = subject.source.name();
    let policy = policy.and_then(|document| lower::lower(&document, subject.policy_type, name).0);
    let changed = Subject {
        source: subject.source,
        policy_type: subject.policy_type,
        resource_kind: subject.resource_kind,
        document: Document::read(subject.source.text(), &node),
        policy: policy.as_ref(),
        prover: subject.prover,
        effort: subject.effort,
    };
    let now = counts(subject);
    counts(&changed).into_iter().any(|(code, count)| count > now.get(code).copied().unwrap_or(0))
}

/// How many findings each of AWS's checks has.
fn counts(subject: &Subject<'_>) -> BTreeMap<&'static str, usize> {
    let count = |check: &'static crate::lint::Check| {
        let mut findings = Findings::of(check);
        (check.run)(subject, &mut findings);
        (check.code, findings.into_vec().len())
    };
    checks().filter(|check| check.origin == Origin::Aws).map(count).collect()
}

/// The document without the condition whose key is written there; without its operator and `Condition` too if these are
/// empty then. A condition is four objects deep.
fn without(node: &Node, key: usize) -> Node {
    fn trim(node: &Node, key: usize, depth: usize) -> Node {
        let value = match &node.value {
            Value::Object(members) if depth > 0 => {
                let rest = |member: &Member| {
                    let holds = member.value.span.start < key && key < member.value.span.end;
                    let value =
                        if holds { trim(&member.value, key, depth - 1) } else { member.value.clone() };
                    let emptied = holds && matches!(&value.value, Value::Object(left) if left.is_empty());
                    (member.key.span.start != key && !emptied)
                        .then(|| Member { key: member.key.clone(), value })
                };
                Value::Object(members.iter().filter_map(rest).collect())
            }
            Value::Array(items) if depth > 0 => {
                Value::Array(items.iter().map(|item| trim(item, key, depth - 1)).collect())
            }
            other => other.clone(),
        };
        Node { value, span: node.span }
    }
    trim(node, key, 5)
}
