//! The principals that statements name, where the policy's type has such an element.

use crate::lint::Subject;
use crate::lint::document::{Item, Principals};
use crate::model::PolicyType;

/// The `Principal` or `NotPrincipal` of each statement of a resource, trust or endpoint policy. Control policies have checks
/// of their own, and the others name nobody.
pub(super) fn named<'s, 'n>(subject: &'s Subject<'n>) -> impl Iterator<Item = &'s Principals<'n>> {
    let concerned = match subject.policy_type {
        PolicyType::Resource | PolicyType::Trust | PolicyType::VpcEndpoint => true,
        PolicyType::Identity
        | PolicyType::Boundary
        | PolicyType::Session
        | PolicyType::Scp
        | PolicyType::Rcp => false,
    };
    subject.document.statements.iter().filter(move |_| concerned).filter_map(|s| s.principals.as_ref())
}

/// The principals of the kind `AWS` that are unique ids with this prefix: four letters, then at least twelve more
/// capital letters and digits.
pub(super) fn unique_ids<'s, 'n>(
    subject: &'s Subject<'n>,
    prefix: &'static str,
) -> impl Iterator<Item = &'s Item<'n>> {
    named(subject).flat_map(|principals| principals.of_kind("AWS")).filter(move |item| {
        item.text.strip_prefix(prefix).is_some_and(|rest| {
            rest.len() >= 12 && rest.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        })
    })
}

/// Whether there is a wildcard in the text.
pub(super) fn has_wildcard(text: &str) -> bool {
    text.contains(['*', '?'])
}
