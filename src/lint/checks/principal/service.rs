//! Services as principals.

use crate::lint::document::{Condition, Item, Statement};

/// The domains that the names of service principals end in, by partition; `amazon.com` is that of Alexa and others outside
/// AWS.
const DOMAINS: [&str; 8] = [
    ".amazonaws.com",
    ".amazonaws.com.cn",
    ".amazonaws.eu",
    ".amazon.com",
    ".aws.internal",
    ".c2s.ic.gov",
    ".sc2s.sgov.gov",
    ".cloud.adc-e.uk",
];

/// What is before the domain of a service principal's name, such as `delivery.logs`; none if it is no such name. All
/// letters are small.
pub(super) fn service_part(text: &str) -> Option<&str> {
    let front = DOMAINS.iter().find_map(|domain| text.strip_suffix(domain))?;
    front.split('.').all(is_label).then_some(front)
}

fn is_label(label: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !label.is_empty() && label.bytes().all(fits)
}

/// The service principals that an `Allow` statement names in `Principal`.
pub(super) fn allowed<'s, 'n>(statement: &'s Statement<'n>) -> impl Iterator<Item = &'s Item<'n>> {
    let principals = statement.principals.as_ref().filter(|p| statement.allows() && !p.negated);
    principals.into_iter().flat_map(|principals| principals.of_kind("Service"))
}

/// Whether services, and nobody else, are named in `Principal`.
pub(super) fn only_services(statement: &Statement<'_>) -> bool {
    statement.principals.as_ref().is_some_and(|principals| {
        !principals.negated
            && principals.text.is_none()
            && principals.of_kind("Service").next().is_some()
            && principals.entries.iter().all(|entry| entry.element.key == "Service")
    })
}

/// Whether the key says on behalf of which resource, account or organization a service acts.
pub(super) fn is_source_key(condition: &Condition<'_>) -> bool {
    ["aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths"]
        .iter()
        .any(|key| condition.is_key(key))
}

/// Whether the key was made for that in earlier days, or is misused for it.
pub(super) fn is_substitute_key(condition: &Condition<'_>) -> bool {
    ["aws:Referer", "aws:SourceOwner"].iter().any(|key| condition.is_key(key))
}
