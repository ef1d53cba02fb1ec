//! Which calls there are of whom: to assume a role one signs, or shows a token of an identity provider and is its user
//! (STS API reference, `AssumeRole`, `AssumeRoleWithSAML`, `AssumeRoleWithWebIdentity`).

use super::target::Party;

/// Which calls callers of a kind make. Actions are in small letters, a `*` at the end standing for any rest.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
pub struct Calls {
    /// None but these; if there are none, all.
    pub only: &'static [&'static str],
    /// Not these.
    pub never: &'static [&'static str],
}

impl Calls {
    /// Users of identity providers: with a token they assume roles, and do nothing else before they have. The permissions
    /// beside that of the call are asked of the trust policy too (IAM/id_session-tags, IAM/id_credentials_temp_control-access_monitor).
    const OF_PROVIDERS: Calls = Calls {
        only: &[
            "sts:assumerolewithwebidentity",
            "sts:assumerolewithsaml",
            "sts:tagsession",
            "sts:setsourceidentity",
            "sts:setcontext",
        ],
        never: &[],
    };
    /// The same of SAML providers.
    const OF_SAML_PROVIDERS: Calls = Calls {
        only: &["sts:assumerolewithsaml", "sts:tagsession", "sts:setsourceidentity", "sts:setcontext"],
        never: &[],
    };
    /// The same of OIDC providers.
    const OF_OIDC_PROVIDERS: Calls = Calls {
        only: &["sts:assumerolewithwebidentity", "sts:tagsession", "sts:setsourceidentity", "sts:setcontext"],
        never: &[],
    };
    /// Unsigned: `AssumeRole` has to be signed, and the caller of its kin is whom the token names (STS API reference).
    const UNSIGNED: Calls = Calls { only: &[], never: &["sts:*"] };
    /// Signed: where a token stands for a signature, its user is the caller.
    const SIGNED: Calls =
        Calls { only: &[], never: &["sts:assumerolewithwebidentity", "sts:assumerolewithsaml"] };

    /// Which calls the party makes. (A trust policy may have to name the service that hands out identities by itself, Cognito,
    /// STS API reference, `AssumeRoleWithWebIdentity`.)
    pub(super) fn of(party: &Party<'_>) -> Calls {
        match party {
            Party::Anonymous => Calls::UNSIGNED,
            Party::Provider(None) => Calls::OF_PROVIDERS,
            Party::Provider(Some(name)) if name.contains(":saml-provider/") => Calls::OF_SAML_PROVIDERS,
            Party::Provider(Some(_)) => Calls::OF_OIDC_PROVIDERS,
            Party::Service(Some(name)) if name.starts_with("cognito-identity.") => Calls::default(),
            Party::Identity(_)
            | Party::Session(..)
            | Party::Federated(_)
            | Party::Root(_)
            | Party::Service(_)
            | Party::Account(_)
            | Party::Named(_)
            | Party::Stranger => Calls::SIGNED,
        }
    }

    /// Whether callers of the kind make the call.
    pub fn admit(&self, action: &str) -> bool {
        let action = action.to_ascii_lowercase();
        let is_one = |patterns: &[&str]| {
            patterns.iter().any(|pattern| match pattern.strip_suffix('*') {
                Some(start) => action.starts_with(start),
                None => action == *pattern,
            })
        };
        (self.only.is_empty() || is_one(self.only)) && !is_one(self.never)
    }
}
