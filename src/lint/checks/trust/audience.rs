//! Conditions on the audience of a token: the keys `PROVIDER:aud`.

use crate::lint::document::Condition;

/// The providers whose tokens are known to have exactly one audience.
const SINGLE: [&str; 4] =
    ["accounts.google.com", "cognito-identity.amazonaws.com", "saml", "token.actions.githubusercontent.com"];

/// Whether the key is the audience of some provider's tokens, and if so whether those are known to have one only.
pub(super) fn audience(condition: &Condition<'_>) -> Option<Audience> {
    let (provider, claim) = condition.key().rsplit_once(':')?;
    if !claim.eq_ignore_ascii_case("aud") {
        return None;
    }
    let single = SINGLE.iter().any(|known| known.eq_ignore_ascii_case(provider));
    Some(if single { Audience::Single } else { Audience::Unknown })
}

/// How many audiences a provider's tokens have.
#[derive(Copy, Clone, PartialEq, Eq)]
pub(super) enum Audience {
    /// Always one.
    Single,
    /// That is up to the provider.
    Unknown,
}
