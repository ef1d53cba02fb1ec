//! `CONDITION_ALWAYS_TRUE`.

use super::ask::Asking;
use super::carry::carries_alike;
use super::demanded::is_demanded;
use super::loose::is_loose;
use super::parts::{pairs, reduced, without};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "CONDITION_ALWAYS_TRUE",
    title: "Condition always true",
    category: Category::Suggestion,
    origin: Origin::Hornbeam,
    finds: "A condition that every request meets which has the statement's principals, actions and resources and meets its other conditions.",
    why: "The condition changes nothing. It reads like a restriction, and somebody may rely on it.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEquals": {"aws:PrincipalTag/team": "red"}, "StringLike": {"aws:PrincipalTag/team": "r*"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEquals": {"aws:PrincipalTag/team": "red"}}}]}"#,
    ),
    run,
};

/// Of two conditions that say the same, the latter is reported; none that a check of AWS's would miss.
fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(asking) = Asking::of(subject) else { return };
    for pair in pairs(subject) {
        let mut rest = pair.read.clone();
        for index in (0..rest.conditions.len()).rev() {
            if rest.conditions.get(index).is_none_or(|one| is_loose(one, &rest, asking.policy_type())) {
                continue;
            }
            let (new, reference) = (without(&rest, index), rest.clone());
            if !carries_alike(&new, &reference, asking.policy_type()) {
                continue;
            }
            let small = asking.allowing([&reduced(&new)]);
            if !asking.seems(&small, &asking.allowing([&reduced(&reference)])) || asking.is_empty(&rest) {
                continue;
            }
            let written = rest.conditions.get(index).and_then(|read| pair.written_condition(read));
            let requests = "that meet the rest of the statement and not the condition";
            let evidence = asking.proof(&asking.allowing([&new]), &asking.allowing([&reference]), requests);
            if let (Some(evidence), Some(written)) = (evidence, written)
                && !is_demanded(subject, &written.element)
            {
                let (operator, key) = (quoted(written.block.key), quoted(written.key()));
                let details = format!(
                    "{operator} on {key} holds for every request that meets the rest of the statement: remove it, or say what was meant"
                );
                findings.add_with(evidence, details, [written.element.place]);
                rest = new;
            }
        }
    }
}
