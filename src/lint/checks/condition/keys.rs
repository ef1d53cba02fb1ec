//! What is known of a condition's key.

use crate::lint::document::Condition;
use crate::model::{KeyType, catalog};

/// Keys that AWS's own policies or documents use though the reference does not list them:
/// `aws:PrincipalOrgMasterAccountId` in AWSSSOServiceRolePolicy, `aws:SourceOwner` in the policies that SNS makes.
const UNLISTED: [&str; 2] = ["aws:principalorgmasteraccountid", "aws:sourceowner"];

/// How the reference writes the part of a key that the user chooses, behind the slash.
const CHOSEN: [&str; 4] = ["<key>", "tag-key", "${tagkey}", ""];

/// The key's type, if the reference lists the key.
pub(in crate::lint::checks) fn key_type(condition: &Condition<'_>) -> Option<KeyType> {
    type_of(&condition.key().to_lowercase())
}

/// The type of the key of this name, which is in small letters.
pub(super) fn type_of(folded: &str) -> Option<KeyType> {
    catalog::key_type(folded).or_else(|| {
        let (front, _) = folded.split_once('/')?;
        CHOSEN.iter().find_map(|chosen| catalog::key_type(&format!("{front}/{chosen}")))
    })
}

/// Whether the key is one of a tag, such as `aws:ResourceTag/team`: its value is whatever the tag's owner wrote.
pub(super) fn is_tag(condition: &Condition<'_>) -> bool {
    condition.key().split_once('/').is_some_and(|(front, _)| ends_with_tag(front))
}

/// The key's name up to where the tag's own key is missing, if it is a key of tags without one.
pub(super) fn without_tag<'n>(condition: &Condition<'n>) -> Option<&'n str> {
    let front = condition.key().strip_suffix('/').unwrap_or(condition.key());
    let folded = front.to_lowercase();
    let is_of_tags = ends_with_tag(front) && !front.contains('/');
    (is_of_tags && type_of(&format!("{folded}/key")).is_some()).then_some(front)
}

fn ends_with_tag(front: &str) -> bool {
    let tail = front.len().checked_sub("tag".len()).and_then(|at| front.get(at..));
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case("tag"))
}

/// Whether such a key is known, listed or not.
pub(super) fn exists(condition: &Condition<'_>) -> bool {
    key_type(condition).is_some() || UNLISTED.iter().any(|key| condition.is_key(key))
}

/// The key's service and name.
pub(super) fn parts<'n>(condition: &Condition<'n>) -> Option<(&'n str, &'n str)> {
    condition.key().split_once(':').filter(|(service, name)| !service.is_empty() && !name.is_empty())
}
