//! Conditions on the audience of a token: the keys `PROVIDER:aud`.

use crate::lint::document::Condition;

/// Whether the key is the audience of some provider's tokens.
pub(super) fn is_audience(condition: &Condition<'_>) -> bool {
    condition.key().rsplit_once(':').is_some_and(|(_, claim)| claim.eq_ignore_ascii_case("aud"))
}
