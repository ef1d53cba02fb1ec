//! Conditions of an Allow that a request without the key walks through.

use super::ask::Asking;
use super::parts::{Pair, pairs, with};
use super::require::absent;
use crate::lint::document;
use crate::lint::{Evidence, Findings, Subject};
use crate::model::{Condition, Effect};

/// Reports each condition of an Allow that is `wanted` and holds for an allowed request without the key.
pub(super) fn report(
    subject: &Subject<'_>,
    findings: &mut Findings,
    wanted: impl Fn(&Condition) -> bool,
    details: impl Fn(&document::Condition<'_>) -> String,
) {
    let Some(asking) = Asking::of(subject) else { return };
    for pair in pairs(subject).iter().filter(|pair| pair.read.effect == Effect::Allow) {
        let wanted = |condition: &&Condition| wanted(condition) && !is_never_without(pair, condition);
        for condition in pair.read.conditions.iter().filter(wanted) {
            let Some(written) = pair.written_condition(condition) else { continue };
            let without_key = with(pair.read, [absent(condition.key.name())]);
            if let Some(request) = asking.allowed(&asking.with_denials(vec![without_key])) {
                let evidence = Evidence::Witness(Box::new(request));
                findings.add_with(evidence, details(written), [written.element.place]);
            }
        }
    }
}

/// Whether the statement is about an action whose requests cannot do without what the key tells: each grant has operations, each
/// change of records has records. The catalogue does not say so.
fn is_never_without(pair: &Pair<'_, '_>, condition: &Condition) -> bool {
    let actions = pair.written.plain_actions();
    let is_one = |text: &str| {
        ["kms:CreateGrant", "route53:ChangeResourceRecordSets"]
            .iter()
            .any(|one| one.eq_ignore_ascii_case(text))
    };
    let keys = ["kms:grantoperations", "route53:changeresourcerecordsets"];
    keys.iter().any(|front| condition.key.folded().starts_with(front))
        && !actions.is_empty()
        && actions.iter().all(|item| is_one(item.text))
}

/// Whether the key tells of the request's own contents, such as the tags that it sets: without the key there is nothing
/// for the condition to keep out.
pub(super) fn is_of_contents(condition: &Condition) -> bool {
    let key = condition.key.folded();
    ["aws:tagkeys", "s3:requestobjecttagkeys"].contains(&key)
        || ["aws:requesttag/", "s3:requestobjecttag/"].iter().any(|front| key.starts_with(front))
}
