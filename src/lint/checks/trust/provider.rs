//! Identity providers, as trust policies name them.

use crate::lint::document::{Item, Statement};
use crate::model::{is_account_number, segments_of};

use super::assume::allows;

/// An identity provider.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Provider<'a> {
    /// `arn:…:saml-provider/NAME`.
    Saml,
    /// An OIDC provider by its address without `https://`, which its condition keys begin with: a domain, or what follows
    /// `arn:…:oidc-provider/`.
    Oidc(&'a str),
}

/// Reads the value of a `Federated` principal; none if AWS takes no such value.
pub(super) fn provider(text: &str) -> Option<Provider<'_>> {
    if !text.starts_with("arn:") {
        let domain = text.split_once('/').map_or(text, |(domain, _)| domain);
        return (domain.contains('.') && domain.split('.').all(is_label)).then_some(Provider::Oidc(text));
    }
    let [_, partition, service, region, account, resource] = segments_of(text)?;
    if partition.is_empty() || service != "iam" || !region.is_empty() || !is_account_number(account) {
        return None;
    }
    match resource.split_once('/')? {
        (_, "") => None,
        ("saml-provider", _) => Some(Provider::Saml),
        ("oidc-provider", address) => Some(Provider::Oidc(address)),
        _ => None,
    }
}

fn is_label(label: &str) -> bool {
    !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// The OIDC providers whose users the statement lets assume the role, with their addresses.
pub(super) fn trusted_oidc<'s, 'n>(statement: &'s Statement<'n>) -> Vec<(&'s Item<'n>, &'n str)> {
    let principals = statement
        .principals
        .as_ref()
        .filter(|principals| !principals.negated && allows(statement, "sts:AssumeRoleWithWebIdentity"));
    let oidc = |item: &'s Item<'n>| match provider(item.text)? {
        Provider::Oidc(address) => Some((item, address)),
        Provider::Saml => None,
    };
    principals.into_iter().flat_map(|principals| principals.of_kind("Federated")).filter_map(oidc).collect()
}

/// GitHub's provider for the jobs of GitHub Actions.
pub(super) const GITHUB: &str = "token.actions.githubusercontent.com";

/// The key of the repository and branch (or environment) that a job runs for.
pub(super) const GITHUB_SUBJECT: &str = "token.actions.githubusercontent.com:sub";
