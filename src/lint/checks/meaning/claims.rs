//! The claims of a token that a trust policy looks at.

use super::require::equals;
use crate::model::{Condition, Principal, PrincipalElement, Statement};

/// GitHub's provider for the jobs of GitHub Actions.
pub(in crate::lint) const GITHUB: &str = "token.actions.githubusercontent.com";

/// Providers whose audience is the application that asked for the token.
pub(in crate::lint) const APPLICATIONS: [&str; 4] =
    ["accounts.google.com", "www.amazon.com", "graph.facebook.com", "cognito-identity.amazonaws.com"];

/// The OIDC providers that the statement names, with what their condition keys begin with.
pub(in crate::lint) fn providers(statement: &Statement) -> Vec<(Principal, String)> {
    let principals = match &statement.principal {
        PrincipalElement::Principal(principals) => principals.as_slice(),
        PrincipalElement::Attached | PrincipalElement::NotPrincipal(_) => &[],
    };
    let address = |principal: &Principal| match principal {
        Principal::Federated(name) => match name.as_literal()?.split_once(":oidc-provider/") {
            Some((_, address)) => Some(address.to_ascii_lowercase()),
            None => name.as_literal().filter(|name| !name.contains(':')).map(str::to_ascii_lowercase),
        },
        Principal::Everyone
        | Principal::AnyAws
        | Principal::Account(_)
        | Principal::Role { .. }
        | Principal::Arn(_)
        | Principal::UniqueId(_)
        | Principal::Service(_)
        | Principal::CanonicalUser(_) => None,
    };
    principals.iter().filter_map(|principal| Some((principal.clone(), address(principal)?))).collect()
}

/// That each claim that the statement looks at, except those, has a value that nobody chose.
pub(super) fn strange_claims(statement: &Statement, address: &str, except: &[&str]) -> Vec<Condition> {
    let claims = statement.conditions.iter().filter_map(|condition| {
        let claim = condition.key.folded().strip_prefix(address)?.strip_prefix(':')?;
        (!except.contains(&claim)).then(|| condition.key.folded().to_owned())
    });
    let claims: std::collections::BTreeSet<String> = claims.collect();
    claims.iter().map(|key| equals(key, "somebody-nobody-named")).collect()
}
